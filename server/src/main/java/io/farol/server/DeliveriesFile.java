// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import io.farol.gateway.DeliveryMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `hooks.delivered` in the data directory: the names of the webhooks delivered last, in a ring of
/// fixed records that is mapped into memory, so that nobody waits for a disk. It outlasts a crash
/// of Farol; after a power cut the last ones may be missing, and are delivered again when they come
/// again.
///
/// | field | bytes |
/// |---|---|
/// | number, from 1, big-endian; 0: nothing here | 8 |
/// | name | 32 |
/// | CRC-32C of both | 4 |
final class DeliveriesFile implements DeliveryMemory {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveriesFile.class);
  private static final int NAME = 32;
  private static final int SUMMED = Long.BYTES + NAME;
  private static final int RECORD = SUMMED + Integer.BYTES;

  private record Kept(long number, String name) {}

  private final MappedByteBuffer ring;
  private final List<String> known;
  private long last;

  private DeliveriesFile(MappedByteBuffer ring) {
    this.ring = ring;
    List<Kept> kept = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      long number = ring.getLong(i * RECORD);
      if (number > 0 && ring.getInt(i * RECORD + SUMMED) == sum(i)) {
        kept.add(new Kept(number, name(i)));
      }
    }
    kept.sort(Comparator.comparingLong(Kept::number));
    known = kept.stream().map(Kept::name).toList();
    last = kept.isEmpty() ? 0 : kept.getLast().number();
  }

  /// Where the file cannot be had, nothing is remembered over a restart, and the log says so.
  static DeliveryMemory open(Path file) {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      // Every byte has its place on the disk before it is mapped: a full one is met here.
      long size = (long) MOST * RECORD;
      ByteBuffer rest = ByteBuffer.allocate((int) Math.max(0, size - channel.size()));
      while (rest.hasRemaining()) {
        channel.write(rest, channel.size());
      }
      return new DeliveriesFile(channel.map(FileChannel.MapMode.READ_WRITE, 0, size));
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("error", e.toString())
          .log("delivered webhooks are not remembered over a restart");
      return NONE;
    }
  }

  @Override
  public List<String> known() {
    return known;
  }

  @Override
  public void add(String name) {
    last++;
    int at = (int) (last % MOST);
    ring.putLong(at * RECORD, last);
    ring.put(at * RECORD + Long.BYTES, HexFormat.of().parseHex(name));
    ring.putInt(at * RECORD + SUMMED, sum(at));
  }

  private String name(int at) {
    byte[] name = new byte[NAME];
    ring.get(at * RECORD + Long.BYTES, name);
    return HexFormat.of().formatHex(name);
  }

  private int sum(int at) {
    CRC32C sum = new CRC32C();
    sum.update(ring.slice(at * RECORD, SUMMED));
    return (int) sum.getValue();
  }
}
