// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import java.util.concurrent.atomic.AtomicLong;

/// How many bytes of requests may be in work at once. What does not fit is told to come back;
/// nobody waits here. Safe for many threads.
final class Budget {

  private final long capacity;
  private final AtomicLong used = new AtomicLong();

  Budget(long capacityBytes) {
    this.capacity = capacityBytes;
  }

  boolean take(long bytes) {
    long now = used.addAndGet(bytes);
    if (now > capacity && now != bytes) {
      used.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }

  long used() {
    return used.get();
  }
}
