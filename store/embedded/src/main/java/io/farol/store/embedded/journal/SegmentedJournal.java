// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

import io.farol.flow.BatchCodec;
import io.farol.flow.BatchHeading;
import io.farol.flow.BatchReader;
import io.farol.flow.CleanBatch;
import io.farol.flow.Journal;
import io.farol.flow.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The journal as a directory of segments (`<base>.seg`), each a header and frames of one batch.
///
/// A position is the number of bytes of log before it, so it tells segment and offset. One thread
/// writes: it takes all appends that wait, writes and forces them together, then answers them. Each
/// reader has a thread of its own. At start a torn tail is cut off; damage before it is stepped
/// over and told by [#damages()], and everything that is whole is still read. A segment is deleted
/// once every durable reader has passed it, and not before those that are awaited are attached.
public final class SegmentedJournal implements Journal {

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LATER = Duration.ofSeconds(5);

  private final JournalOptions options;
  private final Damages damages = new Damages();
  private final Lock large = new ReentrantLock();
  private final Segments segments;
  private final Tail tail;
  private final End end;
  private final AppendQueue queue;
  private final GroupWriter writer;
  private final Thread writing;
  private final Map<ReaderLoop, Thread> readers = new LinkedHashMap<>();

  SegmentedJournal(FileLayer files, JournalOptions options) throws IOException {
    this.options = options;
    this.segments = new Segments(files, damages, options.awaited());
    Segment active = segments.recover();
    this.tail = new Tail(options.tailBytes());
    this.end = new End(active.end());
    this.queue = new AppendQueue(options.queueBytes());
    this.writer = new GroupWriter(files, segments, active, tail, options, end::advance);
    this.writing = Thread.ofPlatform().name("journal-writer").start(this::writeAll);
  }

  /// Opens the journal of a directory, which is made when it is not there.
  ///
  /// @throws UncheckedIOException when it cannot be read or written, or is of a newer format
  public static SegmentedJournal open(Path directory, JournalOptions options) {
    try {
      return new SegmentedJournal(new LocalFiles(directory), options);
    } catch (IOException e) {
      throw new UncheckedIOException("journal " + directory + ": " + e.getMessage(), e);
    }
  }

  private void writeAll() {
    for (List<Waiting> group = queue.take(); !group.isEmpty(); group = queue.take()) {
      synchronized (writer) {
        try {
          writer.write(group);
        } catch (Error e) {
          // No room for a buffer, most likely. Whoever waits must be answered, or waits for ever.
          writer.refuse(group, e);
        }
      }
      queue.done(group);
    }
  }

  @Override
  public Receipt append(CleanBatch batch) {
    byte[] payload = BatchCodec.encode(batch);
    if (payload.length > options.batchBytes()) {
      return new Receipt.Refused(
          Reason.TOO_LARGE,
          "a batch of %d bytes is larger than the %d that are taken; send less at once"
              .formatted(payload.length, options.batchBytes()),
          Duration.ZERO);
    }
    Waiting append = new Waiting(batch, payload);
    return switch (queue.offer(append)) {
      case TAKEN -> append.await();
      case FULL ->
          new Receipt.Refused(
              Reason.BUSY, queue.bytes() + " bytes wait to be written; come back", SOON);
      case CLOSED -> new Receipt.Refused(Reason.CLOSING, "the journal is being closed", LATER);
    };
  }

  @Override
  public synchronized void attach(BatchReader reader) {
    long position = reader.position().value();
    if (position > end.position()) {
      jump(reader.name(), position);
    }
    ReaderLoop loop =
        new ReaderLoop(
            reader,
            new ChunkSource(segments, tail, damages, options.chunkBytes(), large),
            segments,
            end);
    readers.put(loop, Thread.ofPlatform().name("journal-" + reader.name()).start(loop));
  }

  @Override
  public void headings(Position from, BiConsumer<Position, BatchHeading> seen) {
    try {
      new ChunkSource(segments, tail, damages, options.chunkBytes(), large)
          .headings(from.value(), end.position(), seen);
    } catch (IOException e) {
      throw new UncheckedIOException("journal: " + e.getMessage(), e);
    }
  }

  /// A reader that stands past the end has seen a log that is gone, or a tail that was cut off as
  /// damaged since; new positions must not repeat the old ones.
  private void jump(String reader, long position) {
    synchronized (writer) {
      if (!segments.isEmpty() && position > segments.endBeforeCut()) {
        throw new IllegalStateException(
            "reader %s stands at %d, past the journal's end at %d: journal and store are not of one data directory"
                .formatted(reader, position, end.position()));
      }
      try {
        writer.jump(position);
      } catch (IOException e) {
        throw new UncheckedIOException("journal: " + e.getMessage(), e);
      }
    }
  }

  @Override
  public Position end() {
    return new Position(end.position());
  }

  /// How far each attached reader has come, by name.
  public synchronized Map<String, Position> positions() {
    Map<String, Position> positions = new LinkedHashMap<>();
    readers.keySet().forEach(reader -> positions.put(reader.name(), reader.position()));
    return positions;
  }

  /// Encoded bytes that wait to be written.
  public long queuedBytes() {
    return queue.bytes();
  }

  /// What could not be read since it was opened, each stretch once, the first hundred of
  /// [#damageCount()].
  public List<Damage> damages() {
    return damages.all();
  }

  public int damageCount() {
    return damages.count();
  }

  /// Keeps every segment until it is closed, and says what is written.
  public Held hold() {
    segments.hold();
    return new Held();
  }

  /// The journal's files, which only grow until it is closed.
  public final class Held implements AutoCloseable {

    private Held() {}

    /// Names in its directory, and how many bytes of each are whole batches by now.
    public Map<String, Long> files() {
      try {
        return segments.written();
      } catch (IOException e) {
        throw new UncheckedIOException("journal: " + e.getMessage(), e);
      }
    }

    @Override
    public void close() {
      segments.release();
    }
  }

  /// Why batches are refused now, in words, or null when nothing is known against the next.
  public @Nullable String refusal() {
    return writer.failing();
  }

  /// Answers what has been taken, lets readers finish the chunk they hold, and closes the files.
  @Override
  public synchronized void close() {
    queue.close();
    join(writing);
    end.close();
    readers.values().forEach(SegmentedJournal::join);
    try {
      segments.close();
    } catch (IOException e) {
      throw new UncheckedIOException("journal: " + e.getMessage(), e);
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
