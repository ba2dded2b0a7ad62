// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import java.util.List;

/// What of delivered webhooks outlasts a restart: their names, 64 lower-case hex digits each, which
/// say nothing of what was delivered to whoever lacks the sender's secret. Called by one thread at
/// a time, on event loops: it must not wait. What it throws is dropped.
public interface DeliveryMemory {

  /// How many are remembered; the oldest are forgotten.
  int MOST = 20_000;

  /// Remembers nothing.
  DeliveryMemory NONE =
      new DeliveryMemory() {
        @Override
        public List<String> known() {
          return List.of();
        }

        @Override
        public void add(String name) {}
      };

  /// The oldest first, [#MOST] at most.
  List<String> known();

  void add(String name);
}
