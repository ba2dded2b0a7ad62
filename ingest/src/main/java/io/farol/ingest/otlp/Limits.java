// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

/// How much of one record is taken. Beyond, the record is clipped and says so; it is not refused.
final class Limits {

  /// Attributes of one record, event or link. OpenInference's own limit is 10,000.
  static final int ATTRIBUTES = 10_000;

  /// Bytes of one value. Twice the largest prompt any provider takes.
  static final int VALUE_BYTES = 16 << 20;

  /// Events of one span, and links of one span. An SDK sends up to 128.
  static final int EVENTS = 10_000;

  /// Buckets of one histogram, bounds of it, or quantiles of one summary. An SDK sends up to 160.
  static final int BUCKETS = 10_000;

  /// Exemplars of one data point. An SDK sends one for each bucket at most.
  static final int EXEMPLARS = 1_000;

  /// Values within values. The deepest known messages nest to 12.
  static final int DEPTH = 64;

  /// Values within the values of one request, beyond which they are left out: what a few bytes of a
  /// body can cost of memory must stay bounded. A request of 64 MiB seldom has a tenth of it.
  static final int VALUES = 4_000_000;

  /// Records of one request. An SDK sends 512, a collector a few thousand.
  static final int RECORDS = 250_000;

  /// The last nanosecond that is taken for a time: the end of the year 2200.
  static final long LATEST_EPOCH_NANOS = 7_289_654_399_999_999_999L;

  /// Stands where a value nests deeper than [#DEPTH].
  static final String TOO_DEEP = "⟦nested deeper than 64 levels⟧";

  /// Stands where a request held more than [#VALUES].
  static final String TOO_MANY = "⟦left out: more than 4,000,000 values in one request⟧";

  private Limits() {}

  /// The text, cut before the first character that ends beyond [#VALUE_BYTES] of UTF-8.
  static String clip(String text) {
    if (text.length() <= VALUE_BYTES / 3) {
      return text;
    }
    long bytes = 0;
    long kept = 0;
    int cut = text.length();
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      int size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (bytes + size > VALUE_BYTES && cut == text.length()) {
        cut = i;
        kept = bytes;
      }
      bytes += size;
      i += Character.charCount(point);
    }
    return bytes <= VALUE_BYTES ? text : text.substring(0, cut) + clipped(bytes - kept);
  }

  /// The end of a value that was longer than [#VALUE_BYTES].
  static String clipped(long moreBytes) {
    return "⟦clipped: " + moreBytes + " more bytes⟧";
  }
}
