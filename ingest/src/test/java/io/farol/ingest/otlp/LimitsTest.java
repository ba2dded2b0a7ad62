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
import org.junit.jupiter.params.provider.ValueSource;

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
  void recordsBeyondTheAllowanceAreRefusedAndTheOthersKept(Encoding encoding) {
    byte[] good = Sent.span(A, "kept").build().toByteArray();
    byte[] body =
        switch (encoding) {
          case PROTOBUF ->
              wrap(1, wrap(2, wrap(2, ByteString.copyFrom(good)).concat(repeated(0x12, 250_000))))
                  .toByteArray();
          case JSON ->
              ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\""
                      + Sent.TRACE
                      + "\",\"spanId\":\""
                      + A
                      + "\",\"name\":\"kept\",\"startTimeUnixNano\":\"1\"}"
                      + ",{}".repeat(250_000)
                      + "]}]}]}")
                  .getBytes(StandardCharsets.UTF_8);
        };

    Intake intake = Taken.of(Signal.SPANS, body, encoding);

    assertThat(intake.batch().drafts()).hasSize(1);
    assertThat(intake.rejected()).isEqualTo(250_000);
    assertThat(intake.reasons()).contains("traceId has 0 bytes", "send smaller batches");
  }

  @ParameterizedTest
  @EnumSource
  void valuesBeyondTheAllowanceAreLeftOutAndSaySo(Encoding encoding) {
    byte[] request =
        switch (encoding) {
          case PROTOBUF -> {
            ByteString list = wrap(5, repeated(0x0A, 600_000));
            ByteString attribute =
                wrap(9, wrap(1, ByteString.copyFromUtf8("k")).concat(wrap(2, list)));
            ByteString span = Sent.span(A, "x").build().toByteString().concat(attribute);
            yield wrap(1, wrap(2, wrap(2, span))).toByteArray();
          }
          case JSON ->
              ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\""
                      + Sent.TRACE
                      + "\",\"spanId\":\""
                      + A
                      + "\",\"startTimeUnixNano\":\"1\",\"attributes\":[{\"key\":\"k\",\"value\":"
                      + "{\"arrayValue\":{\"values\":[{}"
                      + ",{}".repeat(600_000)
                      + "]}}}]}]}]}]}")
                  .getBytes(StandardCharsets.UTF_8);
        };

    Draft draft = Taken.of(Signal.SPANS, request, encoding).batch().drafts().getFirst();

    Value value = draft.span().detail().attributes().getOrDefault("k", new Value.Empty());
    List<Value> items = ((Value.Items) value).values();
    assertThat(items).hasSizeBetween(100_000, 500_000);
    assertThat(items.getLast()).isEqualTo(Value.of("⟦left out: too many values in one request⟧"));
  }

  @Test
  void eventsOfTwoBytesFillNoMemory() {
    ByteString span = Sent.span(A, "x").build().toByteString().concat(repeated(0x5A, 9_000));
    ByteString.Output spans = ByteString.newOutput();
    for (int i = 0; i < 200; i++) {
      spans.write(0x12);
      writeLength(spans, span.size());
      spans.write(span.toByteArray(), 0, span.size());
    }
    byte[] request = wrap(1, wrap(2, spans.toByteString())).toByteArray();

    Intake intake = Taken.of(Signal.SPANS, request, Encoding.PROTOBUF);

    long events =
        intake.batch().drafts().stream()
            .mapToLong(each -> each.span().detail().events().size())
            .sum();
    assertThat(events).isLessThan(250_000);
    assertThat(intake.batch().drafts().size() + intake.rejected()).isEqualTo(200);
  }

  @Test
  void jsonTextOfTooManyValuesStaysText() {
    String text = "[" + "{},".repeat(700_000) + "{}]";

    Draft draft =
        read(
            Sent.span(A, "x", "gen_ai.operation.name", "chat", "gen_ai.input.messages", text),
            Encoding.PROTOBUF);

    assertThat(draft.said()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aRecordHasOnlySoMuchText(Encoding encoding) {
    String large = "é".repeat(6 << 20);

    Map<String, Value> kept =
        read(Sent.span(A, "x", "one", large, "two", large, "three", large), encoding)
            .span()
            .detail()
            .attributes();

    assertThat(kept.getOrDefault("one", new Value.Empty())).isEqualTo(Value.of(large));
    assertThat(kept.getOrDefault("two", new Value.Empty()).toString()).contains("more bytes⟧");
    assertThat(kept.getOrDefault("three", new Value.Empty()).toString())
        .endsWith("⟦clipped: " + (12 << 20) + " more bytes⟧]");
  }

  @ParameterizedTest
  @EnumSource
  void aLongNameIsClippedAndSaysSo(Encoding encoding) {
    Draft draft = read(Sent.span(A, "n".repeat(5000), "k".repeat(1 << 20), 1), encoding);

    assertThat(draft.span().name()).isEqualTo("n".repeat(4096) + "⟦clipped: 904 more bytes⟧");
    assertThat(draft.span().detail().attributes())
        .containsEntry("k".repeat(4096) + "⟦clipped: 1044480 more bytes⟧", Value.of(1));
  }

  /// A power of ten that stands in eleven characters and has two thousand million digits.
  @ParameterizedTest
  @ValueSource(strings = {"1e2147483647", "1e-2147483647", "-1e-999999999", "1e999999999"})
  void aNumberWithoutEndCostsNothing(String number) {
    String json =
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"%s\",\"spanId\":\"%s\",\"startTimeUnixNano\":\"5\",\"endTimeUnixNano\":%s}]}]}]}"
            .formatted(Sent.TRACE, A, number);

    Intake intake = Taken.of(Signal.SPANS, json.getBytes(StandardCharsets.UTF_8), Encoding.JSON);
    Draft attribute =
        read(
            Sent.span(
                A,
                "x",
                "gen_ai.operation.name",
                "chat",
                "gen_ai.response.time_to_first_chunk",
                number,
                "gen_ai.usage.input_tokens",
                number),
            Encoding.PROTOBUF);

    assertThat(intake.batch().tally().of(Signal.SPANS).received()).isEqualTo(1);
    assertThat(attribute.span().call()).isNotNull();
  }

  @Test
  void aListOfManyBlanksIsReadOnce() {
    String text = "stop" + " ".repeat(8 << 20) + "x, length ,, tool";

    Draft draft =
        read(
            Sent.span(
                A, "x", "gen_ai.operation.name", "chat", "gen_ai.response.finish_reasons", text),
            Encoding.PROTOBUF);

    assertThat(draft.span().call()).isNotNull();
  }

  /// What is well-formed and of the wrong type costs its record, and the good ones are kept.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "\"x\"",
        "[[{}],1]",
        "{\"attributes\":5}",
        "{\"attributes\":{\"k\":[1]},\"name\":\"x\"}",
        "{\"attributes\":[{\"key\":\"k\",\"value\":{\"arrayValue\":{\"values\":{\"a\":[{}]}}}},{\"key\":\"l\"}],\"kind\":1}",
        "{\"events\":[7]}",
        "{\"links\":\"none\"}",
        "{\"status\":[]}",
        "{\"startTimeUnixNano\":\"NaN\"}",
        "{\"startTimeUnixNano\":{}}",
        "null"
      })
  void aRecordOfTheWrongTypeIsRefusedAlone(String bad) {
    String good = "{\"traceId\":\"%s\",\"spanId\":\"%s\",\"startTimeUnixNano\":\"5\"}";
    String json =
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[%s,%s,%s]}]}]}"
            .formatted(
                good.formatted(Sent.TRACE, A), bad, good.formatted(Sent.TRACE, "00f067aa0ba902b8"));

    Intake intake = Taken.of(Signal.SPANS, json.getBytes(StandardCharsets.UTF_8), Encoding.JSON);

    assertThat(intake.batch().drafts()).hasSize(2);
    assertThat(intake.rejected()).isEqualTo(1);
    assertThat(intake.reasons()).startsWith("1 × ");
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

  /// An empty message in a field, so many times.
  private static ByteString repeated(int tag, int times) {
    byte[] bytes = new byte[2 * times];
    for (int i = 0; i < bytes.length; i += 2) {
      bytes[i] = (byte) tag;
    }
    return ByteString.copyFrom(bytes);
  }

  /// An AnyValue whose array holds the given AnyValue.
  private static ByteString wrapped(ByteString value) {
    return wrap(5, wrap(1, value));
  }

  private static ByteString wrap(int field, ByteString value) {
    ByteString.Output out = ByteString.newOutput();
    out.write(field << 3 | 2);
    writeLength(out, value.size());
    return out.toByteString().concat(value);
  }

  private static void writeLength(ByteString.Output out, int length) {
    int rest = length;
    while (rest > 0x7F) {
      out.write(rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  private static Draft read(Span.Builder span, Encoding encoding) {
    return Taken.of(Signal.SPANS, Sent.traces(span), encoding).batch().drafts().getFirst();
  }
}
