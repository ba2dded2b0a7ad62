// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// When a call that began and shows no end is given up as lost:
///
/// - when its deadline has passed; a call that the gateway sees pass is told to end by the gateway;
/// - without a deadline, ten minutes after its start; signs of life put that off;
/// - when its sender, having sent signs of life, has been silent for three of its intervals, or has
///   sent none for this call for as long after having sent some.
///
/// An end that comes later still counts, and so does a later sign of life.
public final class LostRule {

  /// How long a call without a deadline and without signs of life is waited for.
  public static final Duration PATIENCE = Duration.ofMinutes(10);

  /// How many intervals without a sign of life are silence.
  public static final int SILENT_INTERVALS = 3;

  private LostRule() {}

  /// The first nanosecond at which a call counts as lost, and why.
  public record Loss(long atEpochNanos, Why why) {
    Loss orEarlier(@Nullable Loss other) {
      return other != null && other.atEpochNanos < atEpochNanos ? other : this;
    }
  }

  public enum Why {
    DEADLINE("no end before its deadline"),
    PATIENCE("no end ten minutes after its start"),
    SILENCE("its sender fell silent");

    private final String text;

    Why(String text) {
      this.text = text;
    }

    /// In words, for [io.farol.model.Outcome.Lost].
    public String text() {
      return text;
    }
  }

  /// For a call of which only the start is known.
  ///
  /// @param deadlineEpochNanos or null when nobody gave one
  public static Loss withoutSigns(long startEpochNanos, @Nullable Long deadlineEpochNanos) {
    return deadlineEpochNanos == null
        ? new Loss(startEpochNanos + PATIENCE.toNanos(), Why.PATIENCE)
        : new Loss(deadlineEpochNanos, Why.DEADLINE);
  }

  /// By silence.
  ///
  /// @param heardEpochNanos the last sign of life, by Farol's clock
  /// @param intervalNanos how often signs are due
  public static Loss bySilence(long heardEpochNanos, long intervalNanos) {
    return new Loss(heardEpochNanos + SILENT_INTERVALS * intervalNanos, Why.SILENCE);
  }
}
