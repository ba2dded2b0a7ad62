// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.flow.CleanBatch;
import io.farol.flow.Fingerprint;
import io.farol.model.Metric;
import io.farol.model.MetricSample;
import io.farol.model.Scope;
import io.farol.model.Value;
import io.farol.store.MetricQuery;
import io.farol.store.MetricSummary;
import io.farol.store.Page;
import io.farol.store.SampleQuery;
import io.farol.store.SampleQuery.Filter;
import io.farol.store.SeriesSample;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The law of metrics: of the samples of one series at one time the one received last is there, of
/// those received together the one with the greatest fingerprint; a scope's environment is that of
/// the sender. Immutable.
final class MetricReading {

  private static final Comparator<SampleQuery.Cursor> NEWEST_FIRST =
      Comparator.comparingLong(SampleQuery.Cursor::atEpochNanos)
          .thenComparingLong(SampleQuery.Cursor::series)
          .reversed();

  private static final Comparator<MetricQuery.Cursor> BY_NAME =
      Comparator.comparing(MetricQuery.Cursor::name)
          .thenComparingInt(cursor -> cursor.kind().number())
          .thenComparing(MetricQuery.Cursor::unit);

  private record Received(long atEpochNanos, long fingerprint, MetricSample sample) {

    static final Comparator<Received> ORDER =
        Comparator.comparingLong(Received::atEpochNanos).thenComparingLong(Received::fingerprint);
  }

  private final TreeMap<SampleQuery.Cursor, MetricSample> samples = new TreeMap<>(NEWEST_FIRST);

  /// Also of samples that others have replaced.
  private final Map<SampleQuery.Cursor, TreeSet<String>> descriptions = new HashMap<>();

  /// @param batches of one tenant
  MetricReading(Collection<CleanBatch> batches) {
    Map<SampleQuery.Cursor, Received> last = new HashMap<>();
    for (CleanBatch batch : batches) {
      for (MetricSample sample : batch.metrics()) {
        SampleQuery.Cursor key =
            new SampleQuery.Cursor(sample.atEpochNanos(), Fingerprint.series(sample));
        descriptions
            .computeIfAbsent(key, any -> new TreeSet<>())
            .add(sample.metric().description());
        last.merge(
            key,
            new Received(batch.receivedEpochNanos(), Fingerprint.of(sample), sample),
            (one, other) -> Received.ORDER.compare(one, other) >= 0 ? one : other);
      }
    }
    last.forEach((key, received) -> samples.put(key, received.sample()));
  }

  Page<MetricSummary, MetricQuery.Cursor> metrics(MetricQuery query) {
    Map<MetricQuery.Cursor, List<SeriesSample>> metrics =
        all(samples)
            .filter(each -> query.range().contains(each.sample().atEpochNanos()))
            .filter(each -> isOf(query.scope(), query.service(), each.sample()))
            .filter(each ->
                query.text() == null
                    || each.sample()
                        .metric()
                        .name()
                        .toLowerCase(Locale.ROOT)
                        .contains(query.text().toLowerCase(Locale.ROOT)))
            .collect(
                Collectors.groupingBy(
                    each -> cursor(each.sample().metric()),
                    () -> new TreeMap<>(BY_NAME),
                    Collectors.toList()));
    List<MetricSummary> found =
        metrics.entrySet().stream()
            .filter(
                each -> query.after() == null || BY_NAME.compare(each.getKey(), query.after()) > 0)
            .limit(query.limit() + 1L)
            .map(each -> summary(each.getKey(), each.getValue()))
            .toList();
    if (found.size() <= query.limit()) {
      return new Page<>(found, null);
    }
    List<MetricSummary> items = found.subList(0, query.limit());
    return new Page<>(items, cursor(items.getLast().metric()));
  }

  Page<SeriesSample, SampleQuery.Cursor> samples(SampleQuery query) {
    List<SeriesSample> found =
        all(query.after() == null ? samples : samples.tailMap(query.after(), false))
            .filter(each -> query.range().contains(each.sample().atEpochNanos()))
            .filter(each -> query.metric().equals(each.sample().metric().name()))
            .filter(each -> isOf(query.scope(), query.filter().service(), each.sample()))
            .filter(each -> passes(query.filter(), each))
            .limit(query.limit() + 1L)
            .toList();
    if (found.size() <= query.limit()) {
      return new Page<>(found, null);
    }
    List<SeriesSample> items = found.subList(0, query.limit());
    return new Page<>(items, cursor(items.getLast()));
  }

  private static SampleQuery.Cursor cursor(SeriesSample each) {
    return new SampleQuery.Cursor(each.sample().atEpochNanos(), each.series());
  }

  private static Stream<SeriesSample> all(Map<SampleQuery.Cursor, MetricSample> samples) {
    return samples.entrySet().stream()
        .map(each -> new SeriesSample(each.getKey().series(), each.getValue()));
  }

  private static MetricQuery.Cursor cursor(Metric metric) {
    return new MetricQuery.Cursor(metric.name(), metric.kind(), metric.unit());
  }

  private MetricSummary summary(MetricQuery.Cursor metric, List<SeriesSample> samples) {
    String description =
        samples.stream()
            .map(MetricReading::cursor)
            .map(key -> descriptions.getOrDefault(key, new TreeSet<>()).getLast())
            .max(Comparator.naturalOrder())
            .orElse("");
    return new MetricSummary(
        new Metric(metric.name(), metric.unit(), description, metric.kind()),
        samples.stream().mapToLong(SeriesSample::series).distinct().count(),
        samples.size(),
        samples.stream().mapToLong(each -> each.sample().atEpochNanos()).max().orElseThrow());
  }

  private static boolean passes(Filter filter, SeriesSample each) {
    return (filter.series() == null || filter.series() == each.series())
        && filter.attributes().entrySet().stream()
            .allMatch(wanted ->
                reads(each.sample().attributes().get(wanted.getKey()), wanted.getValue()));
  }

  private static boolean reads(@Nullable Value value, String wanted) {
    return switch (value) {
      case Value.Text text -> text.value().equals(wanted);
      case Value.Flag flag -> flag.text().equals(wanted);
      case Value.Whole whole -> whole.text().equals(wanted);
      case null, default -> false;
    };
  }

  private static boolean isOf(Scope scope, @Nullable String service, MetricSample sample) {
    return (scope.environment() == null
            || scope.environment().equals(sample.origin().environment()))
        && (service == null || service.equals(sample.origin().service()));
  }
}
