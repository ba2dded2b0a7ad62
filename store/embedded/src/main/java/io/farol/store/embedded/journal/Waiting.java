// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

import io.farol.flow.CleanBatch;
import io.farol.flow.Journal.Receipt;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// An append that waits for its receipt.
final class Waiting {

  final CleanBatch batch;
  final byte[] payload;
  private final CountDownLatch answered = new CountDownLatch(1);
  private volatile @Nullable Receipt receipt;

  Waiting(CleanBatch batch, byte[] payload) {
    this.batch = batch;
    this.payload = payload;
  }

  void answer(Receipt given) {
    receipt = given;
    answered.countDown();
  }

  /// Waits until it is answered, however often the caller is interrupted: what the writer has taken
  /// will be kept or refused, and the caller must know which.
  Receipt await() {
    boolean interrupted = false;
    while (true) {
      try {
        answered.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Receipt given = receipt;
    if (given == null) {
      throw new IllegalStateException("an append was answered without a receipt");
    }
    return given;
  }
}
