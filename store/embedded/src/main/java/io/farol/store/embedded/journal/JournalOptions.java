// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

import java.util.Set;

/// How large the journal's pieces are. All in bytes.
///
/// @param segmentBytes a segment is closed once it is as large as this
/// @param queueBytes appends waiting to be written; past it they are refused as busy
/// @param batchBytes the largest encoded batch that is taken
/// @param reserveBytes free disk that is left alone; [#DEFAULT_RESERVE] takes the smaller of 512
///   MiB and a twentieth of the disk
/// @param chunkBytes how much is handed to a reader at once, in encoded batches
/// @param tailBytes encoded size of the newest batches kept in memory, so that readers close to the
///   end read no file
/// @param awaited durable readers without which no segment is deleted: between two attachments the
///   first one must not cost the second its batches
public record JournalOptions(
    long segmentBytes,
    long queueBytes,
    int batchBytes,
    long reserveBytes,
    int chunkBytes,
    long tailBytes,
    Set<String> awaited) {

  public static final long DEFAULT_RESERVE = -1;

  private static final int MIB = 1 << 20;

  public static final JournalOptions DEFAULTS =
      new JournalOptions(
          64L * MIB, 64L * MIB, 16 * MIB, DEFAULT_RESERVE, 2 * MIB, 8L * MIB, Set.of());

  public JournalOptions {
    awaited = Set.copyOf(awaited);
    check("segment-bytes", segmentBytes);
    check("queue-bytes", queueBytes);
    check("batch-bytes", batchBytes);
    check("chunk-bytes", chunkBytes);
  }

  public JournalOptions withReserveBytes(long bytes) {
    return new JournalOptions(
        segmentBytes, queueBytes, batchBytes, bytes, chunkBytes, tailBytes, awaited);
  }

  public JournalOptions awaiting(Set<String> readers) {
    return new JournalOptions(
        segmentBytes, queueBytes, batchBytes, reserveBytes, chunkBytes, tailBytes, readers);
  }

  private static void check(String name, long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException(
          "journal." + name + " is " + bytes + "; it must be positive");
    }
  }
}
