// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One value that went into a sample, and the call during which it was measured.
///
/// @param atEpochNanos when, in nanoseconds since 1970 UTC
/// @param value the value
/// @param span the span it was measured in, or null
/// @param attributes what the sample's own attributes leave out
public record Exemplar(
    long atEpochNanos,
    Measure.Scalar value,
    @Nullable SpanKey span,
    Map<String, Value> attributes) {

  public Exemplar {
    attributes = new Value.Fields(attributes).values();
  }
}
