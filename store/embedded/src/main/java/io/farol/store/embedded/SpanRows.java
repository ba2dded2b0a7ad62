// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Call;
import io.farol.model.Call.Usage;
import io.farol.model.Fact;
import io.farol.model.FactKey;
import io.farol.model.Origin;
import io.farol.model.Span;
import io.farol.model.SpanStatus;
import io.farol.model.Tokens;
import io.farol.store.embedded.Histories.History;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Writes tellings into table `telling`. Confined to the facts' thread.
final class SpanRows {

  static final String UNKNOWN_SERVICE = "unknown";

  private final Row row;

  SpanRows(Row row) {
    this.row = row;
  }

  /// @param shape the number of what the telling has in common with others
  /// @param history what its messages have in common with an earlier telling's, or null
  void append(long number, int shape, long received, Fact fact, @Nullable History history)
      throws SQLException {
    Span span = fact.span();
    FactKey key = span.key();
    row.begin()
        .number(number)
        .integer(shape)
        .number(received)
        .uuid(key.span().trace().high(), key.span().trace().low())
        .number(key.span().span().value())
        .constant(key.phase())
        .number(key.part())
        .number(key.revision())
        .maybe(span.parent() == null ? null : (Long) span.parent().value())
        .maybe(span.carrier() == null ? null : (Long) span.carrier().value())
        .number(span.timing().startEpochNanos())
        .maybe(span.timing().endEpochNanos())
        .text(span.name())
        .text(span.status().code() == SpanStatus.Code.UNSET ? null : span.status().message())
        .maybe(span.deadlineEpochNanos())
        .text(ValueJson.fields(span.detail().attributes()))
        .text(ValueJson.events(span.detail().events()))
        .text(ValueJson.links(span.detail().links()))
        .integer(fact.messages().size());
    if (history == null) {
      row.nulls(2).bytesOrNull(References.write(fact.messages(), 0));
    } else {
      row.number(history.fact())
          .integer(history.shared())
          .bytesOrNull(References.write(fact.messages(), history.shared()));
    }
    call(span.call());
    row.end();
  }

  static void origin(Row row, Origin origin) throws SQLException {
    row.text(origin.service().equals(UNKNOWN_SERVICE) ? null : origin.service())
        .text(origin.environment())
        .text(origin.cloud())
        .text(origin.region())
        .text(origin.instance());
  }

  private void call(@Nullable Call call) throws SQLException {
    if (call == null) {
      row.nulls(15);
      return;
    }
    row.text(call.operation())
        .text(Outcomes.detail(call.outcome()))
        .maybe(call.traffic().sentBytes())
        .maybe(call.traffic().receivedBytes());
    Usage usage = call.usage();
    Tokens tokens = usage == null ? Tokens.UNKNOWN : usage.tokens();
    row.maybe(tokens.input())
        .maybe(tokens.output())
        .maybe(tokens.cacheRead())
        .maybe(tokens.cacheWrite())
        .maybe(tokens.reasoning())
        .maybe(tokens.inputAudio())
        .maybe(tokens.outputAudio())
        .maybe(usage == null ? null : usage.timeToFirstTokenNanos())
        .text(usage == null ? null : usage.responseId())
        .text(call.conversationId())
        .text(call.user());
  }
}
