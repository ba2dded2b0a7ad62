// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farol.model.LogKey;
import io.farol.model.MetricKind;
import io.farol.model.SpanKey;
import io.farol.model.TimeRange;
import io.farol.store.ExchangeQuery;
import io.farol.store.MetricQuery;
import io.farol.store.SampleQuery;
import io.farol.testkit.Drafts;
import io.farol.testkit.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The small readings that every resource shares.
class ReadingsTest {

  @Test
  void integrationsHaveNamesForPeople() {
    assertThat(IntegrationNames.of("serpro/consulta-cpf")).isEqualTo("SERPRO Consulta CPF");
    assertThat(IntegrationNames.of("serpro/token")).isEqualTo("SERPRO Token");
    assertThat(IntegrationNames.of("azure-openai/gpt-4.1")).isEqualTo("Azure OpenAI gpt-4.1");
    assertThat(IntegrationNames.of("whatsapp")).isEqualTo("WhatsApp");
    assertThat(IntegrationNames.of("api.example.com")).isEqualTo("api.example.com");
  }

  @Test
  void cursorsComeBackAndForeignOnesAreRefused() {
    Seeds.check(
        100,
        seed -> {
          SplittableRandom random = new SplittableRandom(seed);
          SpanKey key = Drafts.key(random.nextLong() | 1, random.nextLong() | 1);
          ExchangeQuery.Cursor cursor = new ExchangeQuery.Cursor(random.nextLong(), key);
          assertThat(Cursors.parse(Cursors.text(cursor))).isEqualTo(cursor);
        });
    for (String foreign : List.of("x", "AAAA", "%%", "n20")) {
      assertThatThrownBy(() -> Cursors.parse(foreign)).isInstanceOf(Problem.class);
    }
  }

  @Test
  void cursorsOfRecordsComeBackAndForeignOnesAreRefused() {
    Seeds.check(
        100,
        seed -> {
          SplittableRandom random = new SplittableRandom(seed);
          LogKey log = new LogKey(random.nextLong(), random.nextLong());
          assertThat(RecordCursors.log(RecordCursors.log(log))).isEqualTo(log);
          assertThat(RecordCursors.id(RecordCursors.id(log))).isEqualTo(log);
          SampleQuery.Cursor sample = new SampleQuery.Cursor(random.nextLong(), random.nextLong());
          assertThat(RecordCursors.sample(RecordCursors.sample(sample))).isEqualTo(sample);
          MetricKind kind = MetricKind.ALL.get(random.nextInt(MetricKind.ALL.size()));
          MetricQuery.Cursor metric =
              new MetricQuery.Cursor("não" + seed, kind, random.nextBoolean() ? "" : "ms");
          assertThat(RecordCursors.metric(RecordCursors.metric(metric))).isEqualTo(metric);
        });
    for (String foreign : List.of("x", "AAAA", "%%", "n20", "____", "AH____8", "AP_____A")) {
      assertThatThrownBy(() -> RecordCursors.log(foreign)).isInstanceOf(Problem.class);
      assertThatThrownBy(() -> RecordCursors.sample(foreign)).isInstanceOf(Problem.class);
      assertThatThrownBy(() -> RecordCursors.metric(foreign)).isInstanceOf(Problem.class);
      assertThatThrownBy(() -> RecordCursors.id(foreign)).isInstanceOf(Problem.class);
    }
  }

  @Test
  void severitiesAreReadByNameAndNumber() {
    assertThat(Severity.parse("warn")).isEqualTo(13);
    assertThat(Severity.parse("24")).isEqualTo(24);
    assertThat(Severity.parse(null)).isNull();
    for (String wrong : List.of("0", "25", "loud", "-1")) {
      assertThatThrownBy(() -> Severity.parse(wrong)).isInstanceOf(Problem.class);
    }
    assertThat(Severity.name(0)).isNull();
    assertThat(Severity.name(1)).isEqualTo("trace");
    assertThat(Severity.name(16)).isEqualTo("warn");
    assertThat(Severity.name(24)).isEqualTo("fatal");
  }

  @Test
  void listsThatAreMadeWholeAreCutWithoutLossOrRepetition() {
    List<Integer> all = List.of(1, 2, 3, 4, 5);
    Offset.Slice<Integer> first = Offset.slice(all, null, 2);
    Offset.Slice<Integer> second = Offset.slice(all, first.next(), 2);
    Offset.Slice<Integer> third = Offset.slice(all, second.next(), 2);
    assertThat(first.items()).containsExactly(1, 2);
    assertThat(second.items()).containsExactly(3, 4);
    assertThat(third.items()).containsExactly(5);
    assertThat(third.next()).isNull();
    assertThat(Offset.slice(all, "n99", 2).items()).isEmpty();
    assertThatThrownBy(() -> Offset.slice(all, "5", 2)).isInstanceOf(Problem.class);
  }

  @Test
  void stepsAreAlignedPleasantAndCoverTheRange() {
    long noon = Drafts.NOON;
    TimeRange hour = new TimeRange(noon + 17, noon + 17 + Duration.ofHours(1).toNanos());
    Steps steps = Steps.of(hour, 60, 120);
    assertThat(steps.stepSeconds()).isEqualTo(60);
    assertThat(steps.startEpochNanos() % steps.stepNanos()).isZero();
    assertThat(steps.index(hour.fromEpochNanos())).isZero();
    assertThat(steps.index(hour.toEpochNanos() - 1)).isEqualTo(steps.count() - 1);
    assertThat(Steps.of(new TimeRange(noon, noon + Duration.ofDays(30).toNanos()), 60, 200).count())
        .isLessThanOrEqualTo(200);
  }

  @Test
  void timesKeepTheirNanoseconds() {
    long nanos = 1_795_608_000_123_456_789L;
    assertThat(Times.text(nanos)).isEqualTo("2026-11-25T12:00:00.123456789Z");
    assertThat(Times.parse("from", Times.text(nanos))).isEqualTo(nanos);
    assertThat(Times.parse("from", "2026-11-25T09:00:00-03:00"))
        .isEqualTo(Times.nanos(Instant.parse("2026-11-25T12:00:00Z")));
    assertThatThrownBy(() -> Times.parse("from", "9999-01-01T00:00:00Z"))
        .isInstanceOf(Problem.class);
  }
}
