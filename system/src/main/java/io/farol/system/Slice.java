// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The calls of one integration that ended within one step of time: those remembered one by one,
/// and a sum of those that are not any more.
final class Slice {

  /// Never written to.
  static final Stretch NOTHING = new Stretch();

  private final Set<TrackedCall> calls = new LinkedHashSet<>();
  private Stretch sealed = NOTHING;
  private @Nullable Stretch sum;

  void add(TrackedCall call) {
    calls.add(call);
    sum = null;
  }

  void remove(TrackedCall call) {
    if (calls.remove(call)) {
      sum = null;
    }
  }

  /// Keeps what the call says and forgets the call.
  void seal(TrackedCall call) {
    if (calls.remove(call)) {
      if (sealed == NOTHING) {
        sealed = new Stretch();
      }
      sealed.append(call.finished());
      sum = null;
    }
  }

  /// Keeps the sum alone.
  void close() {
    sealed = sum();
    calls.clear();
    sum = sealed;
  }

  Stretch sum() {
    if (sum == null) {
      sum = Stretch.of(sealed, calls);
    }
    return sum;
  }
}
