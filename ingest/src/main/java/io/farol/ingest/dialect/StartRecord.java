// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.flow.Draft;
import io.farol.model.Detail;
import io.farol.model.FactKey;
import io.farol.model.Phase;
import io.farol.model.Span;
import io.farol.model.SpanKey;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import io.farol.model.Timing;
import io.farol.model.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// News of a span before its end: the log records `farol.span.start` and `farol.span.alive`.
///
/// | attribute | meaning |
/// |---|---|
/// | `span.name`, `span.kind` (`client`, `producer` …) | the span's |
/// | `parent_span_id` | 16 hex digits; absent from a root |
/// | `farol.deadline_ms` | how long after its start the caller gives up |
/// | `farol.alive_interval_ms` | how often a sign of life comes |
/// | anything else | what the span carried at its start: read as a span's attributes are |
///
/// A start's time is the span's start; a sign of life's is its own.
final class StartRecord {

  static final String START = "farol.span.start";
  static final String ALIVE = "farol.span.alive";

  private static final Set<String> OWN =
      Set.of("span.name", "span.kind", "parent_span_id", "event.name", "farol.deadline_ms");

  private StartRecord() {}

  static boolean is(String event) {
    return event.equals(START) || event.equals(ALIVE);
  }

  static Draft draft(SentLog log, SpanKey key, String event) {
    Attributes attributes = log.attributes();
    String name = attributes.text("span.name");
    String spanName = name == null ? "" : name;
    SpanKind kind = kind(attributes.text("span.kind"));
    Dialects.Spoken spoken = Dialects.spoken(attributes, log.sender());
    Meaning meaning =
        Meaning.of(
            new Dialect.Look(spanName, kind, List.of(), new Reading(attributes, spoken.table())),
            spoken.dialects(),
            log.sender(),
            Normaliser.START_RECORD,
            log.atEpochNanos(),
            null,
            SpanStatus.UNSET,
            null);
    Map<String, Value> rest = Normaliser.rest(attributes, meaning.talk());
    rest.keySet().removeAll(OWN);
    boolean start = event.equals(START);
    return new Draft(
        new Span(
            start ? FactKey.start(key) : new FactKey(key, Phase.ALIVE, RecordHash.of(log), 0),
            PendingSpan.parent(attributes.text("parent_span_id")),
            null,
            new Timing(log.atEpochNanos(), null),
            spanName,
            kind,
            log.sender().origin(),
            SpanStatus.UNSET,
            deadline(log),
            meaning.call(),
            new Detail(rest, List.of(), List.of())),
        meaning.said());
  }

  private static SpanKind kind(@Nullable String word) {
    if (word != null) {
      String upper = word.toUpperCase(Locale.ROOT);
      for (SpanKind kind : SpanKind.values()) {
        if (upper.equals(kind.name()) || upper.endsWith("_" + kind.name())) {
          return kind;
        }
      }
    }
    return SpanKind.UNSPECIFIED;
  }

  private static @Nullable Long deadline(SentLog log) {
    Long millis = log.attributes().count("farol.deadline_ms");
    long latest = TimeUnit.DAYS.toMillis(366);
    return millis == null || millis > latest
        ? null
        : log.atEpochNanos() + TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
