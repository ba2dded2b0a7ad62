// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

import io.farol.flow.BatchCodec;
import io.farol.flow.CleanBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads on from a position: from memory when all that follows is there, else from the segments.
/// Confined to one reader's thread.
final class ChunkSource {

  private final Segments segments;
  private final Tail tail;
  private final Damages damages;
  private final int bytes;
  private final SegmentWalk walk;

  ChunkSource(Segments segments, Tail tail, Damages damages, int bytes) {
    this.segments = segments;
    this.tail = tail;
    this.damages = damages;
    this.bytes = bytes;
    this.walk = new SegmentWalk(bytes);
  }

  /// What follows a position that lies before the journal's end.
  Chunk after(long position) throws IOException {
    List<Tail.Entry> recent = tail.after(position, bytes);
    if (recent != null) {
      return new Chunk(recent.getLast().end(), recent.stream().map(Tail.Entry::batch).toList());
    }
    Segment segment = segments.after(position);
    if (segment == null) {
      return new Chunk(position, List.of());
    }
    try {
      return read(segment, Math.max(position, segment.base()));
    } catch (IOException e) {
      if (segments.contains(segment)) {
        throw e;
      }
      return new Chunk(segment.end(), List.of());
    }
  }

  private Chunk read(Segment segment, long from) throws IOException {
    List<CleanBatch> batches = new ArrayList<>();
    long next =
        walk.frames(
            segment,
            from,
            (frame, buffer) -> {
              byte[] payload = new byte[frame.length()];
              buffer.get(frame.payload(), payload);
              try {
                batches.add(BatchCodec.decode(payload));
              } catch (IllegalArgumentException e) {
                long start = frame.end() - Frame.HEADER - frame.length();
                report(segment, start, frame.end(), "not a batch: " + e.getMessage());
              }
            });
    if (next == from) {
      next = walk.skip(segment, from);
      report(segment, from, next, "damage, stepped over");
    }
    return new Chunk(next, batches);
  }

  private void report(Segment segment, long from, long to, String what) {
    damages.report(new Damage(segment.name(), segment.offsetOf(from), to - from, what));
  }
}
