// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The segments that are there, and who still needs them. The last one is the active one; it is
/// never deleted, so that positions go on from it. Safe for many threads: every field is guarded by
/// this object's lock.
final class Segments {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentedJournal.class);
  private static final int SCAN_BYTES = 4 << 20;

  private final FileLayer files;
  private final Damages damages;
  private final TreeMap<Long, Segment> byBase = new TreeMap<>();
  private final Map<String, Long> passed = new HashMap<>();
  private final Set<String> awaited;
  private long seen;
  private int holders;

  Segments(FileLayer files, Damages damages, Set<String> awaited) {
    this.files = files;
    this.damages = damages;
    this.awaited = awaited;
  }

  /// Reads what is there, cuts a torn tail off and begins a new segment behind it.
  ///
  /// @return the active segment
  synchronized Segment recover() throws IOException {
    List<Long> bases = new ArrayList<>();
    for (String name : files.list()) {
      Long base = Segment.baseOf(name);
      if (base != null) {
        bases.add(base);
      }
    }
    bases.sort(null);
    for (long base : bases) {
      Segment segment = Segment.existing(files, base);
      if (segment == null) {
        files.delete(Segment.nameOf(base));
      } else {
        byBase.put(base, segment);
      }
    }
    for (Segment segment : byBase.values()) {
      Map.Entry<Long, Segment> next = byBase.higherEntry(segment.base());
      if (next == null) {
        cutTornTail(segment);
      } else {
        segment.endAt(next.getKey());
      }
    }
    Segment last = byBase.isEmpty() ? null : byBase.lastEntry().getValue();
    if (last != null && last.isEmpty()) {
      byBase.remove(last.base());
      last.file().close();
      return begin(last.base());
    }
    return begin(last == null ? 0 : last.end());
  }

  private void cutTornTail(Segment segment) throws IOException {
    SegmentWalk walk = new SegmentWalk(SCAN_BYTES);
    long at = segment.base();
    while (at < segment.end()) {
      long next = walk.frames(segment, at, (frame, buffer) -> {});
      if (next > at) {
        at = next;
        continue;
      }
      next = walk.skip(segment, at);
      long offset = segment.offsetOf(at);
      if (next < segment.end()) {
        damages.report(new Damage(segment.name(), offset, next - at, "damage, stepped over"));
        at = next;
      } else {
        String what =
            walk.endsEarly(segment, at)
                ? Damage.TORN
                : "a damaged tail, cut off: a write that a power cut broke off, or damage";
        damages.report(new Damage(segment.name(), offset, next - at, what));
        seen = segment.end();
        segment.file().truncate(offset);
        segment.file().force();
        segment.endAt(at);
      }
    }
  }

  /// Begins a new active segment.
  synchronized Segment begin(long base) throws IOException {
    Segment segment = Segment.create(files, base);
    byBase.put(base, segment);
    return segment;
  }

  /// The segment in which the batch after a position lies or will lie: one that begins behind the
  /// position when what was between is gone. Null when nothing follows the position.
  synchronized @Nullable Segment after(long position) {
    Map.Entry<Long, Segment> at = byBase.floorEntry(position);
    if (at != null && position < at.getValue().end()) {
      return at.getValue();
    }
    Map.Entry<Long, Segment> next = byBase.higherEntry(position);
    while (next != null && next.getValue().isEmpty() && !next.getKey().equals(byBase.lastKey())) {
      next = byBase.higherEntry(next.getKey());
    }
    return next == null ? null : next.getValue();
  }

  /// Where the log ended before a tail was cut off it; 0 when none was.
  synchronized long endBeforeCut() {
    return seen;
  }

  /// Keeps every segment until [#release()], whoever has passed it.
  synchronized void hold() {
    holders++;
  }

  synchronized void release() {
    holders--;
  }

  /// The file names and how much of each is written.
  synchronized Map<String, Long> written() throws IOException {
    Map<String, Long> files = new LinkedHashMap<>();
    for (Segment segment : byBase.values()) {
      files.put(segment.name(), Math.min(segment.file().size(), segment.offsetOf(segment.end())));
    }
    return files;
  }

  /// True when no batch was ever appended, or all are gone.
  synchronized boolean isEmpty() {
    return byBase.values().stream().allMatch(Segment::isEmpty);
  }

  synchronized boolean contains(Segment segment) {
    return byBase.get(segment.base()) == segment;
  }

  /// Notes how far a durable reader has come and deletes what nobody needs any more.
  synchronized void passed(String reader, long position) {
    passed.put(reader, position);
    if (holders > 0 || !passed.keySet().containsAll(awaited)) {
      return;
    }
    long needed = passed.values().stream().mapToLong(Long::longValue).min().orElse(0);
    while (byBase.size() > 1 && byBase.firstEntry().getValue().end() <= needed) {
      delete(byBase.pollFirstEntry().getValue());
    }
  }

  private void delete(Segment segment) {
    try {
      segment.file().close();
      files.delete(segment.name());
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("file", segment.name())
          .addKeyValue("error", e.getMessage())
          .log("a journal segment could not be deleted; it goes with the next start");
    }
  }

  synchronized void close() throws IOException {
    for (Segment segment : byBase.values()) {
      segment.file().close();
    }
  }
}
