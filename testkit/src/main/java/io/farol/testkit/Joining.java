// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.model.Detail;
import io.farol.model.Fact;
import io.farol.model.MessageRef;
import io.farol.model.Origin;
import io.farol.model.Phase;
import io.farol.model.Span;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import io.farol.model.Timing;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The law of joining: how the tellings of one span (same tenant, trace and span id) become one.
///
/// 1. **Which tellings speak.** Of facts with the same [io.farol.model.FactKey] the one received
///    first speaks. Of facts that differ in revision alone the highest revision speaks.
/// 2. **Who is believed.** Tellings are ordered by phase (`END` over `LATE` over `START` over
///    `ALIVE`), then revision, then the telling's own start, then part (signed). Each field is the
///    value of the highest telling that *says* it. A telling says nothing of a field by null, an
///    empty string, list or map, [SpanKind#UNSPECIFIED], [SpanStatus.Code#UNSET], or the service
///    `unknown`. Fields are taken one by one: each component of origin, call, traffic, usage,
///    model, tokens and detail on its own; a status is one field with its message. Where nobody
///    says it a field is absent: null, `""`, an empty list or map, `UNSPECIFIED`,
///    [SpanStatus#UNSET], `unknown`.
/// 3. **Start.** The highest `END`'s, else the highest `START`'s, else the earliest `LATE`'s, else
///    the earliest `ALIVE`'s. An end before it counts as equal to it.
/// 4. **Outcome.** One field, not many: see [CallJoining].
/// 5. **Messages.** All of the highest `END` that has any; else those of every `LATE`, ordered by
///    revision, then start, then part, one after the other; else those of the highest `START` that
///    has any. Inputs are then put before outputs, each in the order they came in.
final class Joining {

  private static final Comparator<Fact> RANK =
      Comparator.<Fact, Phase>comparing(fact -> fact.span().key().phase())
          .thenComparingLong(fact -> fact.span().key().revision())
          .thenComparingLong(Joining::start)
          .thenComparingLong(fact -> fact.span().key().part());

  private final List<Fact> ascending;

  private Joining(List<Fact> ascending) {
    this.ascending = ascending;
  }

  /// @param told at least one telling, all of one span
  static Seen join(Collection<Told> told) {
    return new Joining(speaking(told)).seen();
  }

  private static List<Fact> speaking(Collection<Told> told) {
    record Place(Phase phase, long part) {}
    return told.stream()
        .sorted(Comparator.comparingLong(Told::receivedEpochNanos))
        .map(Told::fact)
        .collect(Firsts.by(fact -> fact.span().key()))
        .sorted(Comparator.comparingLong((Fact fact) -> fact.span().key().revision()).reversed())
        .collect(Firsts.by(fact -> new Place(fact.span().key().phase(), fact.span().key().part())))
        .sorted(RANK)
        .toList();
  }

  private Seen seen() {
    return new Seen(
        ascending.getFirst().span().key().span(),
        last(Span::parent),
        last(Span::carrier),
        new Timing(start(), last(span -> span.timing().endEpochNanos())),
        text(Span::name),
        or(
            last(span -> span.kind() == SpanKind.UNSPECIFIED ? null : span.kind()),
            SpanKind.UNSPECIFIED),
        origin(),
        or(
            last(span -> span.status().code() == SpanStatus.Code.UNSET ? null : span.status()),
            SpanStatus.UNSET),
        CallJoining.join(ascending),
        detail(),
        messages());
  }

  private long start() {
    return of(Phase.END)
        .reduce((lower, higher) -> higher)
        .or(() -> of(Phase.START).reduce((lower, higher) -> higher))
        .or(() -> of(Phase.LATE).min(Comparator.comparingLong(Joining::start)))
        .or(() -> of(Phase.ALIVE).min(Comparator.comparingLong(Joining::start)))
        .map(Joining::start)
        .orElseThrow();
  }

  private Origin origin() {
    return new Origin(
        or(
            last(span ->
                span.origin().service().equals("unknown") ? null : said(span.origin().service())),
            "unknown"),
        last(span -> said(span.origin().environment())),
        last(span -> said(span.origin().cloud())),
        last(span -> said(span.origin().region())),
        last(span -> said(span.origin().instance())));
  }

  private Detail detail() {
    return new Detail(
        or(
            last(span -> span.detail().attributes().isEmpty() ? null : span.detail().attributes()),
            Map.of()),
        or(
            last(span -> span.detail().events().isEmpty() ? null : span.detail().events()),
            List.of()),
        or(
            last(span -> span.detail().links().isEmpty() ? null : span.detail().links()),
            List.of()));
  }

  private List<MessageRef> messages() {
    List<MessageRef> found =
        Stream.<List<MessageRef>>of(
                highest(Phase.END),
                of(Phase.LATE).flatMap(fact -> fact.messages().stream()).toList(),
                highest(Phase.START))
            .filter(Predicate.not(List::isEmpty))
            .findFirst()
            .orElse(List.of());
    return found.stream().sorted(Comparator.comparing(MessageRef::direction)).toList();
  }

  private List<MessageRef> highest(Phase phase) {
    return of(phase)
        .map(Fact::messages)
        .filter(Predicate.not(List::isEmpty))
        .reduce(List.of(), (lower, higher) -> higher);
  }

  private Stream<Fact> of(Phase phase) {
    return ascending.stream().filter(fact -> fact.span().key().phase() == phase);
  }

  private static long start(Fact fact) {
    return fact.span().timing().startEpochNanos();
  }

  private String text(Function<Span, String> field) {
    return or(last(span -> said(field.apply(span))), "");
  }

  private <T> @Nullable T last(Function<Span, @Nullable T> field) {
    return ascending.reversed().stream()
        .map(Fact::span)
        .map(field)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  static @Nullable String said(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  static <T> T or(@Nullable T value, T absent) {
    return value == null ? absent : value;
  }
}
