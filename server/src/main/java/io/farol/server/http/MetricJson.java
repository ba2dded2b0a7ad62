// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.model.Exemplar;
import io.farol.model.Measure;
import io.farol.model.Metric;
import io.farol.model.MetricKind;
import io.farol.model.MetricSample;
import io.farol.model.Temporality;
import io.farol.store.SeriesSample;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Metrics and their samples as the API shows them. Numbers that JSON lacks are the texts `NaN`,
/// `Infinity` and `-Infinity`.
final class MetricJson {

  /// A list never carries a body: longer texts of attributes end here.
  private static final ValueNodes CLIPPED = new ValueNodes(256);

  private MetricJson() {}

  static ObjectNode metric(Metric metric) {
    ObjectNode json = Json.object();
    json.put("name", metric.name());
    json.put("unit", metric.unit());
    json.put("description", metric.description());
    kind(json, metric.kind());
    return json;
  }

  private static void kind(ObjectNode json, MetricKind kind) {
    switch (kind) {
      case MetricKind.Gauge gauge -> kind(json, "gauge", null, null);
      case MetricKind.Sum sum -> kind(json, "sum", sum.temporality(), sum.monotonic());
      case MetricKind.Histogram it -> kind(json, "histogram", it.temporality(), null);
      case MetricKind.ExponentialHistogram it ->
          kind(json, "exponential_histogram", it.temporality(), null);
      case MetricKind.Summary summary -> kind(json, "summary", null, null);
    }
  }

  private static void kind(
      ObjectNode json,
      String kind,
      @Nullable Temporality temporality,
      @Nullable Boolean monotonic) {
    json.put("kind", kind);
    json.put(
        "temporality", temporality == null ? null : temporality.name().toLowerCase(Locale.ROOT));
    json.put("monotonic", monotonic);
  }

  static ObjectNode sample(SeriesSample each) {
    MetricSample sample = each.sample();
    ObjectNode json = Json.object();
    json.put("series", HexFormat.of().toHexDigits(each.series()));
    json.put("at", Times.text(sample.atEpochNanos()));
    Long start = sample.startEpochNanos();
    json.put("startedAt", start == null ? null : Times.text(start));
    json.put("unit", sample.metric().unit());
    kind(json, sample.metric().kind());
    json.put("service", sample.origin().service());
    json.put("environment", sample.origin().environment());
    json.put("cloud", sample.origin().cloud());
    json.put("region", sample.origin().region());
    json.put("instance", sample.origin().instance());
    json.set("attributes", CLIPPED.fields(sample.attributes()));
    json.set("measure", sample.measure() == null ? null : measure(sample.measure()));
    ArrayNode exemplars = json.putArray("exemplars");
    sample.exemplars().forEach(exemplar -> exemplars.add(exemplar(exemplar)));
    return json;
  }

  private static ObjectNode measure(Measure measure) {
    ObjectNode json = Json.object();
    switch (measure) {
      case Measure.Scalar scalar -> value(json, scalar);
      case Measure.Histogram it -> {
        counted(json, it.count(), it.sum(), it.min(), it.max());
        ArrayNode bounds = json.putArray("bounds");
        it.bounds().forEach(bounds::add);
        ArrayNode counts = json.putArray("counts");
        it.counts().forEach(counts::add);
      }
      case Measure.ExponentialHistogram it -> {
        counted(json, it.count(), it.sum(), it.min(), it.max());
        json.put("scale", it.scale());
        json.put("zeroCount", it.zeroCount());
        json.put("zeroThreshold", it.zeroThreshold());
        json.set("positive", buckets(it.positive()));
        json.set("negative", buckets(it.negative()));
      }
      case Measure.Summary it -> {
        json.put("count", it.count());
        json.put("sum", it.sum());
        ArrayNode quantiles = json.putArray("quantiles");
        it.quantiles()
            .forEach(quantile ->
                quantiles
                    .addObject()
                    .put("quantile", quantile.quantile())
                    .put("value", quantile.value()));
      }
    }
    return json;
  }

  private static void value(ObjectNode json, Measure.Scalar scalar) {
    switch (scalar) {
      case Measure.Whole(long value) -> json.put("value", value);
      case Measure.Real(double value) -> json.put("value", value);
    }
  }

  private static void counted(
      ObjectNode json,
      long count,
      @Nullable Double sum,
      @Nullable Double min,
      @Nullable Double max) {
    json.put("count", count);
    json.put("sum", sum);
    json.put("min", min);
    json.put("max", max);
  }

  private static ObjectNode buckets(Measure.Buckets buckets) {
    ObjectNode json = Json.object();
    json.put("offset", buckets.offset());
    ArrayNode counts = json.putArray("counts");
    buckets.counts().forEach(counts::add);
    return json;
  }

  private static ObjectNode exemplar(Exemplar exemplar) {
    ObjectNode json = Json.object();
    json.put("at", Times.text(exemplar.atEpochNanos()));
    value(json, exemplar.value());
    json.put("traceId", exemplar.span() == null ? null : exemplar.span().trace().hex());
    json.put("spanId", exemplar.span() == null ? null : exemplar.span().span().hex());
    json.set("attributes", CLIPPED.fields(exemplar.attributes()));
    return json;
  }
}
