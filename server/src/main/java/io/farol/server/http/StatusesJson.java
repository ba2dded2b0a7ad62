// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.model.Detail;
import io.farol.model.Exchange;
import io.farol.model.Scope;
import io.farol.model.SpanKey;
import io.farol.model.Value;
import io.farol.store.ExchangeStore;
import io.farol.store.Trace;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a platform told later of a message that an exchange sent: the spans behind the link that
/// the exchange carries. Whatever came is there, in the order of the platform's own clock.
final class StatusesJson {

  /// The link of an exchange that sent a message, as the wires write it.
  private static final String LINK = "farol.link";

  private static final Value STATUSES = Value.of("statuses");
  private static final ValueNodes VALUES = new ValueNodes(1_000);

  private StatusesJson() {}

  static ArrayNode of(
      ExchangeStore store, Scope scope, SpanKey key, @Nullable Long hint, Exchange exchange) {
    ArrayNode statuses = Json.array();
    if (!"whatsapp".equals(exchange.call().platform())) {
      return statuses;
    }
    store
        .findSpan(scope, key, hint)
        .ifPresent(row -> {
          for (Detail.Link link : row.detail().links()) {
            if (STATUSES.equals(link.attributes().get(LINK))) {
              store
                  .findTrace(scope, link.span().trace(), exchange.timing().startEpochNanos())
                  .ifPresent(trace -> trace.spans().forEach(span -> add(statuses, span)));
            }
          }
        });
    return statuses;
  }

  private static void add(ArrayNode statuses, Trace.Row span) {
    Map<String, Value> told = span.detail().attributes();
    if (!told.containsKey("whatsapp.message.status")) {
      return; // what was charged for the message, which its charge tells
    }
    ObjectNode status = statuses.addObject();
    status.set("status", text(told, "whatsapp.message.status"));
    status.put("at", Times.text(span.timing().startEpochNanos()));
    ObjectNode pricing = Json.object();
    told.forEach((name, value) -> {
      if (name.startsWith("whatsapp.pricing.")) {
        pricing.set(camel(name.substring("whatsapp.pricing.".length())), VALUES.of(value));
      }
    });
    status.set("pricing", pricing.isEmpty() ? null : pricing);
    status.set("errorCode", text(told, "whatsapp.error.code"));
    status.set("detail", text(told, "whatsapp.error.message"));
  }

  private static JsonNode text(Map<String, Value> told, String key) {
    Value value = told.get(key);
    return VALUES.of(value == null ? new Value.Empty() : value);
  }

  private static String camel(String name) {
    return name.equals("pricing_model") ? "model" : name;
  }
}
