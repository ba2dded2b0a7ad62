// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.flow.Draft;
import io.farol.flow.OutcomeRule;
import io.farol.model.Detail;
import io.farol.model.Direction;
import io.farol.model.FactKey;
import io.farol.model.LogLine;
import io.farol.model.Phase;
import io.farol.model.Span;
import io.farol.model.SpanKey;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import io.farol.model.Timing;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads log records: those that tell of a span become drafts of it, the rest stay lines.
///
/// | record, with the ids of a span | becomes |
/// |---|---|
/// | `farol.span.start` | its start |
/// | `farol.span.alive` | a sign of life |
/// | `gen_ai.client.inference.operation.details` | something late: call, usage and messages |
/// | `gen_ai.*.message`, `gen_ai.choice`, `gen_ai.content.*` | something late: messages |
/// | `exception`, `*.exception` | something late: an event of the span |
///
/// One on which reading fails stays a line, which says why.
///
/// Confined to one thread, used once.
final class LogEvents {

  static final String DETAILS = "gen_ai.client.inference.operation.details";

  private final OutcomeRule rule;
  private final List<Draft> drafts = new ArrayList<>();
  private final List<LogLine> lines = new ArrayList<>();

  /// How many late records of a span had the same time: they keep their order by a nanosecond each.
  private final Map<Moment, Integer> repeats = new HashMap<>();

  private record Moment(SpanKey span, long at) {}

  LogEvents(OutcomeRule rule) {
    this.rule = rule;
  }

  Normaliser.Logs read(List<SentLog> logs) {
    for (SentLog log : logs) {
      try {
        read(log);
      } catch (RuntimeException | StackOverflowError failure) {
        lines.add(line(log, Map.of(Normaliser.UNREAD, Value.of(failure.toString()))));
      }
    }
    return new Normaliser.Logs(drafts, lines);
  }

  private void read(SentLog log) {
    Draft draft =
        log.span() == null || log.eventName() == null
            ? null
            : draft(log, log.span(), log.eventName());
    if (draft == null) {
      lines.add(line(log, Map.of()));
    } else {
      drafts.add(draft);
    }
  }

  private @Nullable Draft draft(SentLog log, SpanKey span, String event) {
    if (StartRecord.is(event)) {
      return StartRecord.draft(log, span, event);
    }
    if (event.equals(DETAILS)) {
      return details(log, span);
    }
    MessageEvents.Said said = MessageEvents.read(event, log.body(), log.attributes());
    if (said != null) {
      Direction direction = said.isOutput() ? Direction.OUTPUT : Direction.INPUT;
      return late(
          log,
          span,
          null,
          said.messages().stream().map(message -> new Draft.Said(direction, message)).toList(),
          Detail.NONE);
    }
    if (EvidenceReader.isException(event)) {
      return late(log, span, null, List.of(), event(log, event));
    }
    return null;
  }

  /// The newest event repeats the attributes of its span, in its attributes or in its body.
  private Draft details(SentLog log, SpanKey span) {
    Attributes attributes =
        log.body() instanceof Value.Fields(Map<String, Value> body)
            ? log.attributes().and(body)
            : log.attributes();
    Dialects.Spoken spoken = Dialects.spoken(attributes, log.sender());
    String operation = attributes.text("gen_ai.operation.name");
    Dialect.Look look =
        new Dialect.Look(
            operation == null ? "" : operation,
            SpanKind.UNSPECIFIED,
            List.of(),
            new Reading(attributes, spoken.table()));
    boolean failed = attributes.has("error.type");
    Meaning meaning =
        Meaning.of(
            look,
            spoken.dialects(),
            log.sender(),
            Normaliser.OTLP,
            log.atEpochNanos(),
            null,
            failed ? new SpanStatus(SpanStatus.Code.ERROR, null) : SpanStatus.UNSET,
            rule);
    Map<String, Value> rest = Normaliser.rest(attributes, meaning.talk());
    rest.remove("event.name");
    return late(
        log,
        span,
        meaning.call() == null ? null : meaning,
        meaning.said(),
        new Detail(rest, List.of(), List.of()));
  }

  private static Detail event(SentLog log, String name) {
    return new Detail(
        Map.of(),
        List.of(new Detail.Event(name, log.atEpochNanos(), log.attributes().values())),
        List.of());
  }

  private Draft late(
      SentLog log, SpanKey span, @Nullable Meaning meaning, List<Draft.Said> said, Detail detail) {
    int before = repeats.merge(new Moment(span, log.atEpochNanos()), 1, Integer::sum) - 1;
    return new Draft(
        new Span(
            new FactKey(span, Phase.LATE, RecordHash.of(log), 0),
            null,
            null,
            new Timing(log.atEpochNanos() + before, null),
            "",
            SpanKind.UNSPECIFIED,
            log.sender().origin(),
            SpanStatus.UNSET,
            null,
            meaning == null ? null : meaning.call(),
            detail),
        said);
  }

  private static LogLine line(SentLog log, Map<String, Value> more) {
    Map<String, Value> attributes = new LinkedHashMap<>(log.attributes().values());
    log.sender().kept().forEach(attributes::putIfAbsent);
    attributes.putAll(more);
    return new LogLine(
        log.sender().origin(),
        log.atEpochNanos(),
        log.severity(),
        log.span(),
        log.eventName(),
        log.body(),
        attributes);
  }
}
