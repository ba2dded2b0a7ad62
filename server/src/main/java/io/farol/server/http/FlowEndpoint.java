// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.store.Answer;
import io.farol.store.Flow;
import io.farol.store.TrafficStore;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `/flows`: from × to, busiest first.
public final class FlowEndpoint {

  private static final int DEFAULT_LIMIT = 200;

  private final TrafficStore store;

  public FlowEndpoint(TrafficStore store) {
    this.store = store;
  }

  public JsonNode answer(Request request) {
    request.only("from", "to", "environment", "q", "limit", "cursor");
    Answer<List<Flow>> flows = store.flows(request.scope(), request.minutes());
    String q = request.text("q");
    List<Flow> wanted =
        flows.value().stream()
            .filter(flow -> q == null || names(flow, q.toLowerCase(Locale.ROOT)))
            .sorted(
                Comparator.comparingLong(Flow::exchanges)
                    .reversed()
                    .thenComparing(Flow::from)
                    .thenComparing(Flow::to))
            .toList();
    Offset.Slice<Flow> slice =
        Offset.slice(wanted, request.text("cursor"), request.limit(DEFAULT_LIMIT));
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    slice.items().forEach(flow -> items.add(flow(flow)));
    json.put("next", slice.next());
    json.put("completeThrough", Times.text(flows.completeThroughEpochNanos()));
    return json;
  }

  private static boolean names(Flow flow, String q) {
    return flow.from().toLowerCase(Locale.ROOT).contains(q)
        || flow.to().toLowerCase(Locale.ROOT).contains(q);
  }

  private static @Nullable JsonNode flow(Flow flow) {
    ObjectNode json = Json.object();
    json.put("from", flow.from());
    json.put("to", flow.to());
    json.put("exchanges", flow.exchanges());
    json.put("failed", flow.failed());
    json.put("messages", flow.messages());
    json.set("tokens", ExchangeJson.tokens(flow.tokens()));
    json.put("sentBytes", flow.traffic().sentBytes());
    json.put("receivedBytes", flow.traffic().receivedBytes());
    json.set("cost", MoneyJson.totals(flow.spending()));
    json.put("unpricedExchanges", flow.spending().unpricedExchanges());
    return json;
  }
}
