// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Metric;
import io.farol.store.MetricQuery;
import io.farol.store.MetricSummary;
import io.farol.store.Page;
import io.farol.store.SampleQuery;
import io.farol.store.SeriesSample;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists of metrics, and what was measured of one.
final class MetricQuestions {

  private static final String METRICS =
      """
      select name, kind, coalesce(unit, '') as unit, max(coalesce(description, '')) as description,
        count(distinct series) as series, count(distinct (series, at_ns)) as samples,
        max(at_ns) as last_ns
      from facts.metric\
      """;

  private final Questions questions;

  MetricQuestions(Questions questions) {
    this.questions = questions;
  }

  Page<MetricSummary, MetricQuery.Cursor> metrics(MetricQuery query) {
    RecordFilter filter =
        new RecordFilter(query.scope())
            .within(query.range())
            .service(query.service())
            .says("name", query.text());
    MetricQuery.Cursor after = query.after();
    if (after != null) {
      filter.and(
          "(name, kind, coalesce(unit, '')) > (%s, %s, %s)"
              .formatted(
                  filter.argument(after.name()),
                  filter.argument(after.kind().number()),
                  filter.argument(after.unit())));
    }
    List<MetricSummary> found =
        questions.ask(
            METRICS
                + filter.where()
                + " group by all order by name, kind, unit limit "
                + (query.limit() + 1),
            filter.arguments(),
            rows -> {
              Columns row = new Columns(rows);
              List<MetricSummary> metrics = new ArrayList<>();
              while (rows.next()) {
                metrics.add(
                    new MetricSummary(
                        MetricRows.metric(row),
                        row.count("series"),
                        row.count("samples"),
                        row.count("last_ns")));
              }
              return metrics;
            });
    if (found.size() <= query.limit()) {
      return new Page<>(found, null);
    }
    List<MetricSummary> items = found.subList(0, query.limit());
    Metric last = items.getLast().metric();
    return new Page<>(items, new MetricQuery.Cursor(last.name(), last.kind(), last.unit()));
  }

  Page<SeriesSample, SampleQuery.Cursor> samples(SampleQuery query) {
    List<SeriesSample> found =
        Once.read(
            query.limit() + 1,
            query.after(),
            MetricQuestions::cursor,
            (after, limit) -> rows(query, after, limit));
    if (found.size() <= query.limit()) {
      return new Page<>(found, null);
    }
    List<SeriesSample> items = found.subList(0, query.limit());
    return new Page<>(items, cursor(items.getLast()));
  }

  private static SampleQuery.Cursor cursor(SeriesSample each) {
    return new SampleQuery.Cursor(each.sample().atEpochNanos(), each.series());
  }

  /// Of one series and time, the row that counts comes first.
  private List<SeriesSample> rows(
      SampleQuery query, SampleQuery.@Nullable Cursor after, int limit) {
    RecordFilter filter =
        new RecordFilter(query.scope())
            .within(query.range())
            .equal("name", query.metric())
            .service(query.filter().service())
            .equal("series", query.filter().series())
            .reading(query.filter().attributes());
    if (after != null) {
      String at = filter.argument(after.atEpochNanos());
      filter
          .and("at_ns <= " + at)
          .and("(at_ns < %s or series < %s)".formatted(at, filter.argument(after.series())));
    }
    return questions.ask(
        "select * from facts.metric"
            + filter.where()
            + " order by at_ns desc, series desc, received desc, fingerprint desc limit "
            + limit,
        filter.arguments(),
        rows -> {
          Columns row = new Columns(rows);
          List<SeriesSample> samples = new ArrayList<>();
          while (rows.next()) {
            samples.add(MetricRows.read(row));
          }
          return samples;
        });
  }
}
