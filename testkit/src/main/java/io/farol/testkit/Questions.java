// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.flow.CleanBatch;
import io.farol.model.Cause;
import io.farol.model.Exchange;
import io.farol.model.Fact;
import io.farol.model.MessageRef;
import io.farol.model.Scope;
import io.farol.model.SpanKey;
import io.farol.model.TimeRange;
import io.farol.model.TraceId;
import io.farol.store.Condition;
import io.farol.store.ExchangeQuery;
import io.farol.store.ExchangeQuery.Cursor;
import io.farol.store.ExchangeQuery.Filter;
import io.farol.store.ExchangeQuery.State;
import io.farol.store.Page;
import io.farol.store.Store;
import io.farol.store.Trace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Every question a store answers, asked about what a list of batches holds: in every scope, over
/// several ranges, steps, filters and page sizes.
///
/// How far an answer is complete is not among the answers: it depends on the order of delivery.
final class Questions {

  private static final long MINUTE = 60_000_000_000L;
  private static final long HOUR = 60 * MINUTE;

  private final Store store;
  private final Map<String, Object> answers = new LinkedHashMap<>();

  private Questions(Store store) {
    this.store = store;
  }

  /// The answers by question, in the order in which they were asked.
  static Map<String, Object> ask(Store store, Collection<CleanBatch> batches) {
    Questions questions = new Questions(store);
    List<Long> starts = starts(batches);
    TimeRange whole = new TimeRange(starts.getFirst(), starts.getLast() + 1);
    questions.ask("stored", store::stored);
    for (String tenant : batches.stream().map(CleanBatch::tenant).distinct().sorted().toList()) {
      questions.ask("environments of " + tenant, () -> store.environments(tenant));
      Scope all = new Scope(tenant, null);
      for (Scope scope :
          List.of(all, new Scope(tenant, "production"), new Scope(tenant, "staging"))) {
        questions.overRanges(scope, whole, starts);
      }
      questions.filtered(all, whole);
      questions.one(all, batches);
      questions.one(new Scope(tenant, "production"), batches);
      new RecordQuestions(store, questions.answers).about(tenant, whole, batches);
    }
    questions.ask("content", () -> store.fetch(refs(batches)));
    return questions.answers;
  }

  private static List<Long> starts(Collection<CleanBatch> batches) {
    return batches.stream()
        .flatMap(batch -> batch.facts().stream())
        .map(fact -> fact.span().timing().startEpochNanos())
        .sorted()
        .toList();
  }

  private static List<MessageRef> refs(Collection<CleanBatch> batches) {
    return batches.stream()
        .flatMap(batch -> batch.facts().stream())
        .flatMap(fact -> fact.messages().stream())
        .distinct()
        .toList();
  }

  private void overRanges(Scope scope, TimeRange whole, List<Long> starts) {
    long middle = starts.get(starts.size() / 2);
    List<TimeRange> ranges =
        List.of(
            whole,
            new TimeRange(middle, middle + 10 * MINUTE),
            new TimeRange(whole.fromEpochNanos() - HOUR, middle + 1));
    for (TimeRange range : ranges) {
      String where = scope + " " + range;
      ask("exchanges " + where, () -> pages(query(scope, range, Filter.ALL, 1_000, null)));
      ask("exchanges by seven " + where, () -> pages(query(scope, range, Filter.ALL, 7, null)));
      ask("flows " + where, () -> store.flows(scope, range).value());
      ask("integrations " + where, () -> store.integrations(scope, range).value());
      ask("summary " + where, () -> store.summary(scope, range).value());
      ask("charged " + where, () -> store.charged(scope, range).value());
      ask("unpriced " + where, () -> store.unpriced(scope, range).value());
      for (long step : new long[] {7 * MINUTE, HOUR}) {
        ask("buckets by " + step + where, () -> store.buckets(scope, range, step).value());
        ask("series by " + step + where, () -> store.series(scope, range, step).value());
        ask("costs by " + step + where, () -> store.costs(scope, range, step).value());
      }
    }
  }

  private void filtered(Scope scope, TimeRange whole) {
    List<Filter> filters = new ArrayList<>();
    filters.add(new Filter("azure-openai/gpt-4.1", null, null, null, null, null, null));
    filters.add(new Filter(null, "assistant", null, null, null, null, null));
    filters.add(new Filter(null, null, "serpro", null, null, null, null));
    filters.add(new Filter(null, null, null, null, null, "conversa-1", null));
    for (State state : State.values()) {
      filters.add(new Filter(null, null, null, state, null, null, null));
    }
    for (Cause cause : List.of(Cause.UNKNOWN, Cause.TIMEOUT, Cause.RATE_LIMIT)) {
      filters.add(new Filter(null, null, null, null, cause, null, null));
    }
    for (String text : List.of("GPT-4.1", "net.", "resp-A", "conversa-1", "situação", "%", "a_b")) {
      filters.add(new Filter(null, null, null, null, null, null, text));
    }
    filters.add(new Filter(null, "assistant", "serpro", State.FAILED, null, null, "java"));
    for (Condition condition : conditions()) {
      filters.add(Filter.where(condition));
      filters.add(Filter.where(new Condition.Not(condition)));
    }
    for (Filter filter : filters) {
      ask(scope + " " + filter, () -> pages(query(scope, whole, filter, 50, null)));
    }
  }

  private static List<Condition> conditions() {
    Condition failed = new Condition.Has(Condition.Trait.ERROR);
    Condition slow =
        new Condition.Measures(
            Condition.Quantity.DURATION,
            Condition.Comparison.ABOVE,
            BigDecimal.valueOf(500_000_000));
    Condition model = new Condition.Is(Condition.Field.MODEL, "gpt-4.1");
    Condition priced = new Condition.Has(Condition.Trait.COST);
    return List.of(
        failed,
        slow,
        model,
        priced,
        new Condition.Says("situacao"),
        new Condition.Is(Condition.Field.CONVERSATION, "Conversa-1"),
        new Condition.Is(Condition.Field.OUTCOME, "open"),
        new Condition.Is(Condition.Field.CAUSE, "unknown"),
        new Condition.Any(List.of(failed, slow)),
        new Condition.All(List.of(model, new Condition.Not(priced))));
  }

  private void one(Scope scope, Collection<CleanBatch> batches) {
    List<SpanKey> keys =
        batches.stream()
            .flatMap(batch -> batch.facts().stream())
            .map(Fact::span)
            .map(span -> span.key().span())
            .distinct()
            .sorted()
            .toList();
    for (int i = 0; i < keys.size(); i += 3) {
      SpanKey key = keys.get(i);
      Long hint = i % 2 == 0 ? null : (Long) Drafts.NOON;
      ask(scope + " exchange " + key, () -> store.findExchange(scope, key, hint));
      ask(scope + " span " + key, () -> store.findSpan(scope, key, hint));
    }
    keys.stream()
        .map(SpanKey::trace)
        .distinct()
        .forEach(id -> {
          ask(scope + " trace " + id, () -> store.findTrace(scope, id, null));
          ask(scope + " parts of " + id, () -> parts(scope, id));
        });
  }

  private List<Trace.Part> parts(Scope scope, TraceId id) {
    List<Trace.Part> parts = new ArrayList<>();
    Optional<Trace.Part> part = store.findTrace(scope, id, null, 3, null);
    while (part.isPresent()) {
      parts.add(part.get());
      Trace.Place next = part.get().next();
      part = next == null ? Optional.empty() : store.findTrace(scope, id, null, 3, next);
    }
    return parts;
  }

  private static ExchangeQuery query(
      Scope scope, TimeRange range, Filter filter, int limit, @Nullable Cursor after) {
    return new ExchangeQuery(scope, range, filter, limit, after);
  }

  private List<Exchange> pages(ExchangeQuery first) {
    return Paging.all(store, first).stream().map(Page::items).flatMap(List::stream).toList();
  }

  private void ask(String question, Supplier<Object> answer) {
    answers.put(question, answer.get());
  }
}
