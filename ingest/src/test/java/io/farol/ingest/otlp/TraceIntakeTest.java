// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.farol.flow.Draft;
import io.farol.flow.Signal;
import io.farol.flow.Tally;
import io.farol.ingest.dialect.PlainRule;
import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Detail;
import io.farol.model.FactKey;
import io.farol.model.Origin;
import io.farol.model.Outcome;
import io.farol.model.Phase;
import io.farol.model.Span;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import io.farol.model.Timing;
import io.farol.model.TraceId;
import io.farol.model.Traffic;
import io.farol.model.Value;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TraceIntakeTest {

  private static final String A = "00f067aa0ba902b7";
  private static final String B = "00f067aa0ba902b8";
  private static final long NOW = Sent.START + 2 * Sent.SECOND;

  private final OtlpIntake intake = new OtlpIntake(new PlainRule());

  @ParameterizedTest
  @EnumSource
  void everyFieldOfASpanArrives(Encoding encoding) {
    ExportTraceServiceRequest request =
        Sent.traces(
            Sent.span(
                    A,
                    "POST",
                    "http.request.method",
                    "POST",
                    "url.full",
                    "https://api.boletos.internal/v1/boletos/12345?token=x",
                    "http.response.status_code",
                    502,
                    "http.request.body.size",
                    812,
                    "flag",
                    true,
                    "list",
                    List.of(1L, "two"),
                    "map",
                    Map.of("inner", 0.5),
                    "raw",
                    new byte[] {1, 2, 3})
                .setParentSpanId(Sent.id(B))
                .setStatus(Sent.error("bad gateway"))
                .setTraceState("a=b")
                .addEvents(Sent.event("retry", "attempt", 2))
                .addLinks(
                    io.opentelemetry.proto.trace.v1.Span.Link.newBuilder()
                        .setTraceId(Sent.id(Sent.TRACE))
                        .setSpanId(Sent.id(B))));

    Intake result = read(request, encoding);

    SpanKey key = new SpanKey(TraceId.parse(Sent.TRACE), SpanId.parse(A));
    Draft draft = result.batch().drafts().getFirst();
    Span span = draft.span();
    assertThat(span.key()).isEqualTo(FactKey.end(key));
    assertThat(span.parent()).isEqualTo(SpanId.parse(B));
    assertThat(span.timing()).isEqualTo(new Timing(Sent.START, Sent.START + Sent.SECOND));
    assertThat(span.kind()).isEqualTo(SpanKind.CLIENT);
    assertThat(span.origin())
        .isEqualTo(new Origin("assistant", "production", "azure", "brazilsouth", "pod-1"));
    assertThat(span.status()).isEqualTo(new SpanStatus(SpanStatus.Code.ERROR, "bad gateway"));
    Call call = Taken.call(draft);
    assertThat(call.kind()).isEqualTo(CallKind.HTTP);
    assertThat(call.to()).isEqualTo("api.boletos.internal");
    assertThat(call.integration()).isEqualTo("api.boletos.internal");
    assertThat(call.platform()).isNull();
    assertThat(call.operation()).isEqualTo("POST /v1/boletos/{id}");
    assertThat(call.outcome()).isInstanceOf(Outcome.Failed.class);
    assertThat(call.outcome().httpStatus()).isEqualTo(502);
    assertThat(call.traffic()).isEqualTo(new Traffic(812L, null));
    assertThat(span.detail().attributes())
        .containsEntry("flag", new Value.Flag(true))
        .containsEntry("list", new Value.Items(List.of(Value.of(1), Value.of("two"))))
        .containsEntry("map", new Value.Fields(Map.of("inner", new Value.Real(0.5))))
        .containsEntry("raw", new Value.Bytes(3))
        .containsEntry("w3c.tracestate", Value.of("a=b"))
        .containsEntry("otel.scope.name", Value.of("test"));
    assertThat(span.detail().events())
        .containsExactly(
            new Detail.Event(
                "retry", Sent.START + Sent.SECOND / 2, Map.of("attempt", Value.of(2))));
    assertThat(span.detail().links()).hasSize(1);
    assertThat(result.batch().tally()).isEqualTo(Tally.of(Signal.SPANS, 1, 0, 0));
    assertThat(result.batch().tenant()).isEqualTo("acme");
    assertThat(result.batch().receivedEpochNanos()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @EnumSource
  void aBadSpanIsRefusedAloneAndCounted(Encoding encoding) {
    ExportTraceServiceRequest request =
        Sent.traces(
            Sent.span(A, "good"),
            Sent.span(A, "zero id").setSpanId(ByteString.copyFrom(new byte[8])),
            Sent.span(A, "short trace").setTraceId(ByteString.copyFrom(new byte[] {1, 2})),
            Sent.span(A, "no trace").clearTraceId(),
            Sent.span(A, "no start").setStartTimeUnixNano(0),
            Sent.span(A, "far future").setEndTimeUnixNano(-1),
            Sent.span(A, "odd parent").setParentSpanId(ByteString.copyFrom(new byte[] {7})));

    Intake result = read(request, encoding);

    assertThat(result.batch().drafts()).hasSize(1);
    assertThat(result.batch().tally()).isEqualTo(Tally.of(Signal.SPANS, 1, 6, 0));
    assertThat(result.rejections().stream().mapToLong(Rejection::count).sum()).isEqualTo(6);
    assertThat(result.reasons())
        .contains("spanId is all zeros")
        .contains("traceId has 2 bytes; an id has 16")
        .contains("traceId has 0 bytes")
        .contains("startTimeUnixNano is 0")
        .contains("endTimeUnixNano lies after the year 2200")
        .contains("parentSpanId has 1 bytes");
  }

  @ParameterizedTest
  @EnumSource
  void aSpanWithoutEndIsAStart(Encoding encoding) {
    Intake result =
        read(
            Sent.traces(
                Sent.span(A, "GET")
                    .setEndTimeUnixNano(0)
                    .addAllAttributes(
                        Sent.attributes("http.request.method", "GET", "server.address", "api"))),
            encoding);

    Span span = result.batch().drafts().getFirst().span();
    assertThat(span.key().phase()).isEqualTo(Phase.START);
    assertThat(span.timing().endEpochNanos()).isNull();
    assertThat(Taken.call(result.batch().drafts().getFirst()).outcome())
        .isEqualTo(new Outcome.Open());
  }

  @ParameterizedTest
  @EnumSource
  void anEndBeforeItsStartCountsAsItsStart(Encoding encoding) {
    Intake result =
        read(Sent.traces(Sent.span(A, "x").setEndTimeUnixNano(Sent.START - 5)), encoding);

    assertThat(result.batch().drafts().getFirst().span().timing().durationNanos()).isZero();
  }

  @Test
  void textThatIsNotUtf8CostsNoSpan() {
    byte[] body = Sent.traces(Sent.span(A, "GETxx"), Sent.span(B, "other")).toByteArray();
    int at = new String(body, StandardCharsets.ISO_8859_1).indexOf("GETxx");
    body[at + 3] = (byte) 0xC3;
    body[at + 4] = (byte) 0x28;

    Intake result = intake.traces(body, Encoding.PROTOBUF, "acme", NOW);

    assertThat(result.batch().drafts()).hasSize(2);
    assertThat(result.batch().drafts().getFirst().span().name()).isEqualTo("GET\uFFFD(");
  }

  @Test
  void jsonThatIsNotUtf8CostsNoSpan() {
    byte[] body = ProtoJson.bytes(Sent.traces(Sent.span(A, "GETxx")));
    int at = new String(body, StandardCharsets.ISO_8859_1).indexOf("GETxx");
    body[at + 3] = (byte) 0xC3;
    body[at + 4] = (byte) 0x28;

    Intake result = intake.traces(body, Encoding.JSON, "acme", NOW);

    assertThat(result.batch().drafts().getFirst().span().name()).isEqualTo("GET\uFFFD(");
  }

  @Test
  void aBufferIsReadFromItsPositionAndLeftAlone() {
    byte[] body = Sent.traces(Sent.span(A, "GET")).toByteArray();
    ByteBuffer direct = ByteBuffer.allocateDirect(body.length + 3);
    direct.position(3).put(body).position(3);

    assertThat(intake.traces(direct, Encoding.PROTOBUF, "t", NOW).batch().drafts()).hasSize(1);
    assertThat(direct.position()).isEqualTo(3);
    ByteBuffer sliced = ByteBuffer.wrap(body, 0, body.length).slice();
    assertThat(intake.traces(sliced, Encoding.PROTOBUF, "t", NOW).batch().drafts()).hasSize(1);
  }

  @Test
  void anEmptyRequestIsASuccess() {
    assertThat(intake.traces(new byte[0], Encoding.PROTOBUF, "t", NOW).batch().drafts()).isEmpty();
    assertThat(
            intake
                .traces("{}".getBytes(StandardCharsets.UTF_8), Encoding.JSON, "t", NOW)
                .batch()
                .drafts())
        .isEmpty();
  }

  @Test
  void aBodyThatCannotBeReadSaysWhatAndWhere() {
    byte[] body = Sent.traces(Sent.span(A, "GET")).toByteArray();
    byte[] cut = Arrays.copyOf(body, body.length - 3);

    assertThatThrownBy(() -> intake.traces(cut, Encoding.PROTOBUF, "t", NOW))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessageContaining("cut short or not protobuf")
        .hasMessageContaining("byte ");
    assertThatThrownBy(() ->
            intake.traces(
                "{\"resourceSpans\":[{".getBytes(StandardCharsets.UTF_8), Encoding.JSON, "t", NOW))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessageContaining("cut short or not JSON (line 1, column");
    assertThatThrownBy(() ->
            intake.traces(
                "{\"resourceSpans\":7}".getBytes(StandardCharsets.UTF_8), Encoding.JSON, "t", NOW))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessageContaining("resourceSpans must be a list");
  }

  private Intake read(ExportTraceServiceRequest request, Encoding encoding) {
    byte[] body =
        switch (encoding) {
          case PROTOBUF -> request.toByteArray();
          case JSON -> ProtoJson.bytes(request);
        };
    return intake.traces(body, encoding, "acme", NOW);
  }
}
