// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import org.jspecify.annotations.Nullable;

/// Something that a person should look at though every integration may be well. An axis finds it;
/// the page shows it beside the states.
public sealed interface Notice {

  /// Where it showed, and how often.
  Showing showing();

  /// @param from the party whose calls show it
  /// @param integration whom they called
  /// @param sinceEpochNanos when the first of those calls began
  /// @param lastEpochNanos when the newest of them began
  /// @param exchanges how many they are
  /// @param example the newest of them
  record Showing(
      String from,
      String integration,
      long sinceEpochNanos,
      long lastEpochNanos,
      long exchanges,
      SpanKey example) {

    /// With one call more.
    public Showing and(long atEpochNanos, SpanKey call) {
      boolean newest = atEpochNanos >= lastEpochNanos;
      return new Showing(
          from,
          integration,
          Math.min(sinceEpochNanos, atEpochNanos),
          Math.max(lastEpochNanos, atEpochNanos),
          exchanges + 1,
          newest ? call : example);
    }
  }

  /// A model asks for the same tool with the same arguments again and again.
  ///
  /// @param times how often within the messages of one exchange, at most
  /// @param conversationId of the newest, or null
  record ToolLoop(Showing showing, String tool, int times, @Nullable String conversationId)
      implements Notice {}

  /// A model is used whose price no book has.
  ///
  /// @param model the one that answered, else the one asked for
  /// @param reason which book lacks what, in words
  record UnpricedModel(Showing showing, String model, String reason) implements Notice {}
}
