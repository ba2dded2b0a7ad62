// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import io.farol.model.Cause;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why an integration is in its state: a code for the user interface to translate, with the numbers
/// that belong to it, and an English phrase.
public sealed interface Reason {

  /// The stable word of the reason, `hanging`.
  default String code() {
    return switch (this) {
      case Failing failing -> "failing";
      case Hanging hanging -> "hanging";
      case Slow slow -> "slow";
      case Rejecting rejecting -> "rejecting";
      case Filtering filtering -> "filtering";
      case Stopped stopped -> "stopped";
      case LateData late -> "late_data";
      case TooLittle little -> "too_little";
      case NoTraffic none -> "no_traffic";
      case Working working -> "working";
    };
  }

  /// A short English phrase: `hanging: 3 calls, oldest 28 s`.
  default String text() {
    return switch (this) {
      case Failing(long failed, long of, String cause) ->
          "failing: %d of %d%s".formatted(failed, of, cause == null ? "" : ", mostly " + cause);
      case Hanging(long calls, long oldest, String met) ->
          "hanging: %d %s, oldest %s%s"
              .formatted(
                  calls,
                  calls == 1 ? "call" : "calls",
                  duration(oldest),
                  met == null ? "" : ", which met " + met);
      case Slow(long p95, long usual) ->
          "slow: p95 %s, usually %s".formatted(duration(p95), duration(usual));
      case Rejecting(long rejected, long of) ->
          "rejecting: %d of %d refused as wrong".formatted(rejected, of);
      case Filtering(long stopped, long of) ->
          "filtering: %d of %d stopped by a content policy".formatted(stopped, of);
      case Stopped(long silent, long expected) ->
          "stopped: nothing for %s, usually every %s"
              .formatted(duration(silent), duration(expected));
      case LateData(long late) -> "late data: %s behind".formatted(duration(late));
      case TooLittle() -> "too little seen to judge";
      case NoTraffic() -> "no traffic";
      case Working() -> "working";
    };
  }

  /// The cause of failure that it amounts to, as in the API; null where it is none.
  default @Nullable String cause() {
    return switch (this) {
      case Failing failing -> failing.cause();
      case Hanging hanging -> hanging.met() == null ? Cause.TIMEOUT.wire() : hanging.met();
      case Rejecting rejecting -> Cause.REJECTED.wire();
      case Filtering filtering -> Cause.CONTENT_FILTER.wire();
      case Slow slow -> null;
      case Stopped stopped -> null;
      case LateData late -> null;
      case TooLittle little -> null;
      case NoTraffic none -> null;
      case Working working -> null;
    };
  }

  /// Exchanges fail.
  ///
  /// @param failed those that failed and speak against the integration, of those judged
  /// @param cause the most frequent cause, as in the API; null where the window holds none any more
  record Failing(long failed, long of, @Nullable String cause) implements Reason {}

  /// Calls wait far longer than usual and none has succeeded since.
  ///
  /// @param met what most of them that met a failure met below them: a library that is refused, and
  ///   waits to ask again, waits within its one call; null where nothing below them failed
  record Hanging(long calls, long oldestMillis, @Nullable String met) implements Reason {}

  record Slow(long p95Millis, long usualP95Millis) implements Reason {}

  /// It answers, and refuses most requests as wrong: the caller's fault as likely as its own.
  record Rejecting(long rejected, long of) implements Reason {}

  /// It answers, and its content policy stops many requests: somebody tries to misuse the model, or
  /// the policy is too strict for what is asked.
  ///
  /// @param of those that ended, the stopped ones among them
  record Filtering(long stopped, long of) implements Reason {}

  /// Steady traffic stopped.
  ///
  /// @param silentMillis for how long nothing has come
  /// @param usualGapMillis how long it usually took until the next exchange
  record Stopped(long silentMillis, long usualGapMillis) implements Reason {}

  /// What arrives is too old to say anything of now: a clock is wrong, or a queue is long.
  record LateData(long behindMillis) implements Reason {}

  record TooLittle() implements Reason {}

  record NoTraffic() implements Reason {}

  record Working() implements Reason {}

  private static String duration(long millis) {
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 10_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
    return millis < 120_000 ? millis / 1_000 + " s" : millis / 60_000 + " min";
  }
}
