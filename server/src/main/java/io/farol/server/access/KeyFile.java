// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/// A secret of 256 random bits in a file that only its owner may read (mode 0600), made when it is
/// missing.
public final class KeyFile {

  private static final int BYTES = 32;

  private KeyFile() {}

  /// The secret as text, for people to paste: a prefix and 43 characters of base64url.
  public static String readOrCreateText(Path file, String prefix) {
    return new String(
            readOrCreate(
                file,
                () ->
                    (prefix
                            + Base64.getUrlEncoder().withoutPadding().encodeToString(random())
                            + "\n")
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
            java.nio.charset.StandardCharsets.US_ASCII)
        .strip();
  }

  /// The secret as bytes.
  ///
  /// @throws IllegalStateException when the file holds less than 32 bytes
  public static byte[] readOrCreateBytes(Path file) {
    byte[] key = readOrCreate(file, KeyFile::random);
    if (key.length < BYTES) {
      throw new IllegalStateException(
          file
              + ": holds "
              + key.length
              + " bytes; a key has at least "
              + BYTES
              + ". Restore it from its backup: a new key gives everybody new pseudonyms");
    }
    return key;
  }

  private static byte[] random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static byte[] readOrCreate(Path file, java.util.function.Supplier<byte[]> fresh) {
    try {
      if (!Files.exists(file)) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Set<StandardOpenOption> options =
            EnumSet.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
        try (var channel =
            Files.newByteChannel(
                file,
                options,
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------")))) {
          channel.write(java.nio.ByteBuffer.wrap(fresh.get()));
        }
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          file
              + ": the key can be neither read nor made; give this directory to the user that runs Farol",
          e);
    }
  }
}
