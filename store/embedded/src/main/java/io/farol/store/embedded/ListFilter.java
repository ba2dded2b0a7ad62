// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Scope;
import io.farol.store.ExchangeQuery.Cursor;
import io.farol.store.ExchangeQuery.Filter;
import io.farol.store.ExchangeQuery.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The conditions of a list twice: as SQL on the telling that gave an exchange its start, to find
/// candidates, and on the exchange itself. An exchange for which the two differ is noted as odd by
/// the roll-ups ([Deltas]), which see the same columns.
final class ListFilter {

  private static final String TEXTS =
      """
      concat_ws(chr(0), coalesce(service, 'unknown'), callee, integration, operation, requested,
        responded, response_id, outcome_detail, conversation, replace(trace::varchar, '-', ''),
        format('{:016x}', span))\
      """;

  private final Scope scope;
  private final Filter filter;
  private final List<String> conditions =
      new ArrayList<>(List.of("tenant = $1", "call is not null"));
  private final List<@Nullable Object> arguments = new ArrayList<>();

  ListFilter(Scope scope, Filter filter) {
    this.scope = scope;
    this.filter = filter;
    arguments.add(scope.tenant());
    equal("environment", scope.environment());
    equal("coalesce(integration, '')", filter.integration());
    equal("coalesce(service, 'unknown')", filter.from());
    equal("coalesce(callee, '')", filter.to());
    equal("conversation", filter.conversationId());
    if (filter.cause() != null) {
      conditions.add("outcome = 3 and cause = " + filter.cause().ordinal());
    }
    if (filter.state() != null) {
      conditions.add(
          switch (filter.state()) {
            case OPEN -> "outcome in (0, 1)";
            case SUCCEEDED -> "outcome = 2";
            case FAILED -> "outcome = 3";
          });
    }
    if (filter.text() != null) {
      conditions.add("contains(lower(" + TEXTS + "), " + argument(lower(filter.text())) + ")");
    }
  }

  private void equal(String column, @Nullable String wanted) {
    if (wanted != null) {
      conditions.add(column + " = " + argument(wanted));
    }
  }

  private String argument(Object value) {
    arguments.add(value);
    return "$" + arguments.size();
  }

  /// Of tellings that began in a range. Where open exchanges are wanted, a start does not count
  /// whose end began there too.
  String where(long from, long to) {
    String range = "start_ns >= %d and start_ns < %d".formatted(from, to);
    String ended =
        filter.state() == State.OPEN
            ? " and (phase = 3 or (trace, span) not in (select (trace, span) from facts.span"
                + " where tenant = $1 and phase = 3 and "
                + range
                + "))"
            : "";
    return String.join(" and ", conditions) + " and " + range + ended;
  }

  List<@Nullable Object> arguments() {
    return arguments;
  }

  boolean holds(Listed listed) {
    Telling told = listed.told();
    return (scope.environment() == null || scope.environment().equals(told.environment))
        && (filter.integration() == null || filter.integration().equals(listed.integration()))
        && (filter.from() == null || filter.from().equals(listed.service()))
        && (filter.to() == null || filter.to().equals(listed.callee()))
        && (filter.conversationId() == null || filter.conversationId().equals(told.conversation))
        && (filter.cause() == null
            || listed.failed() && Objects.equals(told.cause, filter.cause().ordinal()))
        && (filter.state() == null || state(filter.state(), listed))
        && (filter.text() == null || texts(listed).contains(lower(filter.text())));
  }

  private static boolean state(State state, Listed listed) {
    return switch (state) {
      case OPEN -> listed.open();
      case SUCCEEDED -> listed.told().outcome == Outcomes.SUCCEEDED;
      case FAILED -> listed.failed();
    };
  }

  private static String texts(Listed listed) {
    Telling told = listed.told();
    return lower(
        Stream.of(
                listed.service(),
                told.callee,
                told.integration,
                told.operation,
                told.requested,
                told.responded,
                told.responseId,
                told.outcomeDetail,
                told.conversation,
                told.trace.toString().replace("-", ""),
                "%016x".formatted(told.span))
            .filter(Objects::nonNull)
            .collect(Collectors.joining("\0")));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /// Whether an exchange comes after a place in the list, newest first.
  static boolean isAfter(@Nullable Cursor cursor, Listed listed) {
    if (cursor == null) {
      return true;
    }
    Telling place = new Telling();
    place.start = cursor.startEpochNanos();
    place.trace = ExchangeQuestions.uuid(cursor.key().trace());
    place.span = cursor.key().span().value();
    return ExchangeQuestions.NEWEST_FIRST.compare(place, listed.told()) < 0;
  }
}
