// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import io.farol.model.Origin;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// When each sender was last heard, by Farol's clock, and how often it says that it gives signs of
/// life. Beyond its bound the one heard longest ago is forgotten. Confined to the thread that holds
/// the board's lock.
final class Senders {

  private final int most;
  private final Map<Origin, Sender> senders = new LinkedHashMap<>(16, 0.75f, true);

  /// @param intervalNanos null while it never said one
  record Sender(long heardEpochNanos, @Nullable Long intervalNanos) {}

  Senders(int most) {
    this.most = most;
  }

  /// @param intervalNanos what a sign of life says, or null
  void hear(Origin origin, long received, @Nullable Long intervalNanos) {
    Sender before = senders.get(origin);
    if (before == null) {
      senders.put(origin, new Sender(received, intervalNanos));
      if (senders.size() > most) {
        senders.remove(senders.keySet().iterator().next());
      }
    } else if (received > before.heardEpochNanos || intervalNanos != null) {
      senders.put(
          origin,
          new Sender(
              Math.max(received, before.heardEpochNanos),
              longer(before.intervalNanos, intervalNanos)));
    }
  }

  @Nullable Sender find(Origin origin) {
    return senders.get(origin);
  }

  static @Nullable Long longer(@Nullable Long one, @Nullable Long other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.max(one, other);
  }
}
