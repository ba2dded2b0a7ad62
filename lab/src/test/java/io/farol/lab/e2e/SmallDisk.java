// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A file system of a few megabytes, in memory, mounted for one test; mounting takes root.
record SmallDisk(Path mount) implements AutoCloseable {

  private static final int MEGABYTE = 1 << 20;

  /// Whether this user may mount one here; tried once, without a trace.
  static boolean canBeMounted() {
    try {
      Path folder = Files.createTempDirectory("farol-small-disk");
      try {
        mount(folder, 1).close();
        return true;
      } catch (IllegalStateException refused) {
        return false;
      } finally {
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SmallDisk mount(Path folder, int megabytes) {
    run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
    return new SmallDisk(folder);
  }

  /// Gives it another size.
  void resize(int megabytes) {
    run("mount", "-o", "remount,size=" + megabytes + "m", mount.toString());
  }

  /// Writes a foreign file until so many megabytes are left, or not a byte.
  void fillUpTo(int megabytes) throws IOException {
    byte[] zeros = new byte[MEGABYTE];
    try (var out =
        Files.newOutputStream(
            mount.resolve("foreign"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (Files.getFileStore(mount).getUsableSpace() > (long) megabytes * MEGABYTE) {
        out.write(zeros);
      }
    } catch (IOException full) {
      if (megabytes > 0) {
        throw full;
      }
    }
  }

  void removeForeignFile() throws IOException {
    Files.deleteIfExists(mount.resolve("foreign"));
  }

  private static void run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(List.of(command) + ": " + said);
      }
    } catch (IOException e) {
      throw new IllegalStateException(List.of(command) + " cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    run("umount", mount.toString());
  }
}
