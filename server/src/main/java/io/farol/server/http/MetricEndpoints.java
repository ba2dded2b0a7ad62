// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.store.Answer;
import io.farol.store.MetricQuery;
import io.farol.store.MetricSummary;
import io.farol.store.Page;
import io.farol.store.SampleQuery;
import io.farol.store.SeriesSample;
import io.farol.store.Store;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/metrics`, by name, and `/metrics/samples` of one, newest first.
public final class MetricEndpoints {

  private static final int DEFAULT_LIMIT = 100;

  private final Store store;

  public MetricEndpoints(Store store) {
    this.store = store;
  }

  public JsonNode list(Request request) {
    request.only("from", "to", "environment", "q", "limit", "cursor", "service");
    Answer<Page<MetricSummary, MetricQuery.Cursor>> answer =
        store.metrics(
            new MetricQuery(
                request.scope(),
                request.range(),
                request.text("service"),
                request.text("q"),
                request.limit(DEFAULT_LIMIT),
                RecordCursors.metric(request.text("cursor"))));
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    for (MetricSummary each : answer.value().items()) {
      items.add(
          MetricJson.metric(each.metric())
              .put("series", each.series())
              .put("samples", each.samples())
              .put("lastAt", Times.text(each.lastEpochNanos())));
    }
    json.put("next", RecordCursors.metric(answer.value().next()));
    json.put("completeThrough", Times.text(answer.completeThroughEpochNanos()));
    return json;
  }

  public JsonNode samples(Request request) {
    request.only(
        "from", "to", "environment", "limit", "cursor", "name", "service", "series", "attribute");
    String name = request.text("name");
    if (name == null) {
      throw Problem.parameter(
          "name", "it is missing", "name a metric, as name in /api/v1/metrics has it");
    }
    Answer<Page<SeriesSample, SampleQuery.Cursor>> answer =
        store.samples(
            new SampleQuery(
                request.scope(),
                request.range(),
                name,
                new SampleQuery.Filter(
                    request.text("service"), series(request.text("series")), attributes(request)),
                request.limit(DEFAULT_LIMIT),
                RecordCursors.sample(request.text("cursor"))));
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    answer.value().items().forEach(each -> items.add(MetricJson.sample(each)));
    json.put("next", RecordCursors.sample(answer.value().next()));
    json.put("completeThrough", Times.text(answer.completeThroughEpochNanos()));
    return json;
  }

  private static @Nullable Long series(@Nullable String text) {
    if (text != null && !text.matches("[0-9a-f]{16}")) {
      throw Problem.parameter(
          "series", "it is not a series", "take it from series of a sample: 16 hex digits");
    }
    return text == null ? null : (Long) Long.parseUnsignedLong(text, 16);
  }

  private static Map<String, String> attributes(Request request) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (String text : request.query().getAll("attribute")) {
      int equals = text.indexOf('=');
      if (equals < 0) {
        throw Problem.parameter(
            "attribute",
            "\"" + text + "\" has no =",
            "write key=value, once for each attribute, as in attribute=http.request.method=GET");
      }
      attributes.put(text.substring(0, equals), text.substring(equals + 1));
    }
    return attributes;
  }
}
