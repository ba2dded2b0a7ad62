// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab;

import java.util.concurrent.CountDownLatch;

/// The process for which another runs.
final class Parent {
  private Parent() {}

  /// Opens when the process is gone; never for 0.
  static CountDownLatch exit(long pid) {
    CountDownLatch gone = new CountDownLatch(1);
    if (pid != 0) {
      ProcessHandle.of(pid)
          .ifPresentOrElse(
              handle -> handle.onExit().thenRun(gone::countDown), () -> gone.countDown());
    }
    return gone;
  }
}
