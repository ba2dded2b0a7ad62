// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.model.TimeRange;
import io.farol.store.Store;
import io.farol.system.Incident;
import io.farol.system.IntegrationHealth;
import io.farol.system.LiveBoard;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `/integrations`, worst first, and `/incidents`, newest first: what the live board knows.
public final class SystemEndpoints {

  private static final int DEFAULT_LIMIT = 200;

  private final LiveBoard board;
  private final Store store;

  public SystemEndpoints(LiveBoard board, Store store) {
    this.board = board;
    this.store = store;
  }

  public JsonNode integrations(Request request) {
    request.only("from", "to", "environment", "q", "limit", "cursor");
    request.range();
    String q = request.text("q");
    List<IntegrationHealth> wanted =
        board.snapshot(request.scope(), request.clock().instant()).integrations().stream()
            .filter(each -> matches(each.id(), q))
            .toList();
    Offset.Slice<IntegrationHealth> slice =
        Offset.slice(wanted, request.text("cursor"), request.limit(DEFAULT_LIMIT));
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    slice.items().forEach(each -> items.add(HealthJson.full(each)));
    json.put("next", slice.next());
    json.put("completeThrough", Times.text(store.completeThroughEpochNanos()));
    return json;
  }

  public JsonNode incidents(Request request) {
    request.only("from", "to", "environment", "q", "limit", "cursor");
    TimeRange range = request.range();
    String q = request.text("q");
    List<Incident> wanted =
        board.incidents(request.scope(), request.clock().instant()).stream()
            .filter(each -> overlaps(each, range) && matches(each.integration(), q))
            .toList();
    Offset.Slice<Incident> slice =
        Offset.slice(wanted, request.text("cursor"), request.limit(DEFAULT_LIMIT));
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    slice.items().forEach(each -> items.add(incident(each)));
    json.put("next", slice.next());
    json.put("completeThrough", Times.text(store.completeThroughEpochNanos()));
    return json;
  }

  private static ObjectNode incident(Incident incident) {
    ObjectNode json = Json.object();
    json.put("id", incident.id());
    json.put("integration", incident.integration());
    json.put("state", incident.state().wire());
    json.put("cause", incident.cause());
    json.put("openedAt", Times.text(incident.openedEpochNanos()));
    json.put("closedAt", HealthJson.time(incident.closedEpochNanos()));
    json.set("evidence", HealthJson.evidence(incident.evidence()));
    json.put("exchanges", incident.failed());
    json.putArray("wasted");
    return json;
  }

  private static boolean overlaps(Incident incident, TimeRange range) {
    Long closed = incident.closedEpochNanos();
    return incident.openedEpochNanos() < range.toEpochNanos()
        && (closed == null || closed >= range.fromEpochNanos());
  }

  private static boolean matches(String id, @Nullable String q) {
    return q == null
        || id.toLowerCase(Locale.ROOT).contains(q.toLowerCase(Locale.ROOT))
        || IntegrationNames.of(id).toLowerCase(Locale.ROOT).contains(q.toLowerCase(Locale.ROOT));
  }
}
