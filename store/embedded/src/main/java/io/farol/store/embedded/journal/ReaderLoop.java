// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

import io.farol.flow.BatchReader;
import io.farol.flow.Position;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands one reader everything after its position, on a thread of its own, and lets it settle when
/// nothing more has come for a moment, or after a second. When the reader fails it waits, longer
/// each time up to five seconds, asks the reader where it stands and hands it the same again.
final class ReaderLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentedJournal.class);
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final long MOMENT_NANOS = 20_000_000;
  private static final long LONGEST_UNSETTLED_NANOS = 1_000_000_000;

  private final BatchReader reader;
  private final ChunkSource source;
  private final Segments segments;
  private final End end;

  /// What the reader has been handed, and what it has kept of that.
  private long handed;

  private volatile long position;
  private long unsettledSince;
  private int failures;

  ReaderLoop(BatchReader reader, ChunkSource source, Segments segments, End end) {
    this.reader = reader;
    this.source = source;
    this.segments = segments;
    this.end = end;
    this.position = reader.position().value();
    this.handed = position;
  }

  String name() {
    return reader.name();
  }

  Position position() {
    return new Position(position);
  }

  @Override
  public void run() {
    reach(handed);
    boolean open = true;
    while (open) {
      try {
        open = step();
        recovered();
      } catch (Throwable e) {
        // Whatever it is: a reader that ends would hold the journal for ever, and nobody would
        // know.
        open = failed(e);
      }
    }
  }

  /// @return false once the journal is closed
  private boolean step() throws IOException {
    boolean settled = position == handed;
    long now = System.nanoTime();
    unsettledSince = settled ? now : unsettledSince;
    if (now - unsettledSince > LONGEST_UNSETTLED_NANOS) {
      settle();
      return true;
    }
    return switch (end.awaitPast(handed, settled ? Long.MAX_VALUE : MOMENT_NANOS)) {
      case PAST -> {
        Chunk chunk = source.after(handed);
        chunk
            .skipped()
            .forEach(gap ->
                reader.skipped(new Position(gap.from()), new Position(gap.to()), gap.what()));
        reader.apply(new Position(chunk.end()), chunk.batches());
        handed = chunk.end();
        reach(Math.max(position, reader.position().value()));
        yield true;
      }
      case OVER -> {
        settle();
        yield true;
      }
      case CLOSED -> {
        settle();
        yield false;
      }
    };
  }

  private void settle() {
    reader.settle();
    reach(handed);
  }

  private void reach(long next) {
    position = next;
    if (reader.durable()) {
      segments.passed(reader.name(), next);
    }
  }

  private void recovered() {
    if (failures > 0) {
      LOG.atInfo()
          .addKeyValue("reader", reader.name())
          .addKeyValue("failures", failures)
          .log("journal reader goes on");
      failures = 0;
    }
  }

  /// @return false when the journal was closed meanwhile
  private boolean failed(Throwable cause) {
    failures++;
    if (Integer.bitCount(failures) == 1) {
      LOG.atError()
          .addKeyValue("reader", reader.name())
          .addKeyValue("position", position)
          .addKeyValue("failures", failures)
          .addKeyValue("error", String.valueOf(cause.getMessage()))
          .setCause(failures == 1 ? cause : null)
          .log("journal reader failed and is tried again");
    }
    long pause = FIRST_PAUSE_MILLIS << Math.min(failures - 1, 10);
    if (!end.pause(Math.min(pause, LONGEST_PAUSE_MILLIS))) {
      return false;
    }
    try {
      position = reader.position().value();
      handed = position;
    } catch (RuntimeException e) {
      LOG.atDebug()
          .addKeyValue("reader", reader.name())
          .setCause(e)
          .log("journal reader cannot say where it stands");
    }
    return true;
  }
}
