// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

/// A long run of base64: a picture, a voice, an encrypted thought that was put into a text. At
/// least [#SHORTEST] characters with all three of upper case, lower case and digits, so that
/// laughter, rulers and hex dumps are not taken for one.
final class Blobs {

  static final int SHORTEST = 256;

  /// A run that long covers one aligned block of this size whole, so only one character in so many
  /// is looked at.
  private static final int BLOCK = SHORTEST / 2;

  private static final String[][] MAGIC = {
    {"iVBORw0KGg", "image/png"},
    {"/9j/", "image/jpeg"},
    {"R0lGOD", "image/gif"},
    {"JVBERi0", "application/pdf"},
    {"T2dnUw", "audio/ogg"},
    {"SUQz", "audio/mpeg"},
    {"UEsDB", "application/zip"},
    {"AAAAIGZ0eX", "video/mp4"},
    {"AAAAHGZ0eX", "video/mp4"}
  };

  private static final String RIFF = "UklGR";
  private static final int RIFF_FORM = 12;

  private Blobs() {}

  /// The first run that begins at or after `from`.
  static Run after(char[] chars, int length, int from) {
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
        return new Run(Kind.DATA_URL, block, DataUrls.padding(chars, length, end));
      }
      block = end;
    }
    return Run.NONE;
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

  static String marker(Scan scan, Run run) {
    long bytes = DataUrls.decodedBytes(scan.chars, run.start(), run.end());
    return Marker.data(mediaType(scan, run.start()), bytes);
  }

  private static String mediaType(Scan scan, int start) {
    for (String[] magic : MAGIC) {
      if (scan.startsWith(start, magic[0])) {
        return magic[1];
      }
    }
    if (scan.startsWith(start, RIFF)) {
      return scan.startsWith(start + RIFF_FORM, "QVZF") ? "audio/wav" : "image/webp";
    }
    return "application/octet-stream";
  }
}
