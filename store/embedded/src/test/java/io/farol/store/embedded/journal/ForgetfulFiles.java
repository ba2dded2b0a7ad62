// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// A disk that forgets. What was forced survives [#cutPower]; of what was not, any subset of
/// 512-byte sectors does, and names that were made or removed without [#forceDirectory()] may or
/// may not be there. It can also fail, fill up and hold a force.
final class ForgetfulFiles implements FileLayer {

  private static final int SECTOR = 512;

  private final Map<String, Disk> live = new HashMap<>();
  private final Map<String, Disk> named = new HashMap<>();
  private final boolean forceWorks;
  private boolean dead;
  private int forces;
  private long free = 1L << 40;
  private @Nullable String failWrites;
  private @Nullable String failForces;
  private @Nullable String failTruncates;
  private @Nullable CountDownLatch heldForce;

  private ForgetfulFiles(boolean forceWorks) {
    this.forceWorks = forceWorks;
  }

  static ForgetfulFiles honest() {
    return new ForgetfulFiles(true);
  }

  /// A disk whose force does nothing, as if the journal never called it.
  static ForgetfulFiles forceless() {
    return new ForgetfulFiles(false);
  }

  /// The power goes: every later call on this disk fails, and what is returned is what a machine
  /// would find when it comes back.
  synchronized ForgetfulFiles cutPower(SplittableRandom random) {
    dead = true;
    ForgetfulFiles found = new ForgetfulFiles(true);
    Map<String, Disk> names = new HashMap<>();
    live.forEach((name, disk) -> {
      if (named.get(name) == disk || random.nextBoolean()) {
        names.put(name, disk);
      }
    });
    named.forEach((name, disk) -> {
      if (!live.containsKey(name) && random.nextBoolean()) {
        names.put(name, disk);
      }
    });
    names.forEach((name, disk) -> {
      Disk kept = new Disk(disk.survives(random));
      found.live.put(name, kept);
      found.named.put(name, kept);
    });
    return found;
  }

  synchronized void free(long bytes) {
    free = bytes;
  }

  synchronized void failWrites(@Nullable String message) {
    failWrites = message;
  }

  synchronized void failForces(@Nullable String message) {
    failForces = message;
  }

  synchronized void failTruncates(@Nullable String message) {
    failTruncates = message;
  }

  synchronized void holdForces(@Nullable CountDownLatch until) {
    heldForce = until;
  }

  synchronized int forces() {
    return forces;
  }

  /// Changes one byte where it lies, as a failing disk does.
  synchronized void damage(String name, int offset) {
    Disk disk = live.get(name);
    if (disk == null) {
      throw new IllegalArgumentException("no file " + name);
    }
    disk.now[offset] ^= 0x55;
  }

  /// Adds bytes to a file behind the journal's back.
  synchronized void add(String name, byte[] bytes) {
    Disk disk = live.computeIfAbsent(name, absent -> new Disk(new byte[0]));
    disk.write(disk.now.length, bytes);
    named.put(name, disk);
  }

  @Override
  public synchronized List<String> list() throws IOException {
    power();
    return List.copyOf(live.keySet());
  }

  @Override
  public synchronized Handle open(String name) throws IOException {
    power();
    return new Open(live.computeIfAbsent(name, absent -> new Disk(new byte[0])));
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    power();
    live.remove(name);
  }

  @Override
  public synchronized void forceDirectory() throws IOException {
    power();
    if (forceWorks) {
      named.clear();
      named.putAll(live);
    }
  }

  @Override
  public synchronized long freeBytes() {
    return free;
  }

  @Override
  public long totalBytes() {
    return 1L << 40;
  }

  private void power() throws IOException {
    if (dead) {
      throw new IOException("no power");
    }
  }

  /// A file: what is read now, what was forced, and the writes between the two.
  private static final class Disk {

    private byte[] now;
    private byte[] forced;
    private final List<Change> changes = new ArrayList<>();

    Disk(byte[] content) {
      now = content;
      forced = content;
    }

    void write(int offset, byte[] bytes) {
      changes.add(new Change(offset, bytes));
      now = new Change(offset, bytes).on(now);
    }

    void truncate(int size) {
      changes.add(new Change(size, null));
      now = Arrays.copyOf(now, Math.min(size, now.length));
    }

    void force() {
      changes.clear();
      forced = now;
    }

    byte[] survives(SplittableRandom random) {
      byte[] kept = forced;
      for (Change change : changes) {
        for (Change piece : change.sectors()) {
          if (random.nextBoolean()) {
            kept = piece.on(kept);
          }
        }
      }
      return kept;
    }
  }

  /// A write, or a truncation when it has no bytes.
  private record Change(int offset, byte @Nullable [] bytes) {

    byte[] on(byte[] content) {
      if (bytes == null) {
        return Arrays.copyOf(content, Math.min(offset, content.length));
      }
      byte[] changed = Arrays.copyOf(content, Math.max(content.length, offset + bytes.length));
      System.arraycopy(bytes, 0, changed, offset, bytes.length);
      return changed;
    }

    List<Change> sectors() {
      if (bytes == null) {
        return List.of(this);
      }
      List<Change> sectors = new ArrayList<>();
      for (int at = 0; at < bytes.length; at += SECTOR) {
        int to = Math.min(bytes.length, at + SECTOR);
        sectors.add(new Change(offset + at, Arrays.copyOfRange(bytes, at, to)));
      }
      return sectors;
    }
  }

  private final class Open implements Handle {

    private final Disk disk;

    Open(Disk disk) {
      this.disk = disk;
    }

    @Override
    public long size() {
      synchronized (ForgetfulFiles.this) {
        return disk.now.length;
      }
    }

    @Override
    public int read(ByteBuffer into, long offset) throws IOException {
      synchronized (ForgetfulFiles.this) {
        power();
        int at = (int) Math.min(offset, disk.now.length);
        int length = Math.min(into.remaining(), disk.now.length - at);
        into.put(disk.now, at, length);
        return length;
      }
    }

    @Override
    public void write(ByteBuffer from, long offset) throws IOException {
      synchronized (ForgetfulFiles.this) {
        power();
        byte[] bytes = new byte[failWrites == null ? from.remaining() : from.remaining() / 2];
        from.get(bytes);
        disk.write(Math.toIntExact(offset), bytes);
        fail(failWrites);
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (ForgetfulFiles.this) {
        power();
        fail(failTruncates);
        disk.truncate(Math.toIntExact(size));
      }
    }

    @Override
    public void force() throws IOException {
      CountDownLatch held;
      synchronized (ForgetfulFiles.this) {
        held = heldForce;
      }
      if (held != null) {
        try {
          held.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      synchronized (ForgetfulFiles.this) {
        power();
        fail(failForces);
        forces++;
        if (forceWorks) {
          disk.force();
        }
      }
    }

    @Override
    public void close() {}

    private static void fail(@Nullable String message) throws IOException {
      if (message != null) {
        throw new IOException(message);
      }
    }
  }
}
