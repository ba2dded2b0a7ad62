// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.model.Notice;
import io.farol.model.Scope;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/// `/notices`: what a person should look at though every integration may be well.
public final class NoticeEndpoint {

  private final BiFunction<Scope, Instant, List<Notice>> notices;

  public NoticeEndpoint(BiFunction<Scope, Instant, List<Notice>> notices) {
    this.notices = notices;
  }

  public JsonNode answer(Request request) {
    request.only("environment");
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    notices
        .apply(request.scope(), request.clock().instant())
        .forEach(notice -> items.add(item(notice)));
    return json;
  }

  private static ObjectNode item(Notice notice) {
    Notice.Showing showing = notice.showing();
    ObjectNode json = Json.object();
    json.put(
        "kind",
        switch (notice) {
          case Notice.ToolLoop _ -> "tool_loop";
          case Notice.UnpricedModel _ -> "unpriced_model";
        });
    json.put("from", showing.from());
    json.put("integration", showing.integration());
    json.put("name", IntegrationNames.of(showing.integration()));
    json.put("since", Times.text(showing.sinceEpochNanos()));
    json.put("last", Times.text(showing.lastEpochNanos()));
    json.put("exchanges", showing.exchanges());
    json.putObject("example")
        .put("traceId", showing.example().trace().hex())
        .put("spanId", showing.example().span().hex());
    switch (notice) {
      case Notice.ToolLoop(Notice.Showing _, String tool, int times, String conversation) ->
          json.put("tool", tool).put("times", times).put("conversationId", conversation);
      case Notice.UnpricedModel(Notice.Showing _, String model, String reason) ->
          json.put("model", model).put("reason", reason);
    }
    return json;
  }
}
