// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which webhooks were delivered lately, by name: a sender that missed our answer sends the same
/// again. The oldest are forgotten. Safe for many threads.
final class Delivered {

  private final int most;
  private final DeliveryMemory memory;
  private final Map<String, State> states = new LinkedHashMap<>();

  /// @param memory what was delivered before this start, and where it is kept for the next
  Delivered(int most, DeliveryMemory memory) {
    this.most = most;
    this.memory = memory;
    memory.known().forEach(name -> states.put(name, State.TAKEN));
  }

  enum State {
    UNKNOWN,
    UNDER_WAY,
    TAKEN
  }

  /// What was known of it; an unknown one is under way from now on.
  synchronized State begin(String name) {
    State known = states.putIfAbsent(name, State.UNDER_WAY);
    if (known == null && states.size() > most) {
      Iterator<String> oldest = states.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return known == null ? State.UNKNOWN : known;
  }

  /// @param taken whether its receiver has it; if not, it may come again
  synchronized void end(String name, boolean taken) {
    if (!taken) {
      states.remove(name);
      return;
    }
    states.replace(name, State.TAKEN);
    try {
      memory.add(name);
    } catch (RuntimeException forgotten) {
      // known until the next start, then
    }
  }
}
