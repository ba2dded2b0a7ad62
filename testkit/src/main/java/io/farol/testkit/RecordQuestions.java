// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.flow.CleanBatch;
import io.farol.flow.Fingerprint;
import io.farol.model.LogKey;
import io.farol.model.LogLine;
import io.farol.model.MetricSample;
import io.farol.model.Scope;
import io.farol.model.SpanKey;
import io.farol.model.TimeRange;
import io.farol.store.LogHeader;
import io.farol.store.LogQuery;
import io.farol.store.MetricQuery;
import io.farol.store.MetricSummary;
import io.farol.store.Page;
import io.farol.store.SampleQuery;
import io.farol.store.SeriesSample;
import io.farol.store.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The questions of [Questions] about log lines and metrics.
final class RecordQuestions {

  private static final int ENDLESS = 10_000;

  private final Store store;
  private final Map<String, Object> answers;

  RecordQuestions(Store store, Map<String, Object> answers) {
    this.store = store;
    this.answers = answers;
  }

  void about(String tenant, TimeRange whole, Collection<CleanBatch> batches) {
    long middle = whole.fromEpochNanos() / 2 + whole.toEpochNanos() / 2;
    TimeRange half = new TimeRange(whole.fromEpochNanos(), middle);
    Scope all = new Scope(tenant, null);
    Scope production = new Scope(tenant, "production");
    List<LogLine> lines = batches.stream().flatMap(batch -> batch.logs().stream()).toList();
    for (LogQuery.Filter filter : filters(lines)) {
      logs(all, whole, filter, 20);
    }
    logs(all, half, LogQuery.Filter.ALL, 1_000);
    logs(production, whole, LogQuery.Filter.ALL, 7);
    for (int i = 0; i < lines.size(); i += 5) {
      LogKey key = Fingerprint.key(lines.get(i));
      answers.put(all + " log " + key, store.findLog(all, key));
      answers.put(production + " log " + key, store.findLog(production, key));
    }
    metrics(all, whole, null, null, 1_000);
    metrics(all, half, null, null, 2);
    metrics(production, whole, null, null, 3);
    metrics(all, whole, "assistant", null, 100);
    metrics(all, whole, null, "M.2", 100);
    List<MetricSample> samples =
        batches.stream().flatMap(batch -> batch.metrics().stream()).toList();
    for (String name : samples.stream().map(each -> each.metric().name()).distinct().toList()) {
      samples(all, whole, name, SampleQuery.Filter.ALL, 15);
    }
    if (!samples.isEmpty()) {
      MetricSample first = samples.getFirst();
      String name = first.metric().name();
      samples(production, half, name, SampleQuery.Filter.ALL, 1_000);
      samples(all, whole, name, new SampleQuery.Filter("assistant", null, Map.of()), 100);
      samples(all, whole, name, reading(Map.of("http.request.method", "GET")), 100);
      samples(all, whole, name, reading(Map.of("tentativa", "1", "a/b~\"c", "true")), 100);
      samples(all, whole, name, reading(Map.of("ausente", "")), 100);
      samples(
          all, whole, name, new SampleQuery.Filter(null, Fingerprint.series(first), Map.of()), 2);
    }
  }

  private static SampleQuery.Filter reading(Map<String, String> attributes) {
    return new SampleQuery.Filter(null, null, attributes);
  }

  private static List<LogQuery.Filter> filters(List<LogLine> lines) {
    List<LogQuery.Filter> filters = new ArrayList<>();
    filters.add(LogQuery.Filter.ALL);
    filters.add(new LogQuery.Filter("assistant", null, null, null));
    filters.add(new LogQuery.Filter(null, 13, null, null));
    for (String text : List.of("EVENTO", "Situação", "itens=", "0.5", "%")) {
      filters.add(new LogQuery.Filter(null, null, null, text));
    }
    lines.stream()
        .map(LogLine::span)
        .filter(Objects::nonNull)
        .map(SpanKey::trace)
        .findFirst()
        .ifPresent(trace -> filters.add(new LogQuery.Filter("assistant", 1, trace, null)));
    return filters;
  }

  private void logs(Scope scope, TimeRange range, LogQuery.Filter filter, int limit) {
    answers.put(
        "logs of %s %s %s by %d".formatted(scope, range, filter, limit),
        RecordQuestions.<LogHeader, LogKey>pages(
            after -> store.logs(new LogQuery(scope, range, filter, limit, after)).value()));
  }

  private void metrics(
      Scope scope, TimeRange range, @Nullable String service, @Nullable String text, int limit) {
    answers.put(
        "metrics of %s %s %s %s by %d".formatted(scope, range, service, text, limit),
        RecordQuestions.<MetricSummary, MetricQuery.Cursor>pages(after ->
            store.metrics(new MetricQuery(scope, range, service, text, limit, after)).value()));
  }

  private void samples(
      Scope scope, TimeRange range, String metric, SampleQuery.Filter filter, int limit) {
    answers.put(
        "samples of %s %s %s %s by %d".formatted(scope, range, metric, filter, limit),
        RecordQuestions.<SeriesSample, SampleQuery.Cursor>pages(after ->
            store.samples(new SampleQuery(scope, range, metric, filter, limit, after)).value()));
  }

  /// The items of every page.
  private static <T, C> List<List<T>> pages(Function<@Nullable C, Page<T, C>> ask) {
    List<List<T>> pages = new ArrayList<>();
    C after = null;
    while (pages.size() < ENDLESS) {
      Page<T, C> page = ask.apply(after);
      pages.add(page.items());
      after = page.next();
      if (after == null) {
        return pages;
      }
    }
    throw new AssertionError("a list without a last page");
  }
}
