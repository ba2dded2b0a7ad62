// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which webhooks were delivered lately, by the hash of their bodies: a sender that missed our
/// answer sends the same again. The oldest are forgotten. Safe for many threads.
final class Delivered {

  private final int most;
  private final Map<String, State> states = new LinkedHashMap<>();

  Delivered(int most) {
    this.most = most;
  }

  enum State {
    UNKNOWN,
    UNDER_WAY,
    TAKEN
  }

  /// What was known of it; an unknown one is under way from now on.
  synchronized State begin(String hash) {
    State known = states.putIfAbsent(hash, State.UNDER_WAY);
    if (known == null && states.size() > most) {
      Iterator<String> oldest = states.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return known == null ? State.UNKNOWN : known;
  }

  /// @param taken whether its receiver has it; if not, it may come again
  synchronized void end(String hash, boolean taken) {
    if (taken) {
      states.replace(hash, State.TAKEN);
    } else {
      states.remove(hash);
    }
  }
}
