// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.flow.Draft;
import io.farol.flow.OutcomeRule;
import io.farol.model.Call;
import io.farol.model.Detail;
import io.farol.model.FactKey;
import io.farol.model.LogLine;
import io.farol.model.Origin;
import io.farol.model.Span;
import io.farol.model.SpanStatus;
import io.farol.model.Timing;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// From sent records to drafts: each record becomes exactly one draft or one log line. Pure; safe
/// for many threads.
public final class Normaliser {

  static final String OTLP = "otlp";
  static final String START_RECORD = "start-record";

  /// The attribute of a record whose meaning could not be read, with the failure.
  static final String UNREAD = "farol.unread";

  private final OutcomeRule rule;

  /// @param rule reads the outcome of finished calls
  public Normaliser(OutcomeRule rule) {
    this.rule = rule;
  }

  /// What log records became.
  ///
  /// @param drafts of records that tell of a span
  /// @param lines the others
  public record Logs(List<Draft> drafts, List<LogLine> lines) {}

  /// One draft for each span, in order: an end, or a start where the span has not ended.
  public List<Draft> spans(List<SentSpan> spans) {
    List<Seen> seen = new ArrayList<>(spans.size());
    for (SentSpan span : spans) {
      seen.add(seen(PendingSpan.is(span) ? PendingSpan.real(span) : span));
    }
    return Carriers.filled(Destinations.found(seen));
  }

  /// One draft or line for each record.
  public Logs logs(List<SentLog> logs) {
    return new LogEvents(rule).read(logs);
  }

  /// A span on which reading fails is kept for what it is, and says why nothing is known of it: it
  /// must not cost the others of its request, which would be sent again and again.
  private Seen seen(SentSpan span) {
    try {
      return see(span);
    } catch (RuntimeException | StackOverflowError failure) {
      Detail whole = detail(span, Talk.NONE);
      Map<String, Value> attributes = new LinkedHashMap<>(whole.attributes());
      attributes.put(UNREAD, Value.of(failure.toString()));
      Detail detail = new Detail(attributes, whole.events(), whole.links());
      return new Seen(
          new Draft(fact(span, span.sender().origin(), null, detail), List.of()),
          false,
          new Address(null, null, null));
    }
  }

  private Seen see(SentSpan span) {
    boolean ended = span.endEpochNanos() != null;
    Dialects.Spoken spoken = Dialects.spoken(span.attributes(), span.sender());
    Dialect.Look look =
        new Dialect.Look(
            span.name(),
            span.kind(),
            span.events(),
            new Reading(span.attributes(), spoken.table()));
    Meaning meaning =
        Meaning.of(
            look,
            spoken.dialects(),
            span.sender(),
            ended ? OTLP : START_RECORD,
            span.startEpochNanos(),
            span.endEpochNanos(),
            span.status(),
            ended ? rule : null);
    Deliveries.Delivery delivery =
        meaning.call() == null
            ? Deliveries.of(span, look, ended ? rule : null, ended ? OTLP : START_RECORD)
            : null;
    Span fact =
        delivery == null
            ? fact(span, span.sender().origin(), meaning.call(), detail(span, meaning.talk()))
            : fact(span, delivery.origin(), delivery.call(), detail(span, meaning.talk()));
    return new Seen(new Draft(fact, meaning.said()), meaning.step(), Address.of(look.reading()));
  }

  private static Span fact(SentSpan span, Origin origin, @Nullable Call call, Detail detail) {
    boolean ended = span.endEpochNanos() != null;
    return new Span(
        ended ? FactKey.end(span.key()) : FactKey.start(span.key()),
        span.parent(),
        null,
        new Timing(span.startEpochNanos(), span.endEpochNanos()),
        span.name(),
        span.kind(),
        origin,
        ended ? span.status() : SpanStatus.UNSET,
        null,
        call,
        detail);
  }

  private static Detail detail(SentSpan span, Talk talk) {
    Map<String, Value> attributes = rest(span.attributes(), talk);
    span.sender().kept().forEach(attributes::putIfAbsent);
    List<Detail.Event> events =
        talk.consumedEvents().isEmpty()
            ? span.events()
            : span.events().stream()
                .filter(event -> !talk.consumedEvents().contains(event.name()))
                .toList();
    return new Detail(attributes, events, span.links());
  }

  /// What no message was read from.
  static Map<String, Value> rest(Attributes attributes, Talk talk) {
    Map<String, Value> rest = LinkedHashMap.newLinkedHashMap(attributes.values().size() + 4);
    attributes
        .values()
        .forEach((key, value) -> {
          if (talk.consumed().isEmpty() || !isConsumed(key, talk.consumed())) {
            rest.put(key, value);
          }
        });
    return rest;
  }

  private static boolean isConsumed(String key, List<String> consumed) {
    for (String each : consumed) {
      if (each.endsWith(".") ? key.startsWith(each) : key.equals(each)) {
        return true;
      }
    }
    return false;
  }
}
