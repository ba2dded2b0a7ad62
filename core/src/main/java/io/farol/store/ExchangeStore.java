// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

import io.farol.model.Exchange;
import io.farol.model.LedgerEntry;
import io.farol.model.MessageRef;
import io.farol.model.Scope;
import io.farol.model.SpanKey;
import io.farol.model.TraceId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Questions about single exchanges and traces.
///
/// Every telling of a span is joined when read: a field comes from its end, else from what came
/// late, else from its start. One call is one exchange: a span whose parent (or carrier) is an
/// exchange of a richer kind, or the same model call seen twice, lends what that one lacks and is
/// not listed itself; nor is the span of a client whose call the gateway saw pass, but it says who
/// called. The testkit's in-memory store holds these laws to the letter.
public interface ExchangeStore {

  /// Headers only; never a body.
  Answer<Page<Exchange, ExchangeQuery.Cursor>> exchanges(ExchangeQuery query);

  /// The exchange of which a span is a view: asked for by a span that is not listed itself, it is
  /// the listed one. Empty when the span is no call or its exchange lies outside the scope.
  ///
  /// @param hintEpochNanos about when it started, or null; a wrong hint costs time, never the
  ///   answer
  Optional<Whole> findExchange(Scope scope, SpanKey key, @Nullable Long hintEpochNanos);

  /// Every span of a trace within the scope, by start then id; empty when there is none.
  Optional<Trace> findTrace(Scope scope, TraceId id, @Nullable Long hintEpochNanos);

  /// The same, so many spans at a time; empty when there are none at all.
  ///
  /// @param limit 1 to 1,000
  /// @param after the last span of the page before, or null for the first page
  Optional<Trace.Part> findTrace(
      Scope scope,
      TraceId id,
      @Nullable Long hintEpochNanos,
      int limit,
      Trace.@Nullable Place after);

  /// One span of a trace with its attributes, events and links, as [#findTrace] has it; empty when
  /// it is not there or lies outside the scope.
  Optional<Trace.Row> findSpan(Scope scope, SpanKey key, @Nullable Long hintEpochNanos);

  /// One exchange with what belongs to it.
  ///
  /// @param messages inputs then outputs, in order
  /// @param entries its charges and unpriced quantities as [CostStore] counts them, by time then id
  record Whole(Exchange exchange, List<MessageRef> messages, List<LedgerEntry> entries) {
    public Whole {
      messages = List.copyOf(messages);
      entries = List.copyOf(entries);
    }
  }
}
