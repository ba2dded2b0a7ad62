// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import io.farol.model.Origin;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Applies [LostRule] to calls without an end, with what is known of their senders: the interval a
/// sender said, else the widest that its open calls show. Used once.
final class Losses {

  private final Senders senders;
  private final Map<Origin, Long> shown = new HashMap<>();

  Losses(Senders senders, Collection<TrackedCall> unended) {
    this.senders = senders;
    for (TrackedCall call : unended) {
      Long interval = call.interval();
      if (interval != null) {
        shown.merge(call.origin(), interval, Math::max);
      }
    }
  }

  /// When the call is lost if nothing more is heard.
  LostRule.Loss of(TrackedCall call) {
    return patience(call).orEarlier(ownSilence(call)).orEarlier(sendersSilence(call));
  }

  private static LostRule.Loss patience(TrackedCall call) {
    Pulse pulse = call.pulse();
    long from = pulse == null ? call.begun() : Math.max(call.begun(), pulse.heardEpochNanos());
    return LostRule.withoutSigns(from, call.isCapture() ? null : call.deadline());
  }

  private static LostRule.@Nullable Loss ownSilence(TrackedCall call) {
    Pulse pulse = call.pulse();
    Long interval = call.interval();
    return pulse == null || interval == null
        ? null
        : LostRule.bySilence(pulse.heardEpochNanos(), interval);
  }

  private LostRule.@Nullable Loss sendersSilence(TrackedCall call) {
    Senders.Sender sender = senders.find(call.origin());
    if (sender == null) {
      return null;
    }
    Long interval =
        sender.intervalNanos() == null ? shown.get(call.origin()) : sender.intervalNanos();
    return interval == null ? null : LostRule.bySilence(sender.heardEpochNanos(), interval);
  }
}
