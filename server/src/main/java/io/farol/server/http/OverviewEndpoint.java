// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.model.Scope;
import io.farol.model.TimeRange;
import io.farol.store.Answer;
import io.farol.store.Bucket;
import io.farol.store.Store;
import io.farol.store.TrafficStore;
import io.farol.system.HealthState;
import io.farol.system.InFlight;
import io.farol.system.IntegrationHealth;
import io.farol.system.LiveBoard;
import io.farol.system.LiveSnapshot;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `/overview`: the headline of Agora in numbers. Counts and money of the range from the store,
/// states from the board.
public final class OverviewEndpoint {

  private static final int MOST_STEPS = 120;

  private final Store store;
  private final LiveBoard board;

  public OverviewEndpoint(Store store, LiveBoard board) {
    this.store = store;
    this.board = board;
  }

  public JsonNode answer(Request request) {
    request.only("from", "to", "environment");
    Scope scope = request.scope();
    TimeRange range = request.minutes();
    Answer<TrafficStore.Summary> answer = store.summary(scope, range);
    TrafficStore.Summary summary = answer.value();
    LiveSnapshot live = board.snapshot(scope, request.clock().instant());
    ObjectNode json = Json.object();
    json.put("from", Times.text(range.fromEpochNanos()));
    json.put("to", Times.text(range.toEpochNanos()));
    json.put("completeThrough", Times.text(answer.completeThroughEpochNanos()));
    ArrayNode environments = json.putArray("environments");
    store.environments(scope.tenant()).forEach(environments::add);
    json.set("integrations", states(live));
    json.set("worst", worst(live));
    json.put("exchanges", summary.exchanges());
    json.put("failed", summary.failed());
    json.put("messages", summary.messages());
    json.set("tokens", ExchangeJson.tokens(summary.tokens()));
    json.set("cost", MoneyJson.totals(summary.spending()));
    json.put("unpricedExchanges", summary.spending().unpricedExchanges());
    json.put("lastFailureAt", lastFailure(live));
    json.set("series", series(scope, range));
    return json;
  }

  private static ObjectNode states(LiveSnapshot live) {
    ObjectNode json = Json.object();
    for (HealthState state : HealthState.values()) {
      json.put(
          state.wire(), live.integrations().stream().filter(each -> each.state() == state).count());
    }
    return json;
  }

  private static @Nullable ObjectNode worst(LiveSnapshot live) {
    if (live.integrations().isEmpty() || !live.integrations().getFirst().state().bad()) {
      return null;
    }
    IntegrationHealth worst = live.integrations().getFirst();
    long stalled =
        live.inFlight().stream()
            .filter(InFlight::stalled)
            .filter(call -> call.integration().equals(worst.id()))
            .count();
    ObjectNode json = Json.object();
    json.put("integration", worst.id());
    json.put("name", IntegrationNames.of(worst.id()));
    json.put("platform", worst.platform());
    json.put("state", worst.state().wire());
    json.put("since", HealthJson.time(worst.sinceEpochNanos()));
    json.put("cause", worst.reason().cause());
    json.set("evidence", HealthJson.evidence(worst.evidence()));
    json.put("exchangesAffected", worst.evidence().failed() + stalled);
    return json;
  }

  private static @Nullable String lastFailure(LiveSnapshot live) {
    return live.integrations().stream()
        .map(each -> each.evidence().lastFailureEpochNanos())
        .filter(Objects::nonNull)
        .max(Long::compare)
        .map(Times::text)
        .orElse(null);
  }

  private ObjectNode series(Scope scope, TimeRange range) {
    Steps steps = Steps.of(range, 60, MOST_STEPS);
    List<Bucket> buckets = store.series(scope, range, steps.stepNanos()).value();
    long[] exchanges = new long[steps.count()];
    long[] failed = new long[steps.count()];
    long[] messages = new long[steps.count()];
    @Nullable Double[] p95 = new Double[steps.count()];
    Map<String, BigDecimal[]> cost = new TreeMap<>();
    for (Bucket bucket : buckets) {
      int at = steps.index(bucket.startEpochNanos());
      exchanges[at] = bucket.exchanges();
      failed[at] = bucket.failed();
      messages[at] = bucket.messages();
      p95[at] = bucket.p95Nanos() == null ? null : bucket.p95Nanos() / 1e6;
      bucket
          .spending()
          .totals()
          .forEach(total ->
              cost.computeIfAbsent(
                          total.amount().currency(), currency -> CostEndpoint.zeros(steps.count()))[
                      at] =
                  total.amount().amount());
    }
    ObjectNode json = Json.object();
    json.put("start", Times.text(steps.startEpochNanos()));
    json.put("stepSeconds", steps.stepSeconds());
    numbers(json.putArray("exchanges"), exchanges);
    numbers(json.putArray("failed"), failed);
    numbers(json.putArray("messages"), messages);
    ArrayNode percentiles = json.putArray("p95Millis");
    Arrays.stream(p95).forEach(percentiles::add);
    ArrayNode money = json.putArray("cost");
    cost.forEach((currency, amounts) -> {
      ArrayNode values = money.addObject().put("currency", currency).putArray("amounts");
      Arrays.stream(amounts).map(BigDecimal::toPlainString).forEach(values::add);
    });
    return json;
  }

  private static void numbers(ArrayNode array, long[] numbers) {
    Arrays.stream(numbers).forEach(array::add);
  }
}
