// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import io.farol.model.Cause;
import io.farol.model.Outcome;
import org.jspecify.annotations.Nullable;

/// How a call ended, as far as health is concerned.
///
/// @param atEpochNanos when: its end by its sender's clock, or when Farol received it if that was
///   earlier
/// @param startEpochNanos when it began
/// @param durationNanos how long it took; null for a lost one
/// @param mark what it says of its integration
/// @param cause index of the cause, see [#causeWord]; -1 without one
record Finish(
    long atEpochNanos, long startEpochNanos, @Nullable Long durationNanos, Mark mark, int cause) {

  static final int CAUSES = Cause.values().length + 1;
  private static final int LOST = CAUSES - 1;

  /// What an ended call says of its integration.
  enum Mark {
    SUCCESS,
    /// It speaks against the integration.
    FAILURE,
    /// The request was refused as wrong: an answer, and the caller's fault as likely.
    REFUSAL,
    /// The caller gave up or a content policy stopped it: it says nothing of the integration.
    ASIDE
  }

  static Finish lost(long atEpochNanos, long startEpochNanos) {
    return new Finish(atEpochNanos, startEpochNanos, null, Mark.FAILURE, LOST);
  }

  /// @param lent the cause that another view of the same call knows, or -1
  /// @param capture whether the gateway tells of it: that its caller gave up is all that it knows
  static Finish of(long at, long start, long duration, Outcome outcome, int lent, boolean capture) {
    return switch (outcome) {
      case Outcome.Failed failed when lent >= 0 && isVague(failed.cause(), capture) ->
          new Finish(at, start, duration, mark(Cause.values()[lent]), lent);
      case Outcome.Failed failed ->
          new Finish(at, start, duration, mark(failed.cause()), failed.cause().ordinal());
      case Outcome.Succeeded succeeded -> new Finish(at, start, duration, Mark.SUCCESS, -1);
      case Outcome.Open open -> new Finish(at, start, duration, Mark.ASIDE, -1);
      case Outcome.Lost lost -> lost(at, start);
    };
  }

  private static boolean isVague(Cause cause, boolean capture) {
    return cause == Cause.UNKNOWN || capture && cause == Cause.CANCELLED;
  }

  /// Whether a cause by its index speaks against the integration.
  static boolean isFailure(int index) {
    return index == LOST || mark(Cause.values()[index]) == Mark.FAILURE;
  }

  /// The API's word for a cause by its index.
  static String causeWord(int index) {
    return index == LOST ? "lost" : Cause.values()[index].wire();
  }

  private static Mark mark(Cause cause) {
    return switch (cause) {
      case CANCELLED, CONTENT_FILTER -> Mark.ASIDE;
      case REJECTED -> Mark.REFUSAL;
      case DNS,
          CONNECT,
          TLS,
          TIMEOUT,
          RESET,
          PROXY,
          AUTH,
          RATE_LIMIT,
          QUOTA,
          BILLING,
          NOT_FOUND,
          SERVER_ERROR,
          OVERLOADED,
          MALFORMED,
          POOL_EXHAUSTED,
          UNKNOWN ->
          Mark.FAILURE;
    };
  }
}
