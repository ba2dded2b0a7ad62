// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The id of a ledger entry: the first 16 bytes, in hex, of the SHA-256 over what it charges. The
/// same thing charged twice has the same id.
final class EntryId {

  private EntryId() {}

  /// @param parts each is written with its length in UTF-8 before it, so that no two lists of parts
  ///   give the same text
  static String of(String... parts) {
    try {
      StringBuilder text = new StringBuilder(192);
      for (String part : parts) {
        text.append(encodedLength(part)).append(':').append(part);
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /// In UTF-8, where half a pair of surrogates is written as one `?`.
  private static int encodedLength(String part) {
    int length = 0;
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c < 0x80) {
        length++;
      } else if (c < 0x800) {
        length += 2;
      } else if (!Character.isSurrogate(c)) {
        length += 3;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < part.length()
          && Character.isLowSurrogate(part.charAt(i + 1))) {
        length += 4;
        i++;
      } else {
        length++;
      }
    }
    return length;
  }
}
