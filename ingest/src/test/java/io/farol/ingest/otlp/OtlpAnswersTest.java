// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.farol.flow.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtlpAnswersTest {

  private static String json(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Test
  void fullSuccessIsEmpty() {
    assertThat(OtlpAnswers.success(Signal.SPANS, 0, "", Encoding.PROTOBUF)).isEmpty();
    assertThat(json(OtlpAnswers.success(Signal.SPANS, 0, "", Encoding.JSON))).isEqualTo("{}");
  }

  @Test
  void partialSuccessIsReadByTheOfficialClasses() throws InvalidProtocolBufferException {
    var traces =
        ExportTraceServiceResponse.parseFrom(
                OtlpAnswers.success(Signal.SPANS, 3, "why", Encoding.PROTOBUF))
            .getPartialSuccess();
    var logs =
        ExportLogsServiceResponse.parseFrom(
                OtlpAnswers.success(Signal.LOGS, 300, "why", Encoding.PROTOBUF))
            .getPartialSuccess();
    var metrics =
        ExportMetricsServiceResponse.parseFrom(
                OtlpAnswers.success(Signal.METRICS, 1L << 40, "why", Encoding.PROTOBUF))
            .getPartialSuccess();

    assertThat(traces.getRejectedSpans()).isEqualTo(3);
    assertThat(traces.getErrorMessage()).isEqualTo("why");
    assertThat(logs.getRejectedLogRecords()).isEqualTo(300);
    assertThat(metrics.getRejectedDataPoints()).isEqualTo(1L << 40);
  }

  @Test
  void partialSuccessInJson() {
    assertThat(json(OtlpAnswers.success(Signal.SPANS, 3, "por quê", Encoding.JSON)))
        .isEqualTo("{\"partialSuccess\":{\"rejectedSpans\":\"3\",\"errorMessage\":\"por quê\"}}");
    assertThat(json(OtlpAnswers.success(Signal.LOGS, 3, "x", Encoding.JSON)))
        .contains("rejectedLogRecords");
    assertThat(json(OtlpAnswers.success(Signal.METRICS, 3, "x", Encoding.JSON)))
        .contains("rejectedDataPoints");
    assertThat(json(OtlpAnswers.success(Signal.SPANS, 0, "a warning", Encoding.JSON)))
        .isEqualTo("{\"partialSuccess\":{\"errorMessage\":\"a warning\"}}");
  }

  @Test
  void anAnswerStaysShort() {
    assertThat(OtlpAnswers.success(Signal.SPANS, 1, "x".repeat(1 << 20), Encoding.JSON))
        .hasSizeLessThan(5000);
  }

  @Test
  void aStatusInProtobuf() throws InvalidProtocolBufferException {
    Refusal refusal =
        new Refusal(
            Refusal.INVALID_ARGUMENT,
            "bad",
            List.of(new Refusal.Violation("byte 7", "cut short")),
            Duration.ofMillis(1500));

    UnknownFieldSet status =
        UnknownFieldSet.parseFrom(OtlpAnswers.failure(refusal, Encoding.PROTOBUF));

    assertThat(status.getField(1).getVarintList()).containsExactly(3L);
    assertThat(status.getField(2).getLengthDelimitedList())
        .containsExactly(ByteString.copyFromUtf8("bad"));
    List<ByteString> details = status.getField(3).getLengthDelimitedList();
    assertThat(details).hasSize(2);
    UnknownFieldSet badRequest = UnknownFieldSet.parseFrom(details.get(0));
    assertThat(badRequest.getField(1).getLengthDelimitedList().getFirst().toStringUtf8())
        .isEqualTo("type.googleapis.com/google.rpc.BadRequest");
    UnknownFieldSet retry = UnknownFieldSet.parseFrom(details.get(1));
    assertThat(retry.getField(1).getLengthDelimitedList().getFirst().toStringUtf8())
        .isEqualTo("type.googleapis.com/google.rpc.RetryInfo");
    UnknownFieldSet delay =
        UnknownFieldSet.parseFrom(
            UnknownFieldSet.parseFrom(retry.getField(2).getLengthDelimitedList().getFirst())
                .getField(1)
                .getLengthDelimitedList()
                .getFirst());
    assertThat(delay.getField(1).getVarintList()).containsExactly(1L);
    assertThat(delay.getField(2).getVarintList()).containsExactly(500_000_000L);
  }

  @Test
  void aStatusInJson() {
    assertThat(
            json(
                OtlpAnswers.failure(Refusal.later("busy", Duration.ofMillis(1500)), Encoding.JSON)))
        .isEqualTo(
            "{\"code\":14,\"message\":\"busy\",\"details\":[{\"@type\":"
                + "\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"1.5s\"}]}");
    assertThat(
            json(
                OtlpAnswers.failure(
                    Refusal.malformed(new MalformedRequestException("cut short", "byte 7")),
                    Encoding.JSON)))
        .isEqualTo(
            "{\"code\":3,\"message\":\"cut short (byte 7)\",\"details\":[{\"@type\":"
                + "\"type.googleapis.com/google.rpc.BadRequest\",\"fieldViolations\":[{\"field\":"
                + "\"byte 7\",\"description\":\"cut short (byte 7)\"}]}]}");
    assertThat(json(OtlpAnswers.failure(Refusal.tooLarge("64 MiB at most"), Encoding.JSON)))
        .isEqualTo("{\"code\":8,\"message\":\"64 MiB at most\"}");
  }

  @Test
  void anIntakeAnswersForItself() {
    Intake intake =
        Taken.of(
            Signal.SPANS,
            Sent.traces(Sent.span("00f067aa0ba902b7", "x").setStartTimeUnixNano(0)),
            Encoding.PROTOBUF);

    assertThat(json(OtlpAnswers.success(intake, Encoding.JSON)))
        .contains("\"rejectedSpans\":\"1\"")
        .contains("1 × startTimeUnixNano is 0; send nanoseconds since 1970");
  }
}
