// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import java.util.concurrent.atomic.AtomicInteger;

/// Puts checkpoints off while somebody copies the files: until then each file only grows, and what
/// it held at one moment can be read from it later. Safe for many threads.
final class Hold {

  private final AtomicInteger holders = new AtomicInteger();

  boolean isHeld() {
    return holders.get() > 0;
  }

  void take() {
    holders.incrementAndGet();
  }

  void release() {
    holders.decrementAndGet();
  }
}
