// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.farol.flow.Draft;
import io.farol.flow.Signal;
import io.farol.model.Value;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LimitsTest {

  private static final String A = "00f067aa0ba902b7";

  @ParameterizedTest
  @EnumSource
  void attributesBeyondTheLimitAreCounted(Encoding encoding) {
    Span.Builder span = Sent.span(A, "x").setDroppedAttributesCount(5);
    for (int i = 0; i < 10_010; i++) {
      span.addAllAttributes(Sent.attributes("k" + i, i));
    }

    Map<String, Value> attributes = read(span, encoding).span().detail().attributes();

    assertThat(attributes)
        .containsKey("k9999")
        .doesNotContainKey("k10000")
        .hasSizeBetween(10_000, 10_010);
  }

  @ParameterizedTest
  @EnumSource
  void aValueBeyondTheLimitIsClippedAndSaysSo(Encoding encoding) {
    String large = "á".repeat(9 << 20);

    String kept =
        read(Sent.span(A, "x", "large", large), encoding)
            .span()
            .detail()
            .attributes()
            .getOrDefault("large", new Value.Empty())
            .toString();

    assertThat(kept).endsWith("⟦clipped: " + (2 << 20) + " more bytes⟧]");
    assertThat(kept.indexOf('\uFFFD')).isNegative();
  }

  @ParameterizedTest
  @EnumSource
  void valuesNestedTooDeepAreMarked(Encoding encoding) {
    AnyValue deep = AnyValue.newBuilder().setStringValue("bottom").build();
    for (int i = 0; i < 80; i++) {
      deep =
          Sent.any(List.of()).toBuilder()
              .setArrayValue(
                  io.opentelemetry.proto.common.v1.ArrayValue.newBuilder().addValues(deep))
              .build();
    }

    Draft draft =
        read(
            Sent.span(A, "x", "after", 1)
                .addAttributes(KeyValue.newBuilder().setKey("deep").setValue(deep)),
            encoding);

    assertThat(draft.span().detail().attributes().toString())
        .contains("nested deeper than 64 levels")
        .doesNotContain("bottom");
    assertThat(draft.span().detail().attributes()).containsKey("after");
  }

  @Test
  void nestingWithoutEndOverflowsNothing() {
    ByteString value = ByteString.EMPTY;
    for (int i = 0; i < 20_000; i++) {
      value = wrapped(value);
    }
    byte[] attribute =
        wrap(9, wrap(2, value).concat(wrap(1, ByteString.copyFromUtf8("k")))).toByteArray();
    byte[] span =
        Sent.span(A, "x")
            .build()
            .toByteString()
            .concat(ByteString.copyFrom(attribute))
            .toByteArray();
    byte[] request = wrap(1, wrap(2, wrap(2, ByteString.copyFrom(span)))).toByteArray();

    assertThat(Taken.of(Signal.SPANS, request, Encoding.PROTOBUF).batch().drafts()).hasSize(1);

    String json =
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"attributes\":[{\"key\":\"k\",\"value\":"
            + "{\"arrayValue\":{\"values\":[".repeat(50_000);
    assertThatThrownBy(
            () -> Taken.of(Signal.SPANS, json.getBytes(StandardCharsets.UTF_8), Encoding.JSON))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessageContaining("nests deeper than 1000 levels");
    String unknown = "{\"x\":" + "[".repeat(50_000);
    assertThatThrownBy(
            () -> Taken.of(Signal.SPANS, unknown.getBytes(StandardCharsets.UTF_8), Encoding.JSON))
        .isInstanceOf(MalformedRequestException.class);
  }

  @ParameterizedTest
  @EnumSource
  void aRequestOfTooManyRecordsIsRefusedWhole(Encoding encoding) {
    byte[] body =
        switch (encoding) {
          case PROTOBUF -> {
            byte[] records = new byte[2 * 250_001];
            for (int i = 0; i < records.length; i += 2) {
              records[i] = 0x12;
            }
            yield wrap(1, wrap(2, ByteString.copyFrom(records))).toByteArray();
          }
          case JSON ->
              ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{}"
                      + ",{}".repeat(250_000)
                      + "]}]}]}")
                  .getBytes(StandardCharsets.UTF_8);
        };

    assertThatThrownBy(() -> Taken.of(Signal.SPANS, body, encoding))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessage(
            "the request holds more than 250000 records; send them in several requests (record"
                + " 250001)");
  }

  @Test
  void valuesWithoutEndAreLeftOutAndSaySo() {
    byte[] items = new byte[2 * 4_100_000];
    for (int i = 0; i < items.length; i += 2) {
      items[i] = 0x0A;
    }
    ByteString list = wrap(5, ByteString.copyFrom(items));
    ByteString attribute = wrap(9, wrap(1, ByteString.copyFromUtf8("k")).concat(wrap(2, list)));
    ByteString span = Sent.span(A, "x").build().toByteString().concat(attribute);
    byte[] request = wrap(1, wrap(2, wrap(2, span))).toByteArray();

    Draft draft = Taken.of(Signal.SPANS, request, Encoding.PROTOBUF).batch().drafts().getFirst();

    Value value = draft.span().detail().attributes().getOrDefault("k", new Value.Empty());
    assertThat(((Value.Items) value).values().getLast())
        .isEqualTo(Value.of("⟦left out: more than 4,000,000 values in one request⟧"));
  }

  @Test
  void reasonsAreFew() {
    Span.Builder[] spans = new Span.Builder[100];
    for (int i = 0; i < spans.length; i++) {
      spans[i] = Sent.span(A, "x").setTraceId(ByteString.copyFrom(new byte[17 + i]));
    }

    Intake intake = Taken.of(Signal.SPANS, Sent.traces(spans), Encoding.PROTOBUF);

    assertThat(intake.rejections()).hasSizeLessThanOrEqualTo(17);
    assertThat(intake.rejections().stream().mapToLong(Rejection::count).sum()).isEqualTo(100);
    assertThat(intake.rejected()).isEqualTo(100);
  }

  /// An AnyValue whose array holds the given AnyValue.
  private static ByteString wrapped(ByteString value) {
    return wrap(5, wrap(1, value));
  }

  private static ByteString wrap(int field, ByteString value) {
    ByteString.Output out = ByteString.newOutput();
    out.write(field << 3 | 2);
    int rest = value.size();
    while (rest > 0x7F) {
      out.write(rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
    return out.toByteString().concat(value);
  }

  private static Draft read(Span.Builder span, Encoding encoding) {
    return Taken.of(Signal.SPANS, Sent.traces(span), encoding).batch().drafts().getFirst();
  }
}
