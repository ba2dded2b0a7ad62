// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.model.CallKind;
import org.jspecify.annotations.Nullable;

/// What a dialect sees in a span.
sealed interface Sight {

  /// It knows nothing of it: the next dialect is asked.
  record Nothing() implements Sight {}

  /// A step inside the system: an agent, a workflow, a tool run. Never a call, whatever usage it
  /// sums up; and calls below it are its own, not those of a model above it.
  record Step() implements Sight {}

  /// A call.
  ///
  /// @param dialect what was read, with its generation where that matters
  /// @param peer who was called
  /// @param integration the standing relation
  /// @param model the model whose usage the span reports; null where there is none to count
  record Seen(
      CallKind kind,
      String dialect,
      Peer peer,
      String integration,
      String operation,
      @Nullable ModelNames model)
      implements Sight {}

  /// @param to the party
  /// @param platform the recognised platform, or null
  record Peer(String to, @Nullable String platform) {}

  Sight NOTHING = new Nothing();
  Sight STEP = new Step();
}
