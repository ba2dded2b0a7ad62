// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.model.TimeRange;
import io.farol.store.Answer;
import io.farol.store.Bucket;
import io.farol.store.TrafficStore;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `/traffic`: exchanges, failures, tokens, latency and money over time, by integration.
public final class TrafficEndpoint {

  private static final int MOST_STEPS = 120;

  private final TrafficStore store;

  public TrafficEndpoint(TrafficStore store) {
    this.store = store;
  }

  public JsonNode answer(Request request) {
    request.only("from", "to", "environment", "integration");
    TimeRange range = request.minutes();
    Steps steps = Steps.of(range, 60, MOST_STEPS);
    String wanted = request.text("integration");
    Answer<List<Bucket>> answer = store.buckets(request.scope(), range, steps.stepNanos());
    Map<String, Line> lines = new TreeMap<>();
    for (Bucket bucket : answer.value()) {
      String integration = Objects.requireNonNull(bucket.integration());
      if (wanted == null || wanted.equals(integration)) {
        lines.computeIfAbsent(integration, each -> new Line(steps)).add(bucket);
      }
    }
    ObjectNode json = Json.object();
    json.put("from", Times.text(range.fromEpochNanos()));
    json.put("to", Times.text(range.toEpochNanos()));
    json.put("completeThrough", Times.text(answer.completeThroughEpochNanos()));
    json.put("start", Times.text(steps.startEpochNanos()));
    json.put("stepSeconds", steps.stepSeconds());
    ArrayNode series = json.putArray("series");
    lines.forEach((integration, line) -> series.add(line.json(integration)));
    return json;
  }

  /// One integration's values, a step each.
  private static final class Line {

    private final Steps steps;
    private final long[] exchanges;
    private final long[] failed;
    private final long[] open;
    private final long[] messages;
    private final long[] unpriced;
    private final @Nullable Long[] input;
    private final @Nullable Long[] output;
    private final @Nullable Double[] p95;
    private final Map<String, BigDecimal[]> cost = new TreeMap<>();

    Line(Steps steps) {
      this.steps = steps;
      exchanges = new long[steps.count()];
      failed = new long[steps.count()];
      open = new long[steps.count()];
      messages = new long[steps.count()];
      unpriced = new long[steps.count()];
      input = new Long[steps.count()];
      output = new Long[steps.count()];
      p95 = new Double[steps.count()];
    }

    void add(Bucket bucket) {
      int at = steps.index(bucket.startEpochNanos());
      exchanges[at] = bucket.exchanges();
      failed[at] = bucket.failed();
      open[at] = bucket.open();
      messages[at] = bucket.messages();
      unpriced[at] = bucket.spending().unpricedExchanges();
      input[at] = bucket.tokens().input();
      output[at] = bucket.tokens().output();
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

    ObjectNode json(String integration) {
      ObjectNode json = Json.object();
      json.put("integration", integration);
      json.put("name", IntegrationNames.of(integration));
      numbers(json.putArray("exchanges"), exchanges);
      numbers(json.putArray("failed"), failed);
      numbers(json.putArray("open"), open);
      numbers(json.putArray("messages"), messages);
      numbers(json.putArray("unpriced"), unpriced);
      ArrayNode inputs = json.putArray("inputTokens");
      Arrays.stream(input).forEach(inputs::add);
      ArrayNode outputs = json.putArray("outputTokens");
      Arrays.stream(output).forEach(outputs::add);
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
}
