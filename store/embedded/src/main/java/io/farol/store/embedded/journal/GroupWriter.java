// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

import io.farol.flow.Journal.Reason;
import io.farol.flow.Journal.Receipt;
import io.farol.flow.Position;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes groups of appends to the active segment: all frames in one write, one force, then the
/// receipts. Confined to the writer thread.
///
/// A group whose write or force fails is refused as a whole and its bytes are cut off again, so
/// that nothing of it will appear. While that cannot be done every further group is refused; the
/// first that comes when the disk obeys again mends it.
final class GroupWriter {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentedJournal.class);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LATER = Duration.ofSeconds(10);

  private final FileLayer files;
  private final Segments segments;
  private final Tail tail;
  private final JournalOptions options;
  private final LongConsumer advanced;
  private final long reserve;
  private Segment active;
  private boolean torn;
  private boolean refusing;
  private volatile @Nullable String failing;

  /// Room that the group refused last would have needed; 0 when groups have room.
  private volatile long wanted;

  private ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

  /// @param advanced told the journal's new end once it is durable
  GroupWriter(
      FileLayer files,
      Segments segments,
      Segment active,
      Tail tail,
      JournalOptions options,
      LongConsumer advanced)
      throws IOException {
    this.files = files;
    this.segments = segments;
    this.active = active;
    this.tail = tail;
    this.options = options;
    this.advanced = advanced;
    this.reserve =
        options.reserveBytes() == JournalOptions.DEFAULT_RESERVE
            ? Math.min(512L << 20, files.totalBytes() / 20)
            : options.reserveBytes();
  }

  /// Why nothing would be kept now, in words, or null when nothing is known against it.
  @Nullable String failing() {
    try {
      long free = files.freeBytes();
      return free - wanted < reserve ? noRoom(free) : failing;
    } catch (IOException e) {
      return "the free room of the disk cannot be read: " + e.getMessage();
    }
  }

  private String noRoom(long free) {
    return "the disk has %d MiB left and %d MiB are kept free; make room"
        .formatted(free >> 20, reserve >> 20);
  }

  void write(List<Waiting> group) {
    long start = active.end();
    try {
      mend();
      ByteBuffer frames = frames(group, start);
      long free = files.freeBytes();
      if (free - frames.remaining() < reserve) {
        wanted = frames.remaining();
        refuse(group, Reason.DISK_FULL, noRoom(free));
        return;
      }
      torn = true;
      active.file().write(frames, active.offsetOf(start));
      active.file().force();
      torn = false;
    } catch (IOException | RuntimeException e) {
      refuse(group, Reason.IO_ERROR, "the journal could not be written: " + e.getMessage());
      return;
    }
    keep(group, start);
  }

  private ByteBuffer frames(List<Waiting> group, long start) {
    int size = 0;
    for (Waiting each : group) {
      size += Frame.sizeOf(each.payload);
    }
    if (buffer.capacity() < size) {
      buffer = ByteBuffer.allocate(size);
    }
    buffer.clear();
    for (Waiting each : group) {
      long end = start + buffer.position() + Frame.sizeOf(each.payload);
      Frame.put(buffer, end, each.payload);
    }
    return buffer.flip();
  }

  private void keep(List<Waiting> group, long start) {
    failing = null;
    wanted = 0;
    if (refusing) {
      refusing = false;
      LOG.atInfo().addKeyValue("position", start).log("the journal can be written again");
    }
    long at = start;
    for (Waiting each : group) {
      long end = at + Frame.sizeOf(each.payload);
      tail.add(new Tail.Entry(at, end, each.batch));
      at = end;
    }
    active.endAt(at);
    advanced.accept(at);
    at = start;
    for (Waiting each : group) {
      at += Frame.sizeOf(each.payload);
      each.answer(new Receipt.Kept(new Position(at)));
    }
  }

  /// Refuses a group that could not be written for want of memory.
  void refuse(List<Waiting> group, Error cause) {
    refuse(group, Reason.IO_ERROR, "the journal could not be written: " + cause);
  }

  private void refuse(List<Waiting> group, Reason reason, String detail) {
    boolean first = !refusing;
    refusing = true;
    failing = reason == Reason.DISK_FULL ? null : detail;
    if (first) {
      LOG.atError()
          .addKeyValue("reason", reason)
          .addKeyValue("error", detail)
          .log("the journal refuses batches");
    }
    try {
      mend();
    } catch (IOException e) {
      LOG.atDebug().addKeyValue("error", e.getMessage()).log("the journal's tail is still torn");
    }
    Duration retry = reason == Reason.DISK_FULL ? LATER : SOON;
    group.forEach(each -> each.answer(new Receipt.Refused(reason, detail, retry)));
  }

  /// Cuts off what a failed write left, then goes to a new segment when the active one is full.
  private void mend() throws IOException {
    if (torn) {
      active.file().truncate(active.offsetOf(active.end()));
      active.file().force();
      torn = false;
    }
    if (active.end() - active.base() >= options.segmentBytes()) {
      active = segments.begin(active.end());
    }
  }

  /// Goes to a new segment at a later position. Only when nothing behind it is needed by anybody.
  void jump(long position) throws IOException {
    active = segments.begin(position);
    advanced.accept(position);
  }
}
