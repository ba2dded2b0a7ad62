// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.TraceId;
import io.farol.store.ExchangeQuery;
import io.farol.store.Trace;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Cursors as opaque text: the start time and ids of the last item, in base64url.
final class Cursors {

  private static final int BYTES = 4 * Long.BYTES;
  private static final int PLACE_BYTES = 2 * Long.BYTES;

  private Cursors() {}

  static @Nullable String text(ExchangeQuery.@Nullable Cursor cursor) {
    if (cursor == null) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.allocate(BYTES);
    buffer.putLong(cursor.startEpochNanos());
    buffer.putLong(cursor.key().trace().high());
    buffer.putLong(cursor.key().trace().low());
    buffer.putLong(cursor.key().span().value());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
  }

  /// @throws Problem when it is none of ours
  static ExchangeQuery.@Nullable Cursor parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length == BYTES) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long start = buffer.getLong();
        TraceId trace = new TraceId(buffer.getLong(), buffer.getLong());
        return new ExchangeQuery.Cursor(start, new SpanKey(trace, new SpanId(buffer.getLong())));
      }
    } catch (IllegalArgumentException e) {
      throw foreign();
    }
    throw foreign();
  }

  static @Nullable String text(Trace.@Nullable Place place) {
    if (place == null) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.allocate(PLACE_BYTES);
    buffer.putLong(place.startEpochNanos());
    buffer.putLong(place.span().value());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
  }

  /// @throws Problem when it is none of ours
  static Trace.@Nullable Place parsePlace(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length == PLACE_BYTES) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Trace.Place(buffer.getLong(), new SpanId(buffer.getLong()));
      }
    } catch (IllegalArgumentException e) {
      throw foreign();
    }
    throw foreign();
  }

  private static Problem foreign() {
    return Problem.parameter(
        "cursor", "it is not a cursor of this list", "take it from next of the page before");
  }
}
