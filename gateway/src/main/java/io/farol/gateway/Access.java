// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.gateway.http.RequestHead;
import org.jspecify.annotations.Nullable;

/// Who may use a route. Called on event loops: it must not block.
public interface Access {

  Verdict judge(RequestHead head, Route route);

  /// Whether a request may come in.
  sealed interface Verdict {

    /// @param keyHeader the header that carried the gateway's key and is not passed on, or null
    record Welcome(@Nullable String keyHeader) implements Verdict {}

    record Turned(Refusal refusal) implements Verdict {}
  }
}
