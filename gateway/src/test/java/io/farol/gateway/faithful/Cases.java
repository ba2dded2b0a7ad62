// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.faithful;

import java.util.List;
import java.util.stream.Stream;

/// All that a faithful proxy is asked over HTTP/1.1.
public final class Cases {

  private Cases() {}

  public static List<Case> all() {
    return Stream.of(
            RequestCases.all(), ResponseCases.all(), ConnectionCases.all(), HostileCases.all())
        .flatMap(List::stream)
        .toList();
  }
}
