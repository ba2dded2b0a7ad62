// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.model.Call;
import io.farol.model.Detail;
import io.farol.model.MessageRef;
import io.farol.model.Origin;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import io.farol.model.Timing;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One span as all its tellings together say it: the outcome of [Joining].
///
/// @param call null when no telling saw a call in it
/// @param messages inputs then outputs
record Seen(
    SpanKey key,
    @Nullable SpanId parent,
    @Nullable SpanId carrier,
    Timing timing,
    String name,
    SpanKind kind,
    Origin origin,
    SpanStatus status,
    @Nullable Call call,
    Detail detail,
    List<MessageRef> messages) {

  /// By start, then by key.
  static final Comparator<Seen> BY_START =
      Comparator.comparingLong(Seen::start).thenComparing(Seen::key);

  /// The same, sent by somebody else.
  Seen from(Origin sender) {
    return new Seen(
        key, parent, carrier, timing, name, kind, sender, status, call, detail, messages);
  }

  long start() {
    return timing.startEpochNanos();
  }
}
