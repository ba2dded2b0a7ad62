// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import io.farol.model.Cause;
import io.farol.semantic.search.FilterGrammar;
import io.farol.semantic.search.FilterReading;
import io.farol.store.Condition;
import io.farol.store.ExchangeQuery;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which exchanges a request asks for: its filter `q`, and the parameters `integration`, `outcome`,
/// `cause` and `conversation`.
final class Filters {

  private Filters() {}

  /// @throws Problem where it is not understood
  static ExchangeQuery.Filter of(Request request) {
    return new ExchangeQuery.Filter(
        request.text("integration"),
        null,
        null,
        state(request.text("outcome")),
        cause(request.text("cause")),
        request.text("conversation"),
        null,
        condition(request.text("q")));
  }

  private static Condition condition(@Nullable String q) {
    if (q == null) {
      return Condition.ANYTHING;
    }
    return switch (FilterGrammar.read(q)) {
      case FilterReading.Understood(Condition condition) -> condition;
      case FilterReading.Wrong wrong -> throw problem(wrong);
    };
  }

  private static Problem problem(FilterReading.Wrong wrong) {
    String where = "at character " + (wrong.at() + 1);
    String mend =
        wrong.instead().isEmpty()
            ? "leave it out " + where
            : "write " + wrong.instead() + " in its place, " + where;
    return new Problem(
        400,
        "Bad filter",
        "q, " + where + ": " + wrong.what(),
        List.of(
            new Problem.Fault(
                null,
                "q",
                wrong.what(),
                mend,
                new Problem.Spot(
                    wrong.fault().word(), wrong.at(), wrong.length(), wrong.instead()))));
  }

  private static ExchangeQuery.@Nullable State state(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return switch (text) {
      case "open", "lost" -> ExchangeQuery.State.OPEN;
      case "succeeded" -> ExchangeQuery.State.SUCCEEDED;
      case "failed" -> ExchangeQuery.State.FAILED;
      default ->
          throw Problem.parameter(
              "outcome",
              "\"" + text + "\" is not an outcome",
              "use open, succeeded, failed or lost");
    };
  }

  private static @Nullable Cause cause(@Nullable String text) {
    if (text == null) {
      return null;
    }
    for (Cause cause : Cause.values()) {
      if (cause.wire().equals(text)) {
        return cause;
      }
    }
    throw Problem.parameter(
        "cause",
        "\"" + text + "\" is not a cause",
        "use one of "
            + Arrays.stream(Cause.values()).map(Cause::wire).collect(Collectors.joining(", ")));
  }
}
