// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import java.util.List;

/// A reader of the journal: facts, content, a search index, a live board. It is handed batches in
/// order, on one thread, and may be handed again what it has applied: applying twice changes
/// nothing.
public interface BatchReader {

  /// A stable name, `facts`, used in status and metrics.
  String name();

  /// Whether the journal must keep what this reader has not passed. A board that can be built anew
  /// is not durable.
  boolean durable();

  /// How far it has come, as kept in the same transaction as what it applied. [Position#START] when
  /// it is new.
  Position position();

  /// Takes batches that follow what it was handed before, all or none of them. It may hold them
  /// back, to keep many in one transaction; [#position] tells what is kept.
  ///
  /// @param upTo the position of the last of them
  /// @param batches empty when nothing up to there can be handed over any more
  /// @throws RuntimeException when it cannot now; it is asked where it stands and handed at least
  ///   everything after that again
  void apply(Position upTo, List<CleanBatch> batches);

  /// Keeps everything it was handed, and the position with it. Called when nothing more is there
  /// for a moment, and now and then when there always is.
  ///
  /// @throws RuntimeException as [#apply] does
  default void settle() {}

  /// Tells that the journal cannot hand over what lies between two positions: it is damaged there,
  /// or that part is gone. What follows is applied next.
  ///
  /// @param what was found, in words
  default void skipped(Position from, Position to, String what) {}
}
