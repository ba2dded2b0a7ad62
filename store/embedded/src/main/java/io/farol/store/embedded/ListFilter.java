// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Cause;
import io.farol.model.Exchange;
import io.farol.model.Scope;
import io.farol.store.Condition;
import io.farol.store.Condition.Comparison;
import io.farol.store.Condition.Quantity;
import io.farol.store.Condition.Trait;
import io.farol.store.ExchangeQuery.Cursor;
import io.farol.store.ExchangeQuery.Filter;
import io.farol.store.ExchangeQuery.State;
import java.math.BigDecimal;
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

  private static final String ALL = "true";

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
    conditions.add(sql(filter.where(), true));
  }

  /// At least the exchanges for which it holds: what a telling alone cannot say lets all through.
  ///
  /// @param so false for those for which it does not hold
  private String sql(Condition condition, boolean so) {
    return switch (condition) {
      case Condition.All(List<Condition> all) -> joined(all, so, so);
      case Condition.Any(List<Condition> any) -> joined(any, so, !so);
      case Condition.Not(Condition of) -> sql(of, !so);
      case Condition.Is is -> not(so, is(is));
      case Condition.Says(String text) ->
          not(so, "contains(" + folded(TEXTS) + ", " + sought(text) + ")");
      case Condition.Measures(Quantity quantity, Comparison comparison, BigDecimal bound) ->
          quantity == Quantity.DURATION && so ? ended(comparison, bound) : ALL;
      case Condition.Has(Trait trait) ->
          switch (trait) {
            case ERROR -> not(so, "outcome = 3");
            case CONVERSATION -> not(so, "conversation is not null");
            case COST, UNPRICED, TOKENS, USER, MODEL -> ALL;
          };
    };
  }

  private String joined(List<Condition> conditions, boolean so, boolean all) {
    return conditions.isEmpty()
        ? String.valueOf(all)
        : conditions.stream()
            .map(each -> sql(each, so))
            .collect(Collectors.joining(all ? " and " : " or ", "(", ")"));
  }

  private String is(Condition.Is is) {
    return switch (is.field()) {
      case INTEGRATION -> equals("integration", is.value());
      case FROM -> equals("coalesce(service, 'unknown')", is.value());
      case TO -> equals("callee", is.value());
      case OPERATION -> equals("operation", is.value());
      case CONVERSATION -> equals("conversation", is.value());
      case ENVIRONMENT -> equals("environment", is.value());
      case TRACE -> equals("replace(trace::varchar, '-', '')", is.value());
      case OUTCOME ->
          switch (is.value()) {
            case "open" -> "outcome in (0, 1)";
            case "succeeded" -> "outcome = 2";
            case "failed" -> "outcome = 3";
            default -> "false";
          };
      case CAUSE ->
          Stream.of(Cause.values())
              .filter(cause -> cause.wire().equals(is.value()))
              .map(cause -> "(outcome = 3 and cause = " + cause.ordinal() + ")")
              .findFirst()
              .orElse("false");
      case MODEL -> {
        String value = sought(is.value());
        yield "("
            + folded("requested")
            + " = "
            + value
            + " or "
            + folded("responded")
            + " = "
            + value
            + ")";
      }
      case USER, PLATFORM, CLOUD, REGION, KIND, DIALECT, STATUS, PROVIDER -> ALL;
    };
  }

  private String equals(String column, String value) {
    return folded(column) + " = " + sought(value);
  }

  /// As [Condition#folded] does; DuckDB's `strip_accents` ends at a NUL.
  private static String folded(String column) {
    return "strip_accents(lower(replace(" + column + ", chr(0), chr(1))))";
  }

  private String sought(String folded) {
    return argument(folded.replace('\0', '\1'));
  }

  /// What is null is not so.
  private static String not(boolean so, String sql) {
    return sql.equals(ALL) || so ? sql : "not coalesce(" + sql + ", false)";
  }

  /// An end says how long it took, if no other telling knows better.
  private static String ended(Comparison comparison, BigDecimal bound) {
    String operator =
        switch (comparison) {
          case ABOVE -> ">";
          case AT_LEAST -> ">=";
          case BELOW -> "<";
          case AT_MOST -> "<=";
          case EQUAL -> "=";
        };
    return "(phase <> %d or end_ns is null or greatest(end_ns - start_ns, 0) %s %s)"
        .formatted(Telling.END, operator, bound.toPlainString());
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

  /// Whether the rest holds, which [#holds(Listed)] does not look at.
  boolean holds(Exchange exchange) {
    return filter.where().holds(exchange);
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
