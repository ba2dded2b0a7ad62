// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.model.Measure;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Data points of every kind in JSON, and their exemplars: a field means the same in all of them.
final class JsonPoints {

  private interface Taking<T> {
    void take(T value);
  }

  private final JsonIn in;
  private final JsonValues values;

  JsonPoints(JsonIn in, JsonValues values) {
    this.in = in;
    this.values = values;
  }

  /// Reads the point that is the current token.
  RawPoint read() throws IOException {
    RawPoint point = new RawPoint();
    in.object("a data point", name -> field(name, point));
    return point;
  }

  private boolean field(String name, RawPoint point) throws IOException {
    switch (name) {
      case "startTimeUnixNano", "start_time_unix_nano" ->
          whole(name, point, time -> point.start = time);
      case "timeUnixNano", "time_unix_nano" -> whole(name, point, time -> point.time = time);
      case "attributes" -> values.attributes("a data point's attributes", point.attributes);
      case "flags" -> whole(name, point, flags -> point.flags = flags);
      case "asInt", "as_int" ->
          whole(name, point, number -> point.value = new Measure.Whole(number));
      case "asDouble", "as_double" ->
          real(name, point, number -> point.value = new Measure.Real(number));
      case "count" -> whole(name, point, count -> point.count = count);
      case "sum" -> real(name, point, sum -> point.sum = sum);
      case "min" -> real(name, point, min -> point.min = min);
      case "max" -> real(name, point, max -> point.max = max);
      case "bucketCounts", "bucket_counts" -> counts(name, point, point.counts);
      case "explicitBounds", "explicit_bounds" ->
          in.list(name, () -> real(name, point, bound -> point.put(point.bounds, bound)));
      case "scale" -> whole(name, point, scale -> point.scale = scale.intValue());
      case "zeroCount", "zero_count" -> whole(name, point, count -> point.zeroCount = count);
      case "zeroThreshold", "zero_threshold" ->
          real(name, point, threshold -> point.zeroThreshold = threshold);
      case "positive" ->
          buckets(name, point, point.positive, offset -> point.positiveOffset = offset);
      case "negative" ->
          buckets(name, point, point.negative, offset -> point.negativeOffset = offset);
      case "quantileValues", "quantile_values" -> in.list(name, () -> quantile(point));
      case "exemplars" -> in.list(name, () -> exemplar(point));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void counts(String what, RawPoint point, RawCounts counts) throws IOException {
    in.list(what, () -> whole(what, point, counts::put));
  }

  private void buckets(String what, RawPoint point, RawCounts counts, Taking<Integer> offset)
      throws IOException {
    in.object(
        what,
        name -> {
          switch (name) {
            case "offset" -> whole(name, point, number -> offset.take(number.intValue()));
            case "bucketCounts", "bucket_counts" -> counts(name, point, counts);
            default -> {
              return false;
            }
          }
          return true;
        });
  }

  private void quantile(RawPoint point) throws IOException {
    double[] read = {0, 0};
    in.object(
        "a quantile",
        name -> {
          switch (name) {
            case "quantile" -> real(name, point, number -> read[0] = number);
            case "value" -> real(name, point, number -> read[1] = number);
            default -> {
              return false;
            }
          }
          return true;
        });
    point.put(point.quantiles, read[0]);
    point.put(point.values, read[1]);
  }

  private void exemplar(RawPoint point) throws IOException {
    RawExemplar exemplar = new RawExemplar();
    in.object(
        "an exemplar",
        name -> {
          switch (name) {
            case "timeUnixNano", "time_unix_nano" -> exemplar.time = in.count();
            case "traceId", "trace_id" -> exemplar.trace = RawId.parse(in.text());
            case "spanId", "span_id" -> exemplar.span = RawId.parse(in.text());
            case "asInt", "as_int" -> {
              Long number = in.whole();
              exemplar.value = number == null ? exemplar.value : new Measure.Whole(number);
            }
            case "asDouble", "as_double" -> {
              Double number = in.real();
              exemplar.value = number == null ? exemplar.value : new Measure.Real(number);
            }
            case "filteredAttributes", "filtered_attributes" ->
                values.attributes(name, exemplar.attributes);
            default -> {
              return false;
            }
          }
          return true;
        });
    point.exemplar(exemplar);
  }

  /// Null is an absent field.
  private void whole(String name, RawPoint point, Taking<Long> into) throws IOException {
    take(name, point, in.isNull(), in.whole(), into);
  }

  /// Null is an absent field.
  private void real(String name, RawPoint point, Taking<Double> into) throws IOException {
    take(name, point, in.isNull(), in.real(), into);
  }

  private static <T> void take(
      String name, RawPoint point, boolean absent, @Nullable T read, Taking<T> into) {
    if (read == null) {
      point.unreadable = absent ? point.unreadable : name + " is not a number";
    } else if (!absent) {
      into.take(read);
    }
  }
}
