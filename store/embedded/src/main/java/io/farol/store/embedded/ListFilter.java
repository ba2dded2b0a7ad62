// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.ExchangeQuery.Cursor;
import io.farol.store.ExchangeQuery.Filter;
import io.farol.store.ExchangeQuery.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Conditions on `listed l`, with their arguments behind those that are there.
final class ListFilter {

  private static final String TEXTS =
      """
      concat_ws(chr(0), l.service, l.callee, l.integration, l.operation, l.requested, l.responded,
        l.response_id, l.outcome_detail, l.conversation, replace(l.trace::varchar, '-', ''),
        format('{:016x}', l.span))\
      """;

  private final List<String> conditions = new ArrayList<>(List.of("true"));
  private final List<@Nullable Object> arguments;

  ListFilter(List<@Nullable Object> arguments) {
    this.arguments = new ArrayList<>(arguments);
  }

  void add(Filter filter) {
    equal("l.integration", filter.integration());
    equal("l.service", filter.from());
    equal("l.callee", filter.to());
    equal("l.conversation", filter.conversationId());
    if (filter.cause() != null) {
      conditions.add("l.outcome = 3 and l.cause = " + filter.cause().ordinal());
    }
    if (filter.state() != null) {
      conditions.add(state(filter.state()));
    }
    if (filter.text() != null) {
      conditions.add(
          "contains(lower("
              + TEXTS
              + "), "
              + argument(filter.text().toLowerCase(Locale.ROOT))
              + ")");
    }
  }

  /// Only what comes after a place in the list, newest first.
  void before(Cursor cursor) {
    String start = argument(cursor.startEpochNanos());
    String trace =
        argument(new UUID(cursor.key().trace().high(), cursor.key().trace().low()).toString());
    String span = argument(Long.toUnsignedString(cursor.key().span().value()));
    conditions.add(
        "(l.start_ns, l.trace, l.span) < (%s::bigint, %s::uuid, %s::ubigint)"
            .formatted(start, trace, span));
  }

  private void equal(String column, @Nullable String wanted) {
    if (wanted != null) {
      conditions.add(column + " = " + argument(wanted));
    }
  }

  private static String state(State state) {
    return switch (state) {
      case OPEN -> "l.outcome in (0, 1)";
      case SUCCEEDED -> "l.outcome = 2";
      case FAILED -> "l.outcome = 3";
    };
  }

  private String argument(Object value) {
    arguments.add(value);
    return "$" + arguments.size();
  }

  String where() {
    return "where " + String.join(" and ", conditions);
  }

  List<@Nullable Object> arguments() {
    return arguments;
  }
}
