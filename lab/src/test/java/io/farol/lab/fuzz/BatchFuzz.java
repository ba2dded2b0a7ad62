// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.fuzz;

import io.farol.flow.BatchCodec;
import io.farol.flow.CleanBatch;

/// Any bytes are a batch or the one declared error, and a batch is the same after another way
/// through the codec.
public final class BatchFuzz {

  private BatchFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    CleanBatch batch;
    try {
      batch = BatchCodec.decode(data);
    } catch (IllegalArgumentException declared) {
      return;
    }
    if (!BatchCodec.decode(BatchCodec.encode(batch)).equals(batch)) {
      throw new AssertionError("a batch is another one after it was written and read");
    }
  }
}
