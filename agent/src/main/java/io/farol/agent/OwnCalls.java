// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.agent;

import io.opentelemetry.api.impl.InstrumentationUtil;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;

/// Marks the calls that send start records, so that they get neither a span from an instrumentation
/// that honours suppression nor a start record from us.
final class OwnCalls {
  private static final ContextKey<Boolean> KEY = ContextKey.named("farol-start-records");
  private static final boolean CAN_SUPPRESS = canSuppress();

  private OwnCalls() {}

  static boolean include(Context context) {
    return context.get(KEY) != null;
  }

  static void run(Runnable call) {
    try (Scope ignored = Context.root().with(KEY, Boolean.TRUE).makeCurrent()) {
      if (CAN_SUPPRESS) {
        InstrumentationUtil.suppressInstrumentation(call);
      } else {
        call.run();
      }
    }
  }

  /// An SDK older than the one we are built with may keep this class elsewhere; our own mark does
  /// without it.
  private static boolean canSuppress() {
    try {
      return !InstrumentationUtil.shouldSuppressInstrumentation(Context.root());
    } catch (LinkageError e) {
      return false;
    }
  }
}
