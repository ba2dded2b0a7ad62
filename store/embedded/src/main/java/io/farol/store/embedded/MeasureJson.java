// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Exemplar;
import io.farol.model.Measure;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.TraceId;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Histograms, summaries and exemplars as JSON text, and back without loss. A record is the list of
/// its components in their order, behind a word that says which it is; numbers and what is absent
/// are written as [ValueJson] writes them.
final class MeasureJson {

  private static final String HISTOGRAM = "histogram";
  private static final String EXPONENTIAL = "exponential";
  private static final String SUMMARY = "summary";

  private MeasureJson() {}

  /// Null for nothing, and for a single number, which has a column of its own.
  static @Nullable String of(@Nullable Measure measure) {
    return switch (measure) {
      case null -> null;
      case Measure.Scalar scalar -> null;
      case Measure.Histogram it ->
          write(
              Value.of(HISTOGRAM),
              reals(it.bounds()),
              wholes(it.counts()),
              real(it.sum()),
              real(it.min()),
              real(it.max()));
      case Measure.ExponentialHistogram it ->
          write(
              Value.of(EXPONENTIAL),
              Value.of(it.scale()),
              Value.of(it.zeroCount()),
              real(it.zeroThreshold()),
              Value.of(it.positive().offset()),
              wholes(it.positive().counts()),
              Value.of(it.negative().offset()),
              wholes(it.negative().counts()),
              real(it.sum()),
              real(it.min()),
              real(it.max()));
      case Measure.Summary it ->
          write(
              Value.of(SUMMARY),
              Value.of(it.count()),
              real(it.sum()),
              reals(it.quantiles().stream().map(Measure.Quantile::quantile).toList()),
              reals(it.quantiles().stream().map(Measure.Quantile::value).toList()));
    };
  }

  static @Nullable String of(List<Exemplar> exemplars) {
    return exemplars.isEmpty()
        ? null
        : write(
            exemplars.stream()
                .map(each -> {
                  SpanKey span = each.span();
                  return items(
                      Value.of(each.atEpochNanos()),
                      switch (each.value()) {
                        case Measure.Whole(long value) -> Value.of(value);
                        case Measure.Real(double value) -> new Value.Real(value);
                      },
                      span == null ? new Value.Empty() : Value.of(span.trace().hex()),
                      span == null ? new Value.Empty() : Value.of(span.span().hex()),
                      new Value.Fields(each.attributes()));
                })
                .toArray(Value[]::new));
  }

  static Measure read(String json) {
    List<Value> in = list(ValueJson.readValue(json));
    String which = in.getFirst().text();
    return switch (which) {
      case HISTOGRAM ->
          new Measure.Histogram(
              list(in.get(1)).stream().map(MeasureJson::known).toList(),
              list(in.get(2)).stream().map(MeasureJson::whole).toList(),
              real(in.get(3)),
              real(in.get(4)),
              real(in.get(5)));
      case EXPONENTIAL ->
          new Measure.ExponentialHistogram(
              (int) whole(in.get(1)),
              whole(in.get(2)),
              known(in.get(3)),
              buckets(in.get(4), in.get(5)),
              buckets(in.get(6), in.get(7)),
              real(in.get(8)),
              real(in.get(9)),
              real(in.get(10)));
      case SUMMARY -> {
        List<Value> quantiles = list(in.get(3));
        List<Value> values = list(in.get(4));
        yield new Measure.Summary(
            whole(in.get(1)),
            known(in.get(2)),
            IntStream.range(0, values.size())
                .mapToObj(i -> new Measure.Quantile(known(quantiles.get(i)), known(values.get(i))))
                .toList());
      }
      default -> throw new IllegalStateException("stored measure of unknown kind " + which);
    };
  }

  static List<Exemplar> exemplars(@Nullable String json) {
    List<Exemplar> exemplars = new ArrayList<>();
    if (json != null) {
      for (Value each : list(ValueJson.readValue(json))) {
        List<Value> in = list(each);
        exemplars.add(
            new Exemplar(
                whole(in.get(0)),
                in.get(1) instanceof Value.Whole(long value)
                    ? new Measure.Whole(value)
                    : new Measure.Real(known(in.get(1))),
                in.get(2) instanceof Value.Text(String trace)
                    ? new SpanKey(TraceId.parse(trace), SpanId.parse(in.get(3).text()))
                    : null,
                in.get(4) instanceof Value.Fields(Map<String, Value> fields) ? fields : Map.of()));
      }
    }
    return exemplars;
  }

  private static @Nullable String write(Value... components) {
    return ValueJson.value(items(components));
  }

  private static Value items(Value... values) {
    return new Value.Items(List.of(values));
  }

  private static Value reals(List<Double> numbers) {
    return new Value.Items(numbers.stream().map(MeasureJson::real).toList());
  }

  private static Value wholes(List<Long> numbers) {
    return new Value.Items(numbers.stream().map(Value::of).toList());
  }

  private static Value real(@Nullable Double number) {
    return number == null ? new Value.Empty() : new Value.Real(number);
  }

  private static Measure.Buckets buckets(Value offset, Value counts) {
    return new Measure.Buckets(
        (int) whole(offset), list(counts).stream().map(MeasureJson::whole).toList());
  }

  private static List<Value> list(Value value) {
    return value instanceof Value.Items(List<Value> values) ? values : List.of();
  }

  private static @Nullable Double real(Value value) {
    return value instanceof Value.Real(double number) ? (Double) number : null;
  }

  private static double known(Value value) {
    if (value instanceof Value.Real(double number)) {
      return number;
    }
    throw new IllegalStateException("stored measure without a number");
  }

  private static long whole(Value value) {
    if (value instanceof Value.Whole(long number)) {
      return number;
    }
    throw new IllegalStateException("stored measure without a whole number");
  }
}
