// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.model.Call;
import io.farol.model.Cause;
import io.farol.model.Exchange;
import io.farol.model.Outcome;
import io.farol.store.Condition;
import io.farol.store.ExchangeQuery;
import io.farol.store.ExchangeQuery.Cursor;
import io.farol.store.ExchangeQuery.Filter;
import io.farol.store.ExchangeQuery.State;
import io.farol.store.Page;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The law of lists: what a filter lets through and how pages follow each other.
///
/// - A lost exchange has the state [State#OPEN].
/// - Text is sought, whatever its case, in: the service it came from, `to`, integration, operation,
///   the model requested and responded, the outcome's detail, the trace id, the span id, the
///   conversation id and the response id.
/// - Any further condition is [io.farol.store.Condition]'s.
/// - The next page begins after the last item of this one; there is a next one only if it has an
///   item.
final class ExchangePage {

  private static final Comparator<Cursor> NEWEST_FIRST =
      Comparator.comparingLong(Cursor::startEpochNanos).thenComparing(Cursor::key).reversed();

  private ExchangePage() {}

  /// @param candidates in scope and range, in any order
  static Page<Exchange, Cursor> of(ExchangeQuery query, Stream<Exchange> candidates) {
    List<Exchange> found =
        candidates
            .filter(exchange -> passes(query.filter(), exchange))
            .filter(exchange ->
                query.after() == null || NEWEST_FIRST.compare(query.after(), cursor(exchange)) < 0)
            .sorted(Comparator.comparing(ExchangePage::cursor, NEWEST_FIRST))
            .limit(query.limit() + 1L)
            .toList();
    if (found.size() <= query.limit()) {
      return new Page<>(found, null);
    }
    List<Exchange> items = found.subList(0, query.limit());
    return new Page<>(items, cursor(items.getLast()));
  }

  private static Cursor cursor(Exchange exchange) {
    return new Cursor(exchange.timing().startEpochNanos(), exchange.key());
  }

  private static boolean passes(Filter filter, Exchange exchange) {
    Call call = exchange.call();
    return asked(filter.integration(), call.integration())
        && asked(filter.from(), exchange.origin().service())
        && asked(filter.to(), call.to())
        && asked(filter.state(), state(call.outcome()))
        && asked(filter.cause(), cause(call.outcome()))
        && asked(filter.conversationId(), call.conversationId())
        && (filter.text() == null || says(exchange, filter.text().toLowerCase(Locale.ROOT)))
        && filter.where().holds(exchange);
  }

  private static boolean asked(@Nullable Object wanted, @Nullable Object found) {
    return wanted == null || wanted.equals(found);
  }

  private static State state(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Open open -> State.OPEN;
      case Outcome.Lost lost -> State.OPEN;
      case Outcome.Succeeded succeeded -> State.SUCCEEDED;
      case Outcome.Failed failed -> State.FAILED;
    };
  }

  private static @Nullable Cause cause(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed ? failed.cause() : null;
  }

  private static boolean says(Exchange exchange, String lowerCase) {
    return Condition.texts(exchange)
        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(lowerCase));
  }
}
