// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

import io.farol.model.LogKey;
import io.farol.model.Origin;
import io.farol.model.SpanKey;
import org.jspecify.annotations.Nullable;

/// What a list says of a log line: no attributes, and of its body the beginning.
///
/// @param severity OTLP's number, 1–24; 0 when unset
/// @param span the span it was written in, or null
/// @param eventName the event's name, or null for a plain log
/// @param text the first [#TEXT] characters (code points) of the body's text
/// @param clipped whether the body's text is longer
public record LogHeader(
    LogKey key,
    Origin origin,
    int severity,
    @Nullable SpanKey span,
    @Nullable String eventName,
    String text,
    boolean clipped) {

  /// How much of a body a header shows.
  public static final int TEXT = 256;
}
