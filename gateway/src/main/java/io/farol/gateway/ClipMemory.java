// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import java.util.concurrent.atomic.AtomicLong;

/// How much memory all bodies that are being captured hold together. Past it bodies are clipped
/// where they stand; nothing else changes. Safe for many threads.
final class ClipMemory {

  private final long most;
  private final AtomicLong held = new AtomicLong();

  ClipMemory(long mostBytes) {
    this.most = mostBytes;
  }

  boolean take(int bytes) {
    if (held.addAndGet(bytes) > most) {
      held.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void giveBack(int bytes) {
    held.addAndGet(-bytes);
  }

  long heldBytes() {
    return held.get();
  }
}
