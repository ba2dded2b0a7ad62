// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import org.jspecify.annotations.Nullable;

/// Asked before a call leaves through the gateway: budgets may say no. It is called on event loops:
/// it must answer at once and never block. One that throws lets the call pass, for watching never
/// breaks what is watched. Safe for many threads.
public interface Gate {

  /// Lets everything pass.
  Gate OPEN = call -> new Answer.Pass();

  Answer ask(Leaving call);

  /// @param route the route's name
  /// @param platform which platform the route says it is, or null
  /// @param host of the upstream
  /// @param path raw, without query
  record Leaving(String route, @Nullable String platform, String host, String path) {}

  /// Whether a call may leave.
  sealed interface Answer {

    record Pass() implements Answer {}

    /// @param detail what is wrong, for the caller
    /// @param mend how to put it right
    record Stop(String detail, String mend) implements Answer {}
  }
}
