// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.system.HealthEvidence;
import io.farol.system.InFlight;
import io.farol.system.IntegrationHealth;
import io.farol.system.LiveSnapshot;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Health and the live board as the API shows them.
final class HealthJson {

  private HealthJson() {}

  /// The whole board.
  static ObjectNode live(LiveSnapshot snapshot) {
    ObjectNode json = Json.object();
    json.put("at", Times.text(snapshot.atEpochNanos()));
    var calls = json.putArray("inFlight");
    snapshot.inFlight().forEach(call -> calls.add(inFlight(call)));
    var integrations = json.putArray("integrations");
    snapshot.integrations().forEach(each -> integrations.add(brief(each)));
    return json;
  }

  private static ObjectNode inFlight(InFlight call) {
    return Json.object()
        .put("traceId", call.key().trace().hex())
        .put("spanId", call.key().span().hex())
        .put("from", call.from())
        .put("to", call.to())
        .put("integration", call.integration())
        .put("operation", call.operation())
        .put("startedAt", Times.text(call.startEpochNanos()))
        .put("ageMillis", TimeUnit.NANOSECONDS.toMillis(call.ageNanos()))
        .put("sentBytes", call.traffic().sentBytes())
        .put("receivedBytes", call.traffic().receivedBytes())
        .put("idleMillis", millis(call.idleNanos()))
        .put("stalled", call.stalled())
        .put("deadlineAt", time(call.deadlineEpochNanos()))
        .put("conversationId", call.conversationId());
  }

  private static ObjectNode brief(IntegrationHealth health) {
    return Json.object()
        .put("id", health.id())
        .put("state", health.state().wire())
        .put("since", time(health.sinceEpochNanos()))
        .put("reason", health.reason().text())
        .put("cause", health.reason().cause())
        .put("inFlight", health.inFlight())
        .put("ratePerMinute", rounded(health.ratePerMinute()))
        .put("errorRatio", health.evidence().errorRatio())
        .put("p95Millis", health.evidence().p95Millis());
  }

  static ObjectNode full(IntegrationHealth health) {
    ObjectNode json = Json.object();
    json.put("id", health.id());
    json.put("platform", health.platform());
    json.put("name", IntegrationNames.of(health.id()));
    json.put("state", health.state().wire());
    json.put("since", time(health.sinceEpochNanos()));
    json.put("reason", health.reason().text());
    json.put("cause", health.reason().cause());
    json.set("evidence", evidence(health.evidence()));
    json.put("inFlight", health.inFlight());
    json.put("ratePerMinute", rounded(health.ratePerMinute()));
    return json;
  }

  static ObjectNode evidence(HealthEvidence evidence) {
    return Json.object()
        .put("windowSeconds", evidence.windowSeconds())
        .put("exchanges", evidence.exchanges())
        .put("failed", evidence.failed())
        .put("errorRatio", evidence.errorRatio())
        .put("p95Millis", evidence.p95Millis())
        .put("lastSuccessAt", time(evidence.lastSuccessEpochNanos()))
        .put("lastFailureAt", time(evidence.lastFailureEpochNanos()))
        .put("topCause", evidence.topCause());
  }

  static @Nullable String time(@Nullable Long epochNanos) {
    return epochNanos == null ? null : Times.text(epochNanos);
  }

  private static @Nullable Long millis(@Nullable Long nanos) {
    return nanos == null ? null : TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  private static double rounded(double rate) {
    return Math.round(rate * 100) / 100.0;
  }
}
