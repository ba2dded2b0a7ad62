// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.embedded.StoreException.Kind;
import io.farol.store.embedded.journal.SegmentedJournal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Copies of a data directory: facts, roll-ups, content, journal and price books, with a
/// [Manifest]. Keys are not in them, neither those of the doors nor that of the pseudonyms.
///
/// A running Farol is copied while it works. Between two transactions of each reader it is noted
/// how long its files are; checkpoints are put off and the journal keeps its segments until that
/// much has been copied, so that the files only grow meanwhile. The journal goes further than the
/// readers, so everything that was acknowledged before the backup began is in it.
public final class Backup {

  private static final int BUFFER = 1 << 20;
  private static final List<String> ALL =
      List.of(
          "facts.duckdb",
          "facts.duckdb.wal",
          "rollup.duckdb",
          "rollup.duckdb.wal",
          "content",
          "journal",
          "prices");

  /// What was written or restored.
  ///
  /// @param files how many
  /// @param bytes of all of them
  public record Summary(int files, long bytes) {}

  private Backup() {}

  /// Copies the data of a running Farol into a directory, which is made or empty, and reads it
  /// back.
  ///
  /// @throws StoreException when it cannot: the directory is not empty, a file failed meanwhile
  public static Summary online(EmbeddedStore store, SegmentedJournal journal, Path to) {
    Path data = store.directory();
    checkTarget(data, to);
    try (SegmentedJournal.Held segments = journal.hold();
        HeldFiles held = store.hold()) {
      List<Part> parts = new ArrayList<>(held.parts());
      segments.files().forEach((name, bytes) -> parts.add(new Part("journal/" + name, bytes)));
      parts.addAll(whole(data, "prices"));
      return write(data, parts, to, held::check);
    }
  }

  /// Copies the data of a Farol that does not run.
  ///
  /// @return nothing when one runs
  public static Optional<Summary> offline(Path data, Path to) {
    if (!Files.exists(data.resolve(DataDirectory.FORMAT_FILE))) {
      throw new StoreException(Kind.OPERATOR, data + " is not a data directory of Farol");
    }
    return DirectoryLock.tryTake(data)
        .map(lock -> {
          try (lock) {
            checkTarget(data, to);
            List<Part> parts = new ArrayList<>();
            for (String name : ALL) {
              parts.addAll(whole(data, name));
            }
            return write(data, parts, to, () -> {});
          }
        });
  }

  /// Puts a backup into an empty data directory, verified before and after.
  ///
  /// @throws StoreException when the backup is not whole, or the directory is not empty
  public static Summary restore(Path from, Path data) {
    try {
      Manifest manifest = Manifest.read(from);
      manifest.verify(from);
      checkEmpty(data);
      makePrivate(data);
      Path unfinished = Files.createFile(data.resolve(DataDirectory.UNFINISHED));
      for (Manifest.Entry entry : manifest.entries()) {
        copy(from, new Part(entry.path(), entry.bytes()), data);
      }
      manifest.verify(data);
      Files.writeString(data.resolve(DataDirectory.FORMAT_FILE), manifest.dataFormat() + "\n");
      Files.delete(unfinished);
      openAll(data);
      return new Summary(manifest.entries().size(), manifest.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the backup cannot be restored: " + e.getMessage(), e);
    }
  }

  /// Lets DuckDB open every file once.
  private static void openAll(Path data) {
    DataDirectory directory = DataDirectory.open(data);
    try (DirectoryLock lock = DirectoryLock.take(data);
        Engine engine = Engine.start(directory, EmbeddedOptions.DEFAULTS)) {
      new ContentDays(engine, directory).attachAll();
    } catch (SQLException e) {
      throw new StoreException(
          Kind.OPERATOR, "what was restored cannot be opened: " + e.getMessage(), e);
    }
  }

  /// @param check throws when what was read may not belong together
  private static Summary write(Path data, List<Part> parts, Path to, Runnable check) {
    try {
      makePrivate(to);
      List<Manifest.Entry> entries = new ArrayList<>();
      for (Part part : parts) {
        entries.add(copy(data, part, to));
      }
      check.run();
      Manifest manifest = new Manifest(DataDirectory.FORMAT, entries);
      manifest.verify(to);
      manifest.write(to);
      return new Summary(entries.size(), manifest.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the backup cannot be written: " + e.getMessage(), e);
    }
  }

  private static Manifest.Entry copy(Path from, Part part, Path to) throws IOException {
    Path target = to.resolve(part.path());
    Path parent = target.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    MessageDigest digest = Manifest.digest();
    long left = part.bytes();
    try (InputStream in = Files.newInputStream(from.resolve(part.path()));
        FileChannel channel =
            FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      byte[] buffer = new byte[BUFFER];
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(left, BUFFER));
        if (read < 0) {
          throw new IOException(
              from.resolve(part.path()) + " ends " + left + " bytes before it should");
        }
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
        left -= read;
      }
      channel.force(true);
    }
    return new Manifest.Entry(HexFormat.of().formatHex(digest.digest()), part.bytes(), part.path());
  }

  /// A file, or all files of a directory; nothing when it is not there.
  private static List<Part> whole(Path data, String name) {
    Path path = data.resolve(name);
    if (!Files.exists(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> new Part(data.relativize(file).toString(), file.toFile().length()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void checkTarget(Path data, Path to) {
    Path target = to.toAbsolutePath().normalize();
    if (target.startsWith(data.toAbsolutePath().normalize())) {
      throw new StoreException(
          Kind.OPERATOR, to + " lies inside the data directory; name a directory elsewhere");
    }
    checkEmpty(to);
  }

  private static void checkEmpty(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> inside = Files.list(directory)) {
      if (inside.findAny().isPresent()) {
        throw new StoreException(
            Kind.OPERATOR, directory + " is not empty; name a directory that is new or empty");
      }
    } catch (IOException e) {
      throw new StoreException(Kind.OPERATOR, directory + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static void makePrivate(Path directory) throws IOException {
    Files.createDirectories(directory);
    if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
