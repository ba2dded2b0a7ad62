// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What makes a span an exchange: the projection that a dialect reads from it.
///
/// @param kind what sort of call
/// @param to the party that was called: `azure-openai`, `serpro`, or a host
/// @param integration the standing relation, `azure-openai/gpt-4.1`
/// @param platform the recognised external platform, or null
/// @param operation `chat`, `GET /consulta-cpf/…`, `send`
/// @param outcome [Outcome.Open] in a start
/// @param traffic bytes, where measured
/// @param usage what a model call says of itself; null for other calls
/// @param conversationId the dialogue it belongs to, or null
/// @param user the person it was for, or null
/// @param source how it was learnt
public record Call(
    CallKind kind,
    String to,
    String integration,
    @Nullable String platform,
    String operation,
    Outcome outcome,
    Traffic traffic,
    @Nullable Usage usage,
    @Nullable String conversationId,
    @Nullable String user,
    Source source) {

  /// What a model call says of itself.
  ///
  /// @param model the model
  /// @param tokens token counts
  /// @param timeToFirstTokenNanos how long the first piece of a stream took, or null
  /// @param finishReasons canonical finish reasons, one per choice; empty when nobody said
  /// @param responseId the provider's id of the answer: the same id in two spans is one call; null
  ///   when absent
  /// @param serviceTier `batch`, `priority` … where it changes the price, or null
  public record Usage(
      Model model,
      Tokens tokens,
      @Nullable Long timeToFirstTokenNanos,
      List<String> finishReasons,
      @Nullable String responseId,
      @Nullable String serviceTier) {

    public Usage {
      finishReasons = List.copyOf(finishReasons);
    }
  }
}
