// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import io.farol.model.LogKey;
import io.farol.model.MetricKind;
import io.farol.store.MetricQuery;
import io.farol.store.SampleQuery;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Ids and cursors of log lines and metrics as opaque text: a line's id is its time and fingerprint
/// in hex, a cursor the key of the last item in base64url.
final class RecordCursors {

  private RecordCursors() {}

  static String id(LogKey key) {
    return HexFormat.of().toHexDigits(key.atEpochNanos())
        + HexFormat.of().toHexDigits(key.fingerprint());
  }

  /// @throws Problem when it is none
  static LogKey id(String text) {
    if (!text.matches("[0-9a-f]{32}")) {
      throw Problem.parameter("id", "it is not a log line's id", "take it from id in the list");
    }
    return new LogKey(
        Long.parseUnsignedLong(text, 0, 16, 16), Long.parseUnsignedLong(text, 16, 32, 16));
  }

  static @Nullable String log(@Nullable LogKey cursor) {
    return cursor == null ? null : text(two(cursor.atEpochNanos(), cursor.fingerprint()));
  }

  static @Nullable LogKey log(@Nullable String text) {
    return text == null ? null : read(text, in -> new LogKey(in.getLong(), in.getLong()));
  }

  static @Nullable String sample(SampleQuery.@Nullable Cursor cursor) {
    return cursor == null ? null : text(two(cursor.atEpochNanos(), cursor.series()));
  }

  static SampleQuery.@Nullable Cursor sample(@Nullable String text) {
    return text == null
        ? null
        : read(text, in -> new SampleQuery.Cursor(in.getLong(), in.getLong()));
  }

  static @Nullable String metric(MetricQuery.@Nullable Cursor cursor) {
    if (cursor == null) {
      return null;
    }
    byte[] name = cursor.name().getBytes(StandardCharsets.UTF_8);
    byte[] unit = cursor.unit().getBytes(StandardCharsets.UTF_8);
    return text(
        ByteBuffer.allocate(1 + Integer.BYTES + name.length + unit.length)
            .put((byte) cursor.kind().number())
            .putInt(name.length)
            .put(name)
            .put(unit)
            .array());
  }

  static MetricQuery.@Nullable Cursor metric(@Nullable String text) {
    return text == null
        ? null
        : read(
            text,
            in -> {
              MetricKind kind = MetricKind.ALL.get(in.get());
              int name = in.getInt();
              if (name > in.remaining()) {
                throw new BufferUnderflowException();
              }
              return new MetricQuery.Cursor(text(in, name), kind, text(in, in.remaining()));
            });
  }

  private static String text(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] two(long one, long other) {
    return ByteBuffer.allocate(2 * Long.BYTES).putLong(one).putLong(other).array();
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private interface Reading<T> {
    T from(ByteBuffer in);
  }

  private static <T> T read(String text, Reading<T> reading) {
    try {
      ByteBuffer in = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      T read = reading.from(in);
      if (!in.hasRemaining()) {
        return read;
      }
    } catch (IllegalArgumentException
        | BufferUnderflowException
        | NegativeArraySizeException
        | IndexOutOfBoundsException e) {
      throw foreign();
    }
    throw foreign();
  }

  private static Problem foreign() {
    return Problem.parameter(
        "cursor", "it is not a cursor of this list", "take it from next of the page before");
  }
}
