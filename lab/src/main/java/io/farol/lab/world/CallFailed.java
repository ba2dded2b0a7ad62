// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

/// A call that had no answer, with the exception its client library would throw.
final class CallFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CallFailed(Exception reported) {
    super(reported.getMessage(), reported);
  }

  /// What the client library throws and the instrumentation records.
  Throwable reported() {
    return getCause() == null ? this : getCause();
  }
}
