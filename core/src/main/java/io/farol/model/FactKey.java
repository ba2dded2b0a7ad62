// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

/// What makes a fact the same fact: the span it speaks of, the phase, the part and the revision.
///
/// Two facts with the same key are one (a retry). Of two that differ in revision alone the higher
/// one is read. Facts that differ in part stand beside each other: several late log events complete
/// the same span.
///
/// @param span the span it speaks of
/// @param phase which moment of the span's life it tells
/// @param part 0 for the only start and the only end; for [Phase#LATE] and [Phase#ALIVE] a number
///   that follows from the record itself
/// @param revision 0 for the first telling
public record FactKey(SpanKey span, Phase phase, long part, long revision) {

  public static FactKey end(SpanKey span) {
    return new FactKey(span, Phase.END, 0, 0);
  }

  public static FactKey start(SpanKey span) {
    return new FactKey(span, Phase.START, 0, 0);
  }
}
