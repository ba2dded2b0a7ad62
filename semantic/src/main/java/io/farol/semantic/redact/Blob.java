// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

/// A long run of base64: a picture, a voice, an encrypted thought that was put into a text. At
/// least [#SHORTEST] characters with all three of upper case, lower case and digits, so that
/// laughter, rulers and hex dumps are not taken for one.
///
/// @param start its first index; past the end of the text when there is none
record Blob(int start, int end) {

  static final int SHORTEST = 256;

  /// A run that long covers one aligned block of this size whole, so only one character in so many
  /// is looked at.
  private static final int BLOCK = SHORTEST / 2;

  private static final int NONE = Integer.MAX_VALUE;

  private static final String[][] MAGIC = {
    {"iVBORw0KGgo", "image/png"},
    {"/9j/", "image/jpeg"},
    {"R0lGOD", "image/gif"},
    {"UklGR", "image/webp"},
    {"JVBERi0", "application/pdf"},
    {"T2dnUw", "audio/ogg"},
    {"SUQz", "audio/mpeg"},
    {"UEsDB", "application/zip"},
    {"AAAAIGZ0eX", "video/mp4"},
    {"AAAAHGZ0eX", "video/mp4"}
  };

  /// The first run that begins at or after `from`.
  static Blob after(char[] chars, int length, int from) {
    int block = from;
    while (block + BLOCK <= length) {
      int last = block + BLOCK - 1;
      while (last >= block && Chars.isBase64(chars[last])) {
        last--;
      }
      if (last >= block) {
        block = last + 1;
        continue;
      }
      int end = block + BLOCK;
      while (end < length && Chars.isBase64(chars[end])) {
        end++;
      }
      if (end - block >= SHORTEST && looksEncoded(chars, block, end)) {
        return new Blob(block, DataUrls.padding(chars, length, end));
      }
      block = end;
    }
    return new Blob(NONE, NONE);
  }

  private static boolean looksEncoded(char[] chars, int start, int end) {
    int upper = 0;
    int lower = 0;
    int digits = 0;
    int standard = 0;
    int urlSafe = 0;
    for (int i = start; i < end; i++) {
      char c = chars[i];
      if (Chars.isUpper(c)) {
        upper++;
      } else if (Chars.isLower(c)) {
        lower++;
      } else if (Chars.isDigit(c)) {
        digits++;
      } else if (c == '+' || c == '/') {
        standard++;
      } else {
        urlSafe++;
      }
    }
    int few = (end - start) / 50;
    return upper > few
        && lower > few
        && digits > few
        && standard + urlSafe < (end - start) / 10
        && (standard == 0 || urlSafe == 0);
  }

  String marker(char[] chars) {
    return Marker.data(mediaType(chars), DataUrls.decodedBytes(chars, start, end));
  }

  private String mediaType(char[] chars) {
    for (String[] magic : MAGIC) {
      String head = magic[0];
      if (new String(chars, start, head.length()).equals(head)) {
        return magic[1];
      }
    }
    return "application/octet-stream";
  }
}
