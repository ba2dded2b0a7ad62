// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

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
      case Hanging(long calls, long oldest) ->
          "hanging: %d %s, oldest %s"
              .formatted(calls, calls == 1 ? "call" : "calls", duration(oldest));
      case Slow(long p95, long usual) ->
          "slow: p95 %s, usually %s".formatted(duration(p95), duration(usual));
      case Rejecting(long rejected, long of) ->
          "rejecting: %d of %d refused as wrong".formatted(rejected, of);
      case Stopped(long silent, long expected) ->
          "stopped: nothing for %s, usually every %s"
              .formatted(duration(silent), duration(expected));
      case LateData(long late) -> "late data: %s behind".formatted(duration(late));
      case TooLittle() -> "too little seen to judge";
      case NoTraffic() -> "no traffic";
      case Working() -> "working";
    };
  }

  /// Exchanges fail.
  ///
  /// @param failed those that failed and speak against the integration, of those judged
  /// @param cause the most frequent cause, as in the API; null where the window holds none any more
  record Failing(long failed, long of, @Nullable String cause) implements Reason {}

  /// Calls wait far longer than usual and none has succeeded since.
  record Hanging(long calls, long oldestMillis) implements Reason {}

  record Slow(long p95Millis, long usualP95Millis) implements Reason {}

  /// It answers, and refuses most requests as wrong: the caller's fault as likely as its own.
  record Rejecting(long rejected, long of) implements Reason {}

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
