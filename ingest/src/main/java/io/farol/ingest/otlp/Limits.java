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

  /// Bytes of all text of one record. Whoever handles a record holds it whole.
  static final int RECORD_BYTES = 20 << 20;

  /// Bytes of one name: an attribute's key, a span's, an event's or a scope's name, a trace state.
  static final int NAME_BYTES = 4096;

  /// What one record takes of a request's [io.farol.ingest.dialect.Allowance]; an event or a link
  /// takes two, an attribute or a value one.
  static final int RECORD_COST = 4;

  static final int EVENT_COST = 2;

  /// The last nanosecond that is taken for a time: the end of the year 2200.
  static final long LATEST_EPOCH_NANOS = 7_289_654_399_999_999_999L;

  /// Stands where a value nests deeper than [#DEPTH].
  static final String TOO_DEEP = "⟦nested deeper than 64 levels⟧";

  /// Stands where a request held more than its [io.farol.ingest.dialect.Allowance].
  static final String TOO_MANY = "⟦left out: too many values in one request⟧";

  /// Why a record is refused when the allowance is used up before it.
  static final String NO_ROOM =
      "the request holds more records, attributes, events and values than one may (500,000, and one"
          + " for each 4 bytes); send smaller batches";

  private Limits() {}

  /// The text, cut before the first character that ends beyond so many bytes of UTF-8.
  static String clip(String text, int mostBytes) {
    if (text.length() <= mostBytes / 3) {
      return text;
    }
    long bytes = 0;
    long kept = 0;
    int cut = text.length();
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      int size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (bytes + size > mostBytes && cut == text.length()) {
        cut = i;
        kept = bytes;
      }
      bytes += size;
      i += Character.charCount(point);
    }
    return bytes <= mostBytes ? text : text.substring(0, cut) + clipped(bytes - kept);
  }

  /// How many bytes of UTF-8 a text has.
  static long bytes(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Each half of a pair counts two: four together.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }

  /// The end of a text that was longer than it may be.
  static String clipped(long moreBytes) {
    return "⟦clipped: " + moreBytes + " more bytes⟧";
  }
}
