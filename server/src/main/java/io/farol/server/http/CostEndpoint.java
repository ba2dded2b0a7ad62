// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.model.Money;
import io.farol.model.Scope;
import io.farol.model.TimeRange;
import io.farol.store.Answer;
import io.farol.store.CostStore;
import io.farol.store.Store;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `/costs`: money over time by integration and currency, and what has no price, with the reason.
public final class CostEndpoint {

  private final Store store;

  public CostEndpoint(Store store) {
    this.store = store;
  }

  public JsonNode answer(Request request) {
    request.only("from", "to", "environment", "step");
    Scope scope = request.scope();
    TimeRange range = request.minutes();
    Steps steps = steps(request, range);
    Answer<List<CostStore.Point>> points = store.costs(scope, range, steps.stepNanos());
    ObjectNode json = Json.object();
    json.put("from", Times.text(range.fromEpochNanos()));
    json.put("to", Times.text(range.toEpochNanos()));
    json.put("completeThrough", Times.text(points.completeThroughEpochNanos()));
    json.put("start", Times.text(steps.startEpochNanos()));
    json.put("stepSeconds", steps.stepSeconds());
    json.set("totals", MoneyJson.totals(store.summary(scope, range).value().spending()));
    json.set("series", series(points.value(), steps));
    ArrayNode items = json.putArray("items");
    for (CostStore.Item each : store.charged(scope, range).value()) {
      items
          .addObject()
          .put("integration", each.integration())
          .put("sku", each.sku())
          .put("currency", each.amount().currency())
          .put("amount", each.amount().amount().toPlainString())
          .put("charges", each.charges());
    }
    ArrayNode missing = json.putArray("unpriced");
    for (CostStore.Missing each : store.unpriced(scope, range).value()) {
      missing
          .addObject()
          .put("integration", each.integration())
          .put("kind", each.kind())
          .put("reason", each.reason())
          .put("exchanges", each.exchanges());
    }
    return json;
  }

  private static Steps steps(Request request, TimeRange range) {
    String text = request.text("step");
    if (text == null) {
      return Steps.of(range, 60, 200);
    }
    Problem wrong =
        Problem.parameter(
            "step",
            "\"" + text + "\" is not a step for this range",
            "give seconds, at least 1 and so many that the range has at most "
                + Steps.MAX
                + " steps");
    if (!text.matches("[1-9]\\d{0,7}")) {
      throw wrong;
    }
    Steps steps = Steps.of(range, Long.parseLong(text));
    if (steps.count() > Steps.MAX) {
      throw wrong;
    }
    return steps;
  }

  private static ArrayNode series(List<CostStore.Point> points, Steps steps) {
    record Line(String integration, String currency) implements Comparable<Line> {
      @Override
      public int compareTo(Line other) {
        int byIntegration = integration.compareTo(other.integration);
        return byIntegration != 0 ? byIntegration : currency.compareTo(other.currency);
      }
    }
    Map<Line, BigDecimal[]> lines = new TreeMap<>();
    for (CostStore.Point point : points) {
      BigDecimal[] amounts =
          lines.computeIfAbsent(
              new Line(point.integration(), point.amount().currency()),
              line -> zeros(steps.count()));
      amounts[steps.index(point.startEpochNanos())] = point.amount().amount();
    }
    ArrayNode series = Json.object().putArray("series");
    lines.forEach((line, amounts) -> {
      ObjectNode json = series.addObject();
      json.put("integration", line.integration());
      json.put("currency", line.currency());
      ArrayNode values = json.putArray("amounts");
      Arrays.stream(amounts).map(BigDecimal::toPlainString).forEach(values::add);
    });
    return series;
  }

  static BigDecimal[] zeros(int count) {
    BigDecimal[] zeros = new BigDecimal[count];
    Arrays.fill(zeros, BigDecimal.ZERO.setScale(Money.SCALE));
    return zeros;
  }
}
