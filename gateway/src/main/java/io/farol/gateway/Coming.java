// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import java.util.LinkedHashSet;

/// The webhooks of one event loop whose bodies are not whole yet. Nobody knows yet who sends them;
/// they share the memory of all, and where it is full whoever has taken longest gives way: a sender
/// that means it is whole in a moment. Confined to its event loop.
final class Coming {

  private final ClipMemory memory;
  private final LinkedHashSet<Delivery> longestFirst = new LinkedHashSet<>();

  Coming(ClipMemory memory) {
    this.memory = memory;
  }

  void begin(Delivery delivery) {
    longestFirst.add(delivery);
  }

  void end(Delivery delivery) {
    longestFirst.remove(delivery);
  }

  /// Takes memory for one of them, from others if need be.
  ///
  /// @return false when it is the one to give way
  boolean take(Delivery delivery, int bytes) {
    while (!memory.take(bytes)) {
      if (longestFirst.isEmpty()) {
        return false;
      }
      Delivery longest = longestFirst.getFirst();
      if (longest == delivery) {
        return false;
      }
      longest.giveWay();
      longestFirst.remove(longest);
    }
    return true;
  }

  void giveBack(int bytes) {
    memory.giveBack(bytes);
  }
}
