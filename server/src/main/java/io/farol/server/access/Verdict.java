// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.access;

/// Whether a request may come in.
public sealed interface Verdict {

  record Welcome() implements Verdict {}

  /// @param httpStatus 401, 403 or 421
  /// @param detail what is wrong
  /// @param mend how to put it right
  record Turned(int httpStatus, String detail, String mend) implements Verdict {}
}
