// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request and its answer between two parties: every telling of one span, joined when read.
///
/// @param key which
/// @param parent the span above, or null
/// @param timing when
/// @param origin who called
/// @param call what was called and how it went, bytes and status lent by its transport included
/// @param cost null where Farol knows of nothing to charge
/// @param joined spans that are the same call seen by someone else, and what they lent
public record Exchange(
    SpanKey key,
    @Nullable SpanId parent,
    Timing timing,
    Origin origin,
    Call call,
    @Nullable Cost cost,
    List<Joined> joined) {

  public Exchange {
    joined = List.copyOf(joined);
  }

  /// @param span the other view of this call
  /// @param kind what sort of view
  public record Joined(SpanId span, CallKind kind) {}
}
