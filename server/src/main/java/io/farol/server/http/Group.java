// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.model.Call;
import io.farol.model.Cost;
import io.farol.model.Exchange;
import io.farol.model.Money;
import io.farol.model.Outcome;
import io.farol.model.Tokens;
import io.farol.store.Spending;
import io.farol.store.Total;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Sums over exchanges that have something in common, added one by one, newest first. Confined to
/// one thread.
final class Group {

  private final Exchange last;
  private final Set<String> conversations = new HashSet<>();
  private final TreeMap<String, Total> totals = new TreeMap<>();
  private final TreeMap<Long, Long> durations = new TreeMap<>();
  private Tokens tokens = Tokens.UNKNOWN;
  private long exchanges;
  private long failed;
  private long open;
  private long unpriced;
  private long ended;
  private long firstEpochNanos;
  private @Nullable Long sentBytes;
  private @Nullable Long receivedBytes;

  /// @param last the newest of them
  Group(Exchange last) {
    this.last = last;
  }

  Exchange last() {
    return last;
  }

  long exchanges() {
    return exchanges;
  }

  void add(Exchange exchange) {
    Call call = exchange.call();
    exchanges++;
    firstEpochNanos = exchange.timing().startEpochNanos();
    switch (call.outcome()) {
      case Outcome.Failed _ -> failed++;
      case Outcome.Open _, Outcome.Lost _ -> open++;
      case Outcome.Succeeded _ -> {}
    }
    Long duration = exchange.timing().durationNanos();
    if (duration != null) {
      durations.merge(duration, 1L, Long::sum);
      ended++;
    }
    if (call.conversationId() != null) {
      conversations.add(call.conversationId());
    }
    sentBytes = plus(sentBytes, call.traffic().sentBytes());
    receivedBytes = plus(receivedBytes, call.traffic().receivedBytes());
    if (call.usage() != null) {
      add(call.usage().tokens());
    }
    if (exchange.cost() != null) {
      add(exchange.cost());
    }
  }

  private void add(Tokens more) {
    tokens =
        new Tokens(
            sum(more, Tokens::input),
            sum(more, Tokens::output),
            sum(more, Tokens::cacheRead),
            sum(more, Tokens::cacheWrite),
            sum(more, Tokens::reasoning),
            sum(more, Tokens::inputAudio),
            sum(more, Tokens::outputAudio));
  }

  private @Nullable Long sum(Tokens more, Function<Tokens, @Nullable Long> count) {
    return plus(count.apply(tokens), count.apply(more));
  }

  private void add(Cost cost) {
    Money amount = cost.amount();
    if (amount != null) {
      totals.merge(
          amount.currency(),
          new Total(amount, 1),
          (one, other) ->
              new Total(one.amount().plus(other.amount()), one.charges() + other.charges()));
    }
    unpriced += cost.state() == Cost.State.PRICED ? 0 : 1;
  }

  private static @Nullable Long plus(@Nullable Long one, @Nullable Long other) {
    return one == null ? other : other == null ? one : (Long) (one + other);
  }

  /// Nearest rank.
  private @Nullable Double millis(int percent) {
    long rank = (percent * ended + 99) / 100;
    for (var duration : durations.entrySet()) {
      rank -= duration.getValue();
      if (rank <= 0) {
        return duration.getKey() / 1e6;
      }
    }
    return null;
  }

  ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("exchanges", exchanges);
    json.put("failed", failed);
    json.put("open", open);
    json.put("conversations", conversations.size());
    json.set("tokens", ExchangeJson.tokens(tokens));
    json.put("sentBytes", sentBytes);
    json.put("receivedBytes", receivedBytes);
    json.put("p50Millis", millis(50));
    json.put("p95Millis", millis(95));
    json.set(
        "cost", MoneyJson.totals(new Spending(java.util.List.copyOf(totals.values()), unpriced)));
    json.put("unpricedExchanges", unpriced);
    json.put("firstAt", Times.text(firstEpochNanos));
    json.put("lastAt", Times.text(last.timing().startEpochNanos()));
    return json;
  }
}
