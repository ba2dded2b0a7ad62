// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Fingerprint;
import io.farol.model.Exemplar;
import io.farol.model.Measure;
import io.farol.model.Metric;
import io.farol.model.MetricKind;
import io.farol.model.MetricSample;
import io.farol.model.Origin;
import io.farol.model.Scope;
import io.farol.model.Temporality;
import io.farol.model.TimeRange;
import io.farol.model.Value;
import io.farol.store.MetricQuery;
import io.farol.store.MetricSummary;
import io.farol.store.Page;
import io.farol.store.SampleQuery;
import io.farol.store.SampleQuery.Filter;
import io.farol.store.SeriesSample;
import io.farol.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Metrics: that samples of every kind come back as they were kept, once, and in order.
interface MetricCases extends StoreCases {

  @Test
  default void givesSamplesOfEveryKindBack() {
    List<MetricSample> samples = new ArrayList<>();
    for (MetricKind kind : MetricKind.ALL) {
      for (Measure measure : measures(kind)) {
        samples.add(
            new MetricSample(
                new Metric("m", "By", "in words: \"ação\"", kind),
                new Origin("serviço", "staging", "azure", "brazilsouth", "pod-1"),
                Map.of("a", Value.of("x"), "n", Value.of(samples.size())),
                samples.size() % 2 == 0 ? null : (Long) Drafts.NOON,
                Drafts.NOON + samples.size(),
                measure,
                exemplars(samples.size() % 3)));
      }
      samples.add(Records.sample("m", kind, Drafts.NOON + samples.size(), Map.of(), null));
    }
    Store store = given(Records.metrics(samples.toArray(MetricSample[]::new)));
    List<SeriesSample> expected =
        samples.reversed().stream()
            .map(sample -> new SeriesSample(Fingerprint.series(sample), sample))
            .toList();
    assertThat(samples(store, "m", Filter.ALL)).containsExactlyElementsOf(expected);
  }

  private static List<Measure> measures(MetricKind kind) {
    return switch (kind) {
      case MetricKind.Gauge gauge ->
          List.of(
              new Measure.Whole(Long.MIN_VALUE),
              new Measure.Real(0.1),
              new Measure.Real(-0.0),
              new Measure.Real(Double.NaN),
              new Measure.Real(Double.NEGATIVE_INFINITY));
      case MetricKind.Sum sum -> List.of(new Measure.Whole(0), new Measure.Real(1e300));
      case MetricKind.Histogram histogram ->
          List.of(
              new Measure.Histogram(
                  List.of(-1.5, 0.1, Double.POSITIVE_INFINITY),
                  List.of(1L, 0L, Long.MAX_VALUE - 1, 0L),
                  0.3,
                  -2.0,
                  Double.NaN),
              new Measure.Histogram(List.of(), List.of(7L), null, null, null));
      case MetricKind.ExponentialHistogram histogram ->
          List.of(
              new Measure.ExponentialHistogram(
                  20,
                  3,
                  1e-9,
                  new Measure.Buckets(-5, List.of(1L, 0L, 4L)),
                  new Measure.Buckets(Integer.MIN_VALUE, List.of(2L)),
                  0.1,
                  -1e300,
                  null),
              new Measure.ExponentialHistogram(
                  -10, 0, 0, Measure.Buckets.NONE, Measure.Buckets.NONE, null, null, null));
      case MetricKind.Summary summary ->
          List.of(
              new Measure.Summary(
                  5, 2.5, List.of(new Measure.Quantile(0, Double.NaN), new Measure.Quantile(1, 7))),
              new Measure.Summary(0, 0, List.of()));
    };
  }

  private static List<Exemplar> exemplars(int count) {
    List<Exemplar> exemplars =
        List.of(
            new Exemplar(
                Drafts.NOON - 1,
                new Measure.Real(Double.NaN),
                Drafts.key(7, 3),
                Map.of("user", Value.of("ana"))),
            new Exemplar(Drafts.NOON - 2, new Measure.Whole(-5), null, Map.of()));
    return exemplars.subList(0, count);
  }

  @Test
  default void aSampleSentTwiceIsThereOnceAndTheLastReceivedWins() {
    MetricSample first = Records.gauge("m", Drafts.NOON, 1);
    MetricSample last = Records.gauge("m", Drafts.NOON, 2);
    MetricSample other = Records.gauge("m", Drafts.NOON + 1, 3);
    Store store =
        given(
            Records.metrics(Drafts.NOON + 2, last),
            Records.metrics(Drafts.NOON + 1, first, other, other),
            Records.metrics(Drafts.NOON, first, other));
    assertThat(samples(store, "m", Filter.ALL))
        .extracting(SeriesSample::sample)
        .containsExactly(other, last);
    Page<SeriesSample, SampleQuery.Cursor> page = page(store, "m", Filter.ALL, 1, null);
    assertThat(page.next()).isNotNull();
    page = page(store, "m", Filter.ALL, 1, page.next());
    assertThat(page.items()).extracting(SeriesSample::sample).containsExactly(last);
    assertThat(page.next()).isNull();
    assertThat(metrics(store, null, null))
        .containsExactly(new MetricSummary(first.metric(), 1, 2, Drafts.NOON + 1));
  }

  @Test
  default void aWordInTheDescriptionMakesNoOtherSeries() {
    MetricSample plain = Records.gauge("m", Drafts.NOON, 1);
    MetricSample described =
        new MetricSample(
            new Metric("m", "1", "in words", new MetricKind.Gauge()),
            plain.origin(),
            plain.attributes(),
            null,
            Drafts.NOON + 1,
            plain.measure(),
            List.of());
    Store store = given(Records.metrics(described, plain));
    assertThat(samples(store, "m", Filter.ALL)).extracting(SeriesSample::series).hasSize(2);
    assertThat(metrics(store, null, null))
        .containsExactly(new MetricSummary(described.metric(), 1, 2, Drafts.NOON + 1));
  }

  @Test
  default void listsMetricsByNameKindAndUnitPageByPage() {
    List<MetricSample> samples = new ArrayList<>();
    for (String name : List.of("b", "a", "C")) {
      for (MetricKind kind : List.of(new MetricKind.Gauge(), sum())) {
        for (String unit : List.of("s", "")) {
          samples.add(
              new MetricSample(
                  new Metric(name, unit, "", kind),
                  Records.ORIGIN,
                  Map.of(),
                  null,
                  Drafts.NOON,
                  new Measure.Whole(1),
                  List.of()));
        }
      }
    }
    Store store = given(Records.metrics(samples.toArray(MetricSample[]::new)));
    List<Metric> expected =
        samples.stream()
            .map(MetricSample::metric)
            .sorted(
                Comparator.comparing(Metric::name)
                    .thenComparing(metric -> metric.kind().number())
                    .thenComparing(Metric::unit))
            .toList();
    for (int limit : new int[] {1, 5, 11, 12, 13}) {
      List<Metric> paged = new ArrayList<>();
      MetricQuery.Cursor after = null;
      do {
        Page<MetricSummary, MetricQuery.Cursor> page =
            store.metrics(new MetricQuery(SCOPE, AROUND_NOON, null, null, limit, after)).value();
        page.items().forEach(each -> paged.add(each.metric()));
        after = page.next();
      } while (after != null);
      assertThat(paged).as("by %d", limit).isEqualTo(expected);
    }
  }

  @Test
  default void filtersSamplesAndMetrics() {
    MetricSample get = of("http.requests", "production", Map.of("method", Value.of("GET")), 0);
    MetricSample post =
        of("http.requests", "staging", Map.of("method", Value.of("POST"), "n", Value.of(5)), 1);
    MetricSample odd =
        of(
            "http.requests",
            "production",
            Map.of(
                "a/b~c\"d", new Value.Flag(true),
                "list", new Value.Items(List.of(Value.of("x"))),
                "real", new Value.Real(0.5),
                "", Value.of("empty")),
            2);
    MetricSample memory = of("jvm.memory", "production", Map.of(), 3);
    Store store = given(Records.metrics(get, post, odd, memory));
    assertThat(samples(store, "http.requests", reading(Map.of("method", "GET"))))
        .extracting(SeriesSample::sample)
        .containsExactly(get);
    assertThat(samples(store, "http.requests", reading(Map.of("method", "POST", "n", "5"))))
        .hasSize(1);
    assertThat(samples(store, "http.requests", reading(Map.of("method", "POST", "n", "6"))))
        .isEmpty();
    for (Map.Entry<String, String> each : Map.of("a/b~c\"d", "true", "", "empty").entrySet()) {
      assertThat(samples(store, "http.requests", reading(Map.of(each.getKey(), each.getValue()))))
          .as("%s", each)
          .extracting(SeriesSample::sample)
          .containsExactly(odd);
    }
    for (String value : List.of("x", "[\"x\"]", "0.5")) {
      assertThat(samples(store, "http.requests", reading(Map.of("list", value)))).isEmpty();
      assertThat(samples(store, "http.requests", reading(Map.of("real", value)))).isEmpty();
    }
    assertThat(samples(store, "http.requests", new Filter("nobody", null, Map.of()))).isEmpty();
    assertThat(
            samples(store, "http.requests", new Filter(null, Fingerprint.series(post), Map.of())))
        .extracting(SeriesSample::sample)
        .containsExactly(post);
    assertThat(samples(store, "HTTP.requests", Filter.ALL)).isEmpty();
    assertThat(metrics(store, null, "JVM"))
        .extracting(MetricSummary::metric)
        .containsExactly(memory.metric());
    assertThat(metrics(store, "nobody", null)).isEmpty();
    assertThat(metrics(store, "assistant", "p.r"))
        .containsExactly(new MetricSummary(get.metric(), 3, 3, Drafts.NOON + 2));
    Scope staging = new Scope(Scope.DEFAULT_TENANT, "staging");
    assertThat(store.metrics(new MetricQuery(staging, AROUND_NOON, null, null, 9, null)).value())
        .isEqualTo(
            new Page<>(List.of(new MetricSummary(post.metric(), 1, 1, Drafts.NOON + 1)), null));
    TimeRange first = new TimeRange(Drafts.NOON, Drafts.NOON + 1);
    assertThat(
            store
                .samples(new SampleQuery(SCOPE, first, "http.requests", Filter.ALL, 9, null))
                .value()
                .items())
        .extracting(SeriesSample::sample)
        .containsExactly(get);
  }

  private static MetricSample of(
      String name, String environment, Map<String, Value> attributes, int later) {
    return new MetricSample(
        new Metric(name, "1", "", sum()),
        new Origin("assistant", environment, null, null, null),
        attributes,
        null,
        Drafts.NOON + later,
        new Measure.Whole(later),
        List.of());
  }

  private static MetricKind sum() {
    return new MetricKind.Sum(Temporality.CUMULATIVE, true);
  }

  private static Filter reading(Map<String, String> attributes) {
    return new Filter(null, null, attributes);
  }

  private static List<MetricSummary> metrics(
      Store store, @Nullable String service, @Nullable String text) {
    return store
        .metrics(new MetricQuery(SCOPE, AROUND_NOON, service, text, 1_000, null))
        .value()
        .items();
  }

  private static List<SeriesSample> samples(Store store, String metric, Filter filter) {
    return page(store, metric, filter, 1_000, null).items();
  }

  private static Page<SeriesSample, SampleQuery.Cursor> page(
      Store store, String metric, Filter filter, int limit, SampleQuery.@Nullable Cursor after) {
    return store.samples(new SampleQuery(SCOPE, AROUND_NOON, metric, filter, limit, after)).value();
  }
}
