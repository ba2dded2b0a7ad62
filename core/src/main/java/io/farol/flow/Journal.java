// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import java.time.Duration;
import java.util.function.BiConsumer;

/// The log that an acknowledgement waits for. Safe for many threads; batches that wait are written
/// and forced together.
public interface Journal extends AutoCloseable {

  /// Returns once the batch would survive a power cut, or says why it was not kept.
  Receipt append(CleanBatch batch);

  /// Hands the reader everything after its position and then whatever is appended, on a thread of
  /// the journal's own. A reader that fails is tried again and holds up nobody else.
  void attach(BatchReader reader);

  /// Shows what each batch begins with, in order and on the caller's thread: from a position to the
  /// end of this moment. What is damaged or gone is passed over.
  ///
  /// @param seen takes the position after the batch, and its heading
  /// @throws java.io.UncheckedIOException when it cannot be read
  void headings(Position from, BiConsumer<Position, BatchHeading> seen);

  /// The position of the last batch that was kept.
  Position end();

  @Override
  void close();

  /// What became of an append.
  sealed interface Receipt {

    /// Durable.
    record Kept(Position position) implements Receipt {}

    /// Not kept, and nothing of it will appear: the caller may send it again.
    ///
    /// @param reason in words, for the sender and the log
    /// @param retryAfter when it is worth another try
    record Refused(Reason reason, String detail, Duration retryAfter) implements Receipt {}
  }

  /// Why an append was refused.
  enum Reason {
    /// The queue of waiting batches is full.
    BUSY,
    /// The reserve of free disk is reached.
    DISK_FULL,
    /// A write or force failed.
    IO_ERROR,
    /// It is being closed.
    CLOSING,
    /// One batch is larger than the journal takes.
    TOO_LARGE
  }
}
