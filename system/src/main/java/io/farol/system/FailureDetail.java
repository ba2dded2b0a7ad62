// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import org.jspecify.annotations.Nullable;

/// The evidence of a failure in few words: `429 insufficient_quota`,
/// `java.net.http.HttpTimeoutException: request timed out`, `503 upstream is gone`. At most 200
/// characters of one line.
final class FailureDetail {

  private static final int LENGTH = 200;

  private FailureDetail() {}

  /// @param row the one that decided
  /// @return null when the evidence holds no word
  static @Nullable String of(Signs signs, OutcomeRow row) {
    boolean answered = signs.http() != null && signs.http() >= 400;
    String words = answered ? answer(signs) : fault(signs, row);
    if (words == null && !signs.finish().isEmpty()) {
      words = "finish reason " + String.join(", ", signs.finish());
    }
    return words == null || words.length() <= LENGTH ? words : words.substring(0, LENGTH - 1) + "…";
  }

  /// Status and code; the message where there is no code.
  private static String answer(Signs signs) {
    String said = signs.code() == null ? message(signs, null) : signs.code();
    return said == null ? String.valueOf(signs.http()) : signs.http() + " " + said;
  }

  /// The name that decided, else the first one, with the message that came with it.
  private static @Nullable String fault(Signs signs, OutcomeRow row) {
    String name = signs.code() == null ? row.matchedName(signs) : signs.code();
    if (name == null && !signs.names().isEmpty()) {
      name = signs.names().getFirst().written();
    }
    if (name == null) {
      name = signs.rpc();
    }
    String said = message(signs, name);
    if (name == null || said == null) {
      return name == null ? said : name;
    }
    return said.contains(name) ? said : name + ": " + said;
  }

  /// The first line of the message that came with the given exception, where each has one; else of
  /// the first message that is not blank.
  private static @Nullable String message(Signs signs, @Nullable String exception) {
    int at = exception == null ? -1 : signs.exceptionTypes().indexOf(exception);
    if (at >= 0 && signs.messages().size() == signs.exceptionTypes().size()) {
      return firstLine(signs.messages().get(at));
    }
    for (String message : signs.messages()) {
      String line = firstLine(message);
      if (line != null) {
        return line;
      }
    }
    return null;
  }

  private static @Nullable String firstLine(String text) {
    return text.strip().lines().findFirst().filter(line -> !line.isEmpty()).orElse(null);
  }
}
