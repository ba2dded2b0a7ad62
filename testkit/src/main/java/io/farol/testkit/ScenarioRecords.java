// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.flow.Draft;
import io.farol.model.Exemplar;
import io.farol.model.LogLine;
import io.farol.model.Measure;
import io.farol.model.Metric;
import io.farol.model.MetricKind;
import io.farol.model.MetricSample;
import io.farol.model.Span;
import io.farol.model.Temporality;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Log lines and metric samples of one tenant: some are sent again later, some samples with another
/// value. Confined to one thread.
final class ScenarioRecords {

  private static final List<Metric> METRICS =
      MetricKind.ALL.stream()
          .map(kind ->
              new Metric("m." + kind.number() / 2, kind.number() % 3 == 0 ? "" : "ms", "", kind))
          .toList();

  private final Dice dice;
  private final List<LogLine> logs = new ArrayList<>();
  private final List<MetricSample> samples = new ArrayList<>();

  ScenarioRecords(Dice dice) {
    this.dice = dice;
  }

  /// What was logged during some of the spans, and a line of before.
  List<LogLine> logs(List<Draft> tellings) {
    List<LogLine> sent = new ArrayList<>();
    for (Draft telling : tellings) {
      if (dice.percent(10)) {
        logs.add(line(telling.span()));
        sent.add(logs.getLast());
      }
    }
    if (!logs.isEmpty() && dice.percent(20)) {
      sent.add(dice.pick(logs));
    }
    return sent;
  }

  /// What was measured during some of the spans, and a sample of before or its correction.
  List<MetricSample> metrics(List<Draft> tellings) {
    List<MetricSample> sent = new ArrayList<>();
    for (Draft telling : tellings) {
      if (dice.percent(15)) {
        samples.add(sample(telling.span(), dice.pick(METRICS)));
        sent.add(samples.getLast());
      }
    }
    if (!samples.isEmpty() && dice.percent(30)) {
      MetricSample before = dice.pick(samples);
      sent.add(dice.percent(50) ? before : corrected(before));
    }
    return sent;
  }

  private LogLine line(Span span) {
    return new LogLine(
        span.origin(),
        span.timing().startEpochNanos(),
        dice.below(25),
        dice.maybe(60, () -> span.key().span()),
        dice.maybe(30, () -> "evento"),
        body(),
        Map.of("linha", Value.of(dice.below(100))));
  }

  private Value body() {
    return switch (dice.below(5)) {
      case 0 -> new Value.Empty();
      case 1 -> Value.of(dice.words(60));
      case 2 ->
          new Value.Fields(
              Map.of(
                  "itens", new Value.Items(List.of(Value.of(dice.words(1)), new Value.Real(0.5)))));
      default -> Value.of(dice.words(5));
    };
  }

  private MetricSample sample(Span span, Metric metric) {
    long at = span.timing().startEpochNanos();
    Map<String, Value> attributes = new LinkedHashMap<>();
    attributes.put("http.request.method", Value.of(dice.percent(50) ? "GET" : "POST"));
    attributes.put("tentativa", Value.of(dice.below(2)));
    attributes.put("a/b~\"c", new Value.Flag(dice.percent(50)));
    return new MetricSample(
        metric,
        span.origin(),
        attributes,
        dice.maybe(70, () -> at - 60_000_000_000L),
        at,
        measure(metric.kind()),
        exemplars(span));
  }

  private MetricSample corrected(MetricSample sample) {
    return new MetricSample(
        new Metric(
            sample.metric().name(), sample.metric().unit(), dice.words(2), sample.metric().kind()),
        sample.origin(),
        sample.attributes(),
        sample.startEpochNanos(),
        sample.atEpochNanos(),
        measure(sample.metric().kind()),
        List.of());
  }

  private List<Exemplar> exemplars(Span span) {
    List<Exemplar> exemplars = new ArrayList<>();
    for (int i = dice.below(3); i > 0; i--) {
      exemplars.add(
          new Exemplar(
              span.timing().startEpochNanos() - i,
              scalar(),
              dice.maybe(80, () -> span.key().span()),
              dice.percent(50) ? Map.of() : Map.of("usuario", Value.of(dice.words(1)))));
    }
    return exemplars;
  }

  private @Nullable Measure measure(MetricKind kind) {
    if (dice.percent(10)) {
      return null;
    }
    return switch (kind) {
      case MetricKind.Gauge gauge -> scalar();
      case MetricKind.Sum sum -> scalar();
      case MetricKind.Histogram histogram -> histogram(histogram.temporality());
      case MetricKind.ExponentialHistogram histogram ->
          new Measure.ExponentialHistogram(
              dice.below(20) - 4,
              dice.below(3),
              dice.percent(50) ? 0 : 0.001,
              buckets(),
              dice.percent(50) ? Measure.Buckets.NONE : buckets(),
              dice.maybe(80, this::number),
              dice.maybe(50, this::number),
              dice.maybe(50, this::number));
      case MetricKind.Summary summary ->
          new Measure.Summary(
              dice.below(9),
              number(),
              List.of(new Measure.Quantile(0, number()), new Measure.Quantile(0.99, number())));
    };
  }

  private Measure histogram(Temporality temporality) {
    boolean bounded = temporality == Temporality.DELTA || dice.percent(80);
    return new Measure.Histogram(
        bounded ? List.of(0.5, 1.0, 2.5e9) : List.of(),
        bounded
            ? List.of(0L, (long) dice.below(9), 1L, (long) dice.below(2))
            : List.of((long) dice.below(9)),
        dice.maybe(80, this::number),
        dice.maybe(50, this::number),
        dice.maybe(50, this::number));
  }

  private Measure.Buckets buckets() {
    return new Measure.Buckets(dice.below(40) - 20, List.of(1L, 0L, (long) dice.below(9)));
  }

  private Measure.Scalar scalar() {
    return dice.percent(50) ? new Measure.Whole(dice.any()) : new Measure.Real(number());
  }

  private double number() {
    return switch (dice.below(12)) {
      case 0 -> Double.NaN;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> 1e300;
      case 3 -> -0.0;
      default -> dice.below(1_000) / 8.0;
    };
  }
}
