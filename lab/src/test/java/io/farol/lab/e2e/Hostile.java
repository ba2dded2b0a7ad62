// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/// Bodies that nobody means well with.
final class Hostile {

  static final String PAST = "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a01";
  static final String FUTURE = "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a02";

  private static final SplittableRandom RANDOM = new SplittableRandom(11);
  private static final Pattern REJECTED = Pattern.compile("^(\\d+) × |; (\\d+) × ");

  private Hostile() {}

  /// One line of the table.
  ///
  /// @param status of HTTP, or of gRPC where the name says so
  /// @param accepted records that are kept; all that are sent where the limits decide how many are
  /// @param rejected records that are refused, or [#WHATEVER] when the limits decide
  /// @param fragments each stands in the answer
  record Case(
      String name,
      int status,
      int accepted,
      int rejected,
      Callable<Told> send,
      String... fragments) {
    static final int WHATEVER = -1;
  }

  /// What a sender was told.
  record Told(int status, String text) {

    /// How many records were refused, by the reasons.
    long rejected() {
      long sum = 0;
      Matcher each = REJECTED.matcher(text);
      while (each.find()) {
        sum += Long.parseLong(each.group(1) == null ? each.group(2) : each.group(1));
      }
      return sum;
    }
  }

  /// The texts of an answer, in whichever encoding it came.
  static String readable(String answer) {
    return answer.replaceAll("^[\\x00-\\x1F]*.?[^\\p{Alnum}\\[{]*(?=\\d+ × )", "");
  }

  static Span.Builder span(String name, Object... attributes) {
    long end = Otlp.now();
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(hex(traceId()))
            .setSpanId(hex(Otlp.spanId(RANDOM)))
            .setName(name)
            .setStartTimeUnixNano(end - 1_000_000)
            .setEndTimeUnixNano(end);
    for (int i = 0; i < attributes.length; i += 2) {
      span.addAttributes(
          KeyValue.newBuilder()
              .setKey((String) attributes[i])
              .setValue(AnyValue.newBuilder().setStringValue((String) attributes[i + 1])));
    }
    return span;
  }

  static String traceId() {
    return Otlp.traceId(RANDOM);
  }

  static Span at(String trace, long startNanos) {
    return span("clock")
        .setTraceId(hex(trace))
        .setStartTimeUnixNano(startNanos)
        .setEndTimeUnixNano(startNanos + 1_000)
        .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
        .addAttributes(
            KeyValue.newBuilder()
                .setKey("http.request.method")
                .setValue(AnyValue.newBuilder().setStringValue("GET")))
        .build();
  }

  static byte[] request(Span... spans) {
    return request(Arrays.stream(spans).map(Span::toByteString).toArray(ByteString[]::new));
  }

  static byte[] request(ByteString... spans) {
    ByteString.Output all = ByteString.newOutput();
    for (ByteString span : spans) {
      write(all, 2, span);
    }
    return wrap(1, wrap(2, all.toByteString())).toByteArray();
  }

  static ByteString notUtf8() {
    ByteString value =
        wrap(2, wrap(1, ByteString.copyFrom(new byte[] {'a', (byte) 0xFF, (byte) 0xC0, 'b'})));
    return span("odd")
        .build()
        .toByteString()
        .concat(wrap(9, wrap(1, ByteString.copyFromUtf8("k")).concat(value)));
  }

  static byte[] nested(int depth) {
    ByteString value = ByteString.EMPTY;
    for (int i = 0; i < depth; i++) {
      value = wrap(5, wrap(1, value));
    }
    ByteString attribute = wrap(9, wrap(2, value).concat(wrap(1, ByteString.copyFromUtf8("k"))));
    return request(span("deep").build().toByteString().concat(attribute));
  }

  static byte[] manyAttributes(int spans, int attributes) {
    Span[] all = new Span[spans];
    for (int i = 0; i < spans; i++) {
      Object[] each = new Object[2 * attributes];
      for (int j = 0; j < attributes; j++) {
        each[2 * j] = "attribute." + j;
        each[2 * j + 1] = "a value that is not short " + j;
      }
      all[i] = span("many", each).build();
    }
    return request(all);
  }

  static byte[] emptyEvents(int spans, int events) {
    byte[] empty = new byte[2 * events];
    for (int i = 0; i < empty.length; i += 2) {
      empty[i] = 0x5A;
    }
    ByteString[] all = new ByteString[spans];
    for (int i = 0; i < spans; i++) {
      all[i] = span("events").build().toByteString().concat(ByteString.copyFrom(empty));
    }
    return request(all);
  }

  static byte[] emptyValues(int bytes) {
    byte[] items = new byte[bytes & ~1];
    for (int i = 0; i < items.length; i += 2) {
      items[i] = 0x0A;
    }
    ByteString attribute =
        wrap(
            9,
            wrap(1, ByteString.copyFromUtf8("k"))
                .concat(wrap(2, wrap(5, ByteString.copyFrom(items)))));
    return request(span("values").build().toByteString().concat(attribute));
  }

  /// Spans whose text is ASCII but for one character, so that each takes two bytes of memory.
  static byte[] texts(int spans, int length) {
    Span[] all = new Span[spans];
    for (int i = 0; i < spans; i++) {
      all[i] = span("text", "text", "t ".repeat(length / 2 - 2) + "語").build();
    }
    return request(all);
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static ByteString hex(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  private static ByteString wrap(int field, ByteString value) {
    ByteString.Output out = ByteString.newOutput(value.size() + 8);
    write(out, field, value);
    return out.toByteString();
  }

  private static void write(ByteString.Output out, int field, ByteString value) {
    out.write(field << 3 | 2);
    int rest = value.size();
    while (rest > 0x7F) {
      out.write((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
    try {
      value.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
