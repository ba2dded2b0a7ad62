// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

import io.farol.flow.CleanBatch;
import java.util.List;

/// What a reader is handed at once.
///
/// @param end the position after it
/// @param batches in order; empty when all that stood there was damaged
record Chunk(long end, List<CleanBatch> batches, List<Skipped> skipped) {

  /// A stretch that cannot be read.
  ///
  /// @param what was found, in words
  record Skipped(long from, long to, String what) {}
}
