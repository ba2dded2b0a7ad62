// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.flow.RawExchange;

/// Is told of exchanges while they happen. Called on event loops: it must not block, and what it
/// throws is dropped. Safe for many threads.
public interface Watcher {

  int ALIVE_SECONDS = 5;

  /// The first sign of life comes sooner: it tells whether an answer has begun.
  int FIRST_ALIVE_SECONDS = 1;

  /// Looks away.
  Watcher NONE =
      new Watcher() {
        @Override
        public void began(RawExchange exchange) {}

        @Override
        public void alive(RawExchange exchange) {}

        @Override
        public void ended(RawExchange exchange) {}
      };

  /// An exchange was let in; its ending is open and its bodies are empty.
  void began(RawExchange exchange);

  /// The same exchange is still on its way: how long it has taken and how many bytes have passed.
  /// Told after [#FIRST_ALIVE_SECONDS] and then every [#ALIVE_SECONDS] of an exchange that lasts so
  /// long.
  void alive(RawExchange exchange);

  /// The same exchange, over.
  void ended(RawExchange exchange);
}
