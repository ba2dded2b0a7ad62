// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.model.LogKey;
import io.farol.model.LogLine;
import io.farol.model.Origin;
import io.farol.model.SpanKey;
import io.farol.store.Answer;
import io.farol.store.LogHeader;
import io.farol.store.LogQuery;
import io.farol.store.Page;
import io.farol.store.Store;
import org.jspecify.annotations.Nullable;

/// `/logs`, newest first, and one log line whole.
public final class LogEndpoints {

  private static final int DEFAULT_LIMIT = 100;

  private final Store store;

  public LogEndpoints(Store store) {
    this.store = store;
  }

  public JsonNode list(Request request) {
    request.only(
        "from", "to", "environment", "q", "limit", "cursor", "service", "severity", "traceId");
    String traceId = request.text("traceId");
    LogQuery query =
        new LogQuery(
            request.scope(),
            request.range(),
            new LogQuery.Filter(
                request.text("service"),
                Severity.parse(request.text("severity")),
                traceId == null ? null : Request.traceId(traceId),
                request.text("q")),
            request.limit(DEFAULT_LIMIT),
            RecordCursors.log(request.text("cursor")));
    Answer<Page<LogHeader, LogKey>> answer = store.logs(query);
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    for (LogHeader header : answer.value().items()) {
      items.add(
          head(header.key(), header.origin(), header.severity(), header.span(), header.eventName())
              .put("text", header.text())
              .put("clipped", header.clipped()));
    }
    json.put("next", RecordCursors.log(answer.value().next()));
    json.put("completeThrough", Times.text(answer.completeThroughEpochNanos()));
    return json;
  }

  public JsonNode one(Request request) {
    request.only("environment");
    LogKey key = RecordCursors.id(request.path().getOrDefault("id", ""));
    LogLine line =
        store
            .findLog(request.scope(), key)
            .orElseThrow(() ->
                Problem.notFound(
                    "no log line has this id", "it may have expired, or not be applied yet"));
    ObjectNode json = head(key, line.origin(), line.severity(), line.span(), line.eventName());
    json.put("cloud", line.origin().cloud());
    json.put("region", line.origin().region());
    json.put("instance", line.origin().instance());
    json.set("body", ValueNodes.WHOLE.of(line.body()));
    json.set("attributes", ValueNodes.WHOLE.fields(line.attributes()));
    return json;
  }

  private static ObjectNode head(
      LogKey key, Origin origin, int severity, @Nullable SpanKey span, @Nullable String eventName) {
    ObjectNode json = Json.object();
    json.put("id", RecordCursors.id(key));
    json.put("at", Times.text(key.atEpochNanos()));
    json.put("service", origin.service());
    json.put("environment", origin.environment());
    json.put("severity", Severity.name(severity));
    json.put("severityNumber", severity == 0 ? null : (Integer) severity);
    json.put("traceId", span == null ? null : span.trace().hex());
    json.put("spanId", span == null ? null : span.span().hex());
    json.put("eventName", eventName);
    return json;
  }
}
