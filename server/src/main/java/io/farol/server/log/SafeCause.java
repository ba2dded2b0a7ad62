// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.log;

/// A failure as the log may show it: its class and its stack, and the same of its causes, without
/// any message, since a message may quote what somebody sent.
public final class SafeCause extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int MAX_DEPTH = 8;

  private SafeCause(Throwable failure, int depth) {
    super(failure.getClass().getName(), cause(failure, depth), false, true);
    setStackTrace(failure.getStackTrace());
  }

  public static SafeCause of(Throwable failure) {
    return new SafeCause(failure, 0);
  }

  private static @org.jspecify.annotations.Nullable SafeCause cause(Throwable failure, int depth) {
    Throwable cause = failure.getCause();
    return cause == null || depth == MAX_DEPTH ? null : new SafeCause(cause, depth + 1);
  }
}
