// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Protobuf's wire format over one array. Malformed UTF-8 becomes U+FFFD instead of a failure, for
/// one odd byte must not cost a request of spans. A field of an unexpected type or number is
/// skipped, as protobuf asks. Confined to one thread.
///
/// A message within is read by [#enter], fields until [#next] gives 0, and [#leave].
final class WireReader {

  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  private static final int GROUP_START = 3;
  private static final int GROUP_END = 4;
  static final int FIXED32 = 5;

  /// Groups within groups; OTLP has none at all.
  private static final int MAX_GROUPS = 64;

  private static final int CACHED_LENGTH = 48;
  private static final int CACHE_SIZE = 1024;

  private final byte[] bytes;
  private final int base;
  private int position;
  private int limit;
  private int textLeft = Limits.RECORD_BYTES;
  private final @Nullable String[] cache = new @Nullable String[CACHE_SIZE];
  private final int[] cachedAt = new int[CACHE_SIZE];

  WireReader(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.base = offset;
    this.position = offset;
    this.limit = offset + length;
  }

  /// A record begins: it may have so much text.
  void beginRecord() {
    textLeft = Limits.RECORD_BYTES;
  }

  /// The next field's number and type as [#tag] makes it; 0 at the end of the message.
  int next() {
    if (position >= limit) {
      return 0;
    }
    long tag = varint();
    if (tag >>> 3 == 0 || tag > 0xFFFF_FFFFL) {
      throw fault("field number " + (tag >>> 3) + " does not exist");
    }
    return (int) tag;
  }

  /// Whether anything of the message is left.
  boolean hasMore() {
    return position < limit;
  }

  static int tag(int field, int type) {
    return field << 3 | type;
  }

  /// Narrows the reader to the message that follows.
  ///
  /// @return what to give to [#leave]
  int enter() {
    int length = length();
    int outer = limit;
    limit = position + length;
    return outer;
  }

  /// Goes behind the message that was entered.
  void leave(int outer) {
    position = limit;
    limit = outer;
  }

  /// Where the reader stands, for [#reset].
  int mark() {
    return position;
  }

  void reset(int mark) {
    position = mark;
  }

  long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position >= limit) {
        throw truncated();
      }
      byte each = bytes[position++];
      value |= (long) (each & 0x7F) << shift;
      if (each >= 0) {
        return value;
      }
    }
    throw fault("a number is longer than 10 bytes");
  }

  long fixed64() {
    if (limit - position < 8) {
      throw truncated();
    }
    long value = 0;
    for (int i = 7; i >= 0; i--) {
      value = value << 8 | (bytes[position + i] & 0xFF);
    }
    position += 8;
    return value;
  }

  double real() {
    return Double.longBitsToDouble(fixed64());
  }

  byte[] bytes() {
    int length = length();
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  /// The length of a bytes field, whose content is passed over.
  int skippedBytes() {
    int length = length();
    position += length;
    return length;
  }

  /// A text that seldom repeats, clipped where it is longer than a value may be.
  String text() {
    int most = Math.min(Limits.VALUE_BYTES, textLeft);
    int before = position;
    String text = text(most);
    textLeft -= Math.min(position - before, most);
    return text;
  }

  private String text(int most) {
    int length = length();
    int start = position;
    position += length;
    if (length <= most) {
      return new String(bytes, start, length, StandardCharsets.UTF_8);
    }
    int cut = start + most;
    while (cut > start && (bytes[cut] & 0xC0) == 0x80 && cut > start + most - 4) {
      cut--;
    }
    return new String(bytes, start, cut - start, StandardCharsets.UTF_8)
        + Limits.clipped(position - cut);
  }

  /// A text that may repeat within the request: a key or a name. Equal ones become one string; one
  /// that is longer than a name may be is clipped.
  String name() {
    String shared = sharedOrNull();
    return shared == null ? text(Limits.NAME_BYTES) : shared;
  }

  /// A text that is short and not empty; null, and nothing is read, when it is not.
  private @Nullable String sharedOrNull() {
    int start = position;
    int length = length();
    int from = position;
    if (length == 0 || length > CACHED_LENGTH) {
      position = start;
      return null;
    }
    position += length;
    int hash = length;
    for (int i = from; i < position; i++) {
      hash = hash * 31 + bytes[i];
    }
    int slot = (hash ^ hash >>> 15) & CACHE_SIZE - 1;
    String known = cache[slot];
    int at = cachedAt[slot];
    if (known != null && sameBytes(start, position, at)) {
      return known;
    }
    String text = new String(bytes, from, length, StandardCharsets.UTF_8);
    cache[slot] = text;
    cachedAt[slot] = start;
    return text;
  }

  /// A short value as [#name], a long one as [#text].
  Value textValue() {
    String shared = sharedOrNull();
    return new Value.Text(shared == null ? text() : shared);
  }

  /// Passes over a field that is not wanted.
  void skip(int tag) {
    skip(tag, 0);
  }

  private void skip(int tag, int depth) {
    switch (tag & 7) {
      case VARINT -> varint();
      case FIXED64 -> fixed64();
      case BYTES -> skippedBytes();
      case GROUP_START -> skipGroup(tag, depth);
      case FIXED32 -> {
        if (limit - position < 4) {
          throw truncated();
        }
        position += 4;
      }
      default -> throw fault("wire type " + (tag & 7) + " does not exist or stands alone");
    }
  }

  private void skipGroup(int tag, int depth) {
    if (depth >= MAX_GROUPS) {
      throw fault("groups nest deeper than " + MAX_GROUPS);
    }
    int end = tag & ~7 | GROUP_END;
    for (int inner = next(); inner != end; inner = next()) {
      if (inner == 0) {
        throw truncated();
      }
      skip(inner, depth + 1);
    }
  }

  private int length() {
    long length = varint();
    if (length < 0 || length > limit - position) {
      throw fault(
          "a field of "
              + Long.toUnsignedString(length)
              + " bytes does not fit into the "
              + (limit - position)
              + " that are left; the request is cut short or not protobuf");
    }
    return (int) length;
  }

  private boolean sameBytes(int from, int to, int at) {
    return at + (to - from) <= bytes.length
        && Arrays.equals(bytes, from, to, bytes, at, at + (to - from));
  }

  private MalformedRequestException truncated() {
    return fault("the request is cut short or not protobuf");
  }

  private MalformedRequestException fault(String what) {
    return new MalformedRequestException(what, "byte " + (position - base));
  }
}
