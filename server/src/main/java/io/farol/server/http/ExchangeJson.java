// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.model.Call;
import io.farol.model.Cost;
import io.farol.model.Exchange;
import io.farol.model.Model;
import io.farol.model.Outcome;
import io.farol.model.Tokens;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An exchange as it reads wherever it appears. Every key is always there; null says that it is not
/// known or does not apply, and a token count nobody reported is absent.
final class ExchangeJson {

  private ExchangeJson() {}

  static ObjectNode of(Exchange exchange) {
    Call call = exchange.call();
    ObjectNode json = Json.object();
    json.put("traceId", exchange.key().trace().hex());
    json.put("spanId", exchange.key().span().hex());
    json.put("parentSpanId", exchange.parent() == null ? null : exchange.parent().hex());
    json.put("startedAt", Times.text(exchange.timing().startEpochNanos()));
    json.put("durationNanos", exchange.timing().durationNanos());
    json.put("from", exchange.origin().service());
    json.put("to", call.to());
    json.put("integration", call.integration());
    json.put("platform", call.platform());
    json.put("operation", call.operation());
    json.set("outcome", outcome(call.outcome()));
    json.putObject("traffic")
        .put("sentBytes", call.traffic().sentBytes())
        .put("receivedBytes", call.traffic().receivedBytes());
    json.put("environment", exchange.origin().environment());
    json.put("cloud", exchange.origin().cloud());
    json.put("region", exchange.origin().region());
    Call.Usage usage = call.usage();
    json.set("model", usage == null ? null : model(usage.model()));
    json.set("tokens", usage == null || usage.tokens().isUnknown() ? null : tokens(usage.tokens()));
    json.put("timeToFirstTokenNanos", usage == null ? null : usage.timeToFirstTokenNanos());
    ArrayNode reasons = json.putArray("finishReasons");
    if (usage != null) {
      usage.finishReasons().forEach(reasons::add);
    }
    json.put("conversationId", call.conversationId());
    json.put("user", call.user());
    json.set("cost", cost(exchange.cost()));
    json.putObject("source")
        .put("kind", call.source().kind())
        .put("dialect", call.source().dialect());
    return json;
  }

  static ObjectNode outcome(Outcome outcome) {
    ObjectNode json = Json.object();
    switch (outcome) {
      case Outcome.Open open -> json.put("state", "open").putNull("cause");
      case Outcome.Lost lost -> json.put("state", "lost").putNull("cause");
      case Outcome.Succeeded succeeded -> json.put("state", "succeeded").putNull("cause");
      case Outcome.Failed failed -> json.put("state", "failed").put("cause", failed.cause().wire());
    }
    json.put("httpStatus", outcome.httpStatus());
    json.put(
        "detail",
        switch (outcome) {
          case Outcome.Open open -> null;
          case Outcome.Succeeded succeeded -> null;
          case Outcome.Lost lost -> lost.detail();
          case Outcome.Failed failed -> failed.detail();
        });
    return json;
  }

  private static ObjectNode model(Model model) {
    return Json.object()
        .put("provider", model.provider())
        .put("requested", model.requested())
        .put("responded", model.responded());
  }

  static ObjectNode tokens(Tokens tokens) {
    ObjectNode json = Json.object();
    count(json, "input", tokens.input());
    count(json, "output", tokens.output());
    count(json, "cacheRead", tokens.cacheRead());
    count(json, "cacheWrite", tokens.cacheWrite());
    count(json, "reasoning", tokens.reasoning());
    count(json, "inputAudio", tokens.inputAudio());
    count(json, "outputAudio", tokens.outputAudio());
    return json;
  }

  private static void count(ObjectNode json, String name, @Nullable Long count) {
    if (count != null) {
      json.put(name, count);
    }
  }

  private static @Nullable ObjectNode cost(@Nullable Cost cost) {
    if (cost == null) {
      return null;
    }
    ObjectNode json = Json.object();
    json.put("state", cost.state().name().toLowerCase(Locale.ROOT));
    json.put("amount", cost.amount() == null ? null : cost.amount().amount().toPlainString());
    json.put("currency", cost.amount() == null ? null : cost.amount().currency());
    return json;
  }
}
