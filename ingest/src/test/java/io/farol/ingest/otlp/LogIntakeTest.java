// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Signal;
import io.farol.flow.Tally;
import io.farol.model.LogLine;
import io.farol.model.Phase;
import io.farol.model.SpanId;
import io.farol.model.Value;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogIntakeTest {

  private static final String A = "00f067aa0ba902b7";

  @ParameterizedTest
  @EnumSource
  void everyFieldOfALogArrives(Encoding encoding) {
    Intake intake =
        Taken.of(
            Signal.LOGS,
            Sent.logs(
                Sent.log(A, "", "k", Map.of("x", 1L))
                    .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_WARN)
                    .setBody(Sent.any("hello")),
                Sent.log("", "").setTimeUnixNano(0).setObservedTimeUnixNano(Sent.START + 7),
                Sent.log("", "").setTimeUnixNano(0)),
            encoding);

    assertThat(intake.batch().logs()).hasSize(3);
    LogLine line = intake.batch().logs().getFirst();
    assertThat(line.origin().service()).isEqualTo("assistant");
    assertThat(line.severity()).isEqualTo(13);
    assertThat(line.body()).isEqualTo(Value.of("hello"));
    assertThat(line.span()).isNotNull();
    assertThat(line.attributes())
        .containsEntry("k", new Value.Fields(Map.of("x", Value.of(1))))
        .containsEntry("otel.scope.name", Value.of("test"));
    assertThat(intake.batch().logs().get(1).span()).isNull();
    assertThat(intake.batch().logs().get(1).atEpochNanos()).isEqualTo(Sent.START + 7);
    assertThat(intake.batch().logs().get(2).atEpochNanos()).isEqualTo(Taken.NOW);
    assertThat(intake.batch().tally()).isEqualTo(Tally.of(Signal.LOGS, 3, 0, 0));
  }

  @ParameterizedTest
  @EnumSource
  void startsAreFoundByFieldAndByAttribute(Encoding encoding) {
    Intake intake =
        Taken.of(
            Signal.LOGS,
            Sent.logs(
                Sent.log(A, "farol.span.start", "span.name", "GET"),
                Sent.log(A, "", "event.name", "farol.span.alive", "span.name", "GET"),
                Sent.log("", "farol.span.start", "span.name", "without ids")),
            encoding);

    assertThat(intake.batch().drafts())
        .extracting(draft -> draft.span().key().phase())
        .containsExactly(Phase.START, Phase.ALIVE);
    assertThat(intake.batch().drafts().getFirst().span().key().span().span())
        .isEqualTo(SpanId.parse(A));
    assertThat(intake.batch().logs()).hasSize(1);
    assertThat(intake.batch().tally().of(Signal.LOGS).accepted()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  void aLogFromTheFarFutureIsRefusedAlone(Encoding encoding) {
    Intake intake =
        Taken.of(
            Signal.LOGS, Sent.logs(Sent.log(A, "").setTimeUnixNano(-5), Sent.log(A, "")), encoding);

    assertThat(intake.batch().tally()).isEqualTo(Tally.of(Signal.LOGS, 1, 1, 0));
    assertThat(intake.reasons()).contains("timeUnixNano lies after the year 2200");
  }
}
