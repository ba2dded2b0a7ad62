// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.embedded.StoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What a backup holds: the file `MANIFEST` in it, written last. First a line with the format of
/// the backup, then one with that of the data, then a line for each file: SHA-256, bytes, path.
record Manifest(int dataFormat, List<Entry> entries) {

  static final String FILE = "MANIFEST";

  private static final String FIRST_LINE = "farol backup ";
  private static final int FORMAT = 1;
  private static final String DATA_LINE = "data format ";

  /// @param path below the directory, with slashes
  record Entry(String sha256, long bytes, String path) {}

  Manifest {
    entries = List.copyOf(entries);
  }

  long bytes() {
    return entries.stream().mapToLong(Entry::bytes).sum();
  }

  void write(Path directory) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(FIRST_LINE).append(FORMAT).append('\n');
    text.append(DATA_LINE).append(dataFormat).append('\n');
    for (Entry entry : entries) {
      text.append(entry.sha256()).append(' ').append(entry.bytes());
      text.append(' ').append(entry.path()).append('\n');
    }
    Path file = directory.resolve(FILE);
    Files.writeString(file, text);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /// @throws StoreException when there is none, or it is not one that this Farol can read
  static Manifest read(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      throw new StoreException(
          Kind.OPERATOR,
          directory + " holds no whole backup: there is no " + FILE + ", which is written last");
    }
    List<String> lines = Files.readAllLines(file);
    int format = lines.isEmpty() ? -1 : number(lines.get(0), FIRST_LINE);
    int data = lines.size() < 2 ? -1 : number(lines.get(1), DATA_LINE);
    if (format < 0 || data < 0) {
      throw new StoreException(Kind.OPERATOR, file + " is not the manifest of a backup of Farol");
    }
    if (format > FORMAT || data > DataDirectory.FORMAT) {
      throw new StoreException(
          Kind.OPERATOR,
          file + " was written by a newer Farol: restore with that one, or a newer one");
    }
    List<Entry> entries = new ArrayList<>();
    for (String line : lines.subList(2, lines.size())) {
      String[] parts = line.split(" ", 3);
      if (parts.length < 3 || !parts[1].matches("[0-9]{1,18}") || !isBelow(parts[2])) {
        throw new StoreException(Kind.OPERATOR, file + " has a line that is not a file: " + line);
      }
      entries.add(new Entry(parts[0], Long.parseLong(parts[1]), parts[2]));
    }
    return new Manifest(data, entries);
  }

  private static boolean isBelow(String path) {
    return !path.startsWith("/") && !path.contains("..") && !path.contains("\\");
  }

  private static int number(String line, String prefix) {
    String rest = line.startsWith(prefix) ? line.substring(prefix.length()).strip() : "";
    return rest.matches("[0-9]{1,6}") ? Integer.parseInt(rest) : -1;
  }

  /// Reads every file again.
  ///
  /// @throws StoreException naming the first that is not what was written
  void verify(Path directory) throws IOException {
    for (Entry entry : entries) {
      Path file = directory.resolve(entry.path());
      if (!Files.exists(file) || Files.size(file) != entry.bytes()) {
        throw new StoreException(
            Kind.OPERATOR, "%s is not whole: %d bytes are expected".formatted(file, entry.bytes()));
      }
      if (!sha256(file).equals(entry.sha256())) {
        throw new StoreException(
            Kind.OPERATOR, file + " is damaged: its SHA-256 is not the one in the manifest");
      }
    }
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
