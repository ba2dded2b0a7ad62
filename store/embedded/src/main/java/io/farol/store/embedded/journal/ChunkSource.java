// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

import io.farol.flow.BatchCodec;
import io.farol.flow.BatchHeading;
import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Reads on from a position: from memory when all that follows is there, else from the segments.
/// Confined to one reader's thread.
final class ChunkSource {

  private final Segments segments;
  private final Tail tail;
  private final Damages damages;
  private final int bytes;
  private final SegmentWalk walk;
  private final Lock large;

  /// @param large held while a batch is read that is larger than a chunk: reading one takes five
  ///   times its size for a moment, and all readers come to it at once
  ChunkSource(Segments segments, Tail tail, Damages damages, int bytes, Lock large) {
    this.segments = segments;
    this.large = large;
    this.tail = tail;
    this.damages = damages;
    this.bytes = bytes;
    this.walk = new SegmentWalk(bytes);
  }

  /// What follows a position that lies before the journal's end.
  Chunk after(long position) throws IOException {
    List<Tail.Entry> recent = tail.after(this, position, bytes);
    if (recent != null) {
      return new Chunk(
          recent.getLast().end(), recent.stream().map(Tail.Entry::batch).toList(), List.of());
    }
    Segment segment = segments.after(position);
    if (segment == null) {
      return new Chunk(position, List.of(), List.of());
    }
    if (segment.base() > position) {
      return new Chunk(
          segment.base(),
          List.of(),
          List.of(
              new Chunk.Skipped(
                  position, segment.base(), "the journal begins behind it, at " + segment.name())));
    }
    try {
      return read(segment, position);
    } catch (IOException e) {
      if (segments.contains(segment)) {
        throw e;
      }
      return new Chunk(segment.end(), List.of(), List.of());
    }
  }

  private Chunk read(Segment segment, long from) throws IOException {
    if (walk.sizeAt(segment, from) <= bytes) {
      return readNow(segment, from);
    }
    large.lock();
    try {
      return readNow(segment, from);
    } finally {
      large.unlock();
    }
  }

  private Chunk readNow(Segment segment, long from) throws IOException {
    List<CleanBatch> batches = new ArrayList<>();
    List<Chunk.Skipped> skipped = new ArrayList<>();
    long next =
        walk(
            segment, from, (end, payload) -> batches.add(BatchCodec.decode(payload)), skipped::add);
    return new Chunk(next, batches, skipped);
  }

  /// Shows what the batches between two positions begin with.
  void headings(long from, long until, BiConsumer<Position, BatchHeading> seen) throws IOException {
    long at = from;
    for (Segment segment = segments.after(at);
        segment != null && at < until;
        segment = segments.after(at)) {
      at = Math.max(at, segment.base());
      if (at < segment.end()) {
        at =
            walk(
                segment,
                at,
                (end, payload) -> seen.accept(new Position(end), BatchCodec.heading(payload)),
                skipped -> {});
      }
    }
  }

  /// What is done with the payload of a frame, which may turn out to be no batch.
  private interface Payload {
    void take(long end, byte[] payload);
  }

  /// Takes as many frames as one read holds, or steps over a damaged stretch.
  ///
  /// @return the position after it
  private long walk(Segment segment, long from, Payload taken, Consumer<Chunk.Skipped> skipped)
      throws IOException {
    long next =
        walk.frames(
            segment,
            from,
            (frame, buffer) -> {
              byte[] payload = new byte[frame.length()];
              buffer.get(frame.payload(), payload);
              try {
                taken.take(frame.end(), payload);
              } catch (IllegalArgumentException e) {
                long start = frame.end() - Frame.HEADER - frame.length();
                skipped.accept(
                    report(segment, start, frame.end(), "not a batch: " + e.getMessage()));
              }
            });
    if (next == from) {
      next = walk.skip(segment, from);
      skipped.accept(report(segment, from, next, "damage, stepped over"));
    }
    return next;
  }

  private Chunk.Skipped report(Segment segment, long from, long to, String what) {
    Damage damage = new Damage(segment.name(), segment.offsetOf(from), to - from, what);
    damages.report(damage);
    return new Chunk.Skipped(from, to, damage.inWords());
  }
}
