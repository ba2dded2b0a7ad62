// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Call;
import io.farol.model.Call.Usage;
import io.farol.model.Fact;
import io.farol.model.FactKey;
import io.farol.model.Model;
import io.farol.model.Origin;
import io.farol.model.Outcome;
import io.farol.model.Span;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import io.farol.model.Tokens;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Writes tellings into table `span`. Confined to the facts' thread.
final class SpanRows {

  static final String UNKNOWN_SERVICE = "unknown";

  private final Row row;

  SpanRows(Row row) {
    this.row = row;
  }

  void append(long number, String tenant, long received, Fact fact) throws SQLException {
    Span span = fact.span();
    FactKey key = span.key();
    row.begin()
        .number(number)
        .text(tenant)
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
        .constant(span.kind() == SpanKind.UNSPECIFIED ? null : span.kind());
    origin(row, span.origin());
    boolean unset = span.status().code() == SpanStatus.Code.UNSET;
    row.constant(unset ? null : span.status().code())
        .text(unset ? null : span.status().message())
        .maybe(span.deadlineEpochNanos())
        .text(ValueJson.fields(span.detail().attributes()))
        .text(ValueJson.events(span.detail().events()))
        .text(ValueJson.links(span.detail().links()))
        .integer(fact.messages().size());
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
      row.nulls(30);
      return;
    }
    row.constant(call.kind())
        .text(call.to())
        .text(call.integration())
        .text(call.platform())
        .text(call.operation());
    outcome(call.outcome());
    row.maybe(call.traffic().sentBytes()).maybe(call.traffic().receivedBytes());
    usage(call.usage());
    row.text(call.conversationId())
        .text(call.user())
        .text(call.source().kind())
        .text(call.source().dialect());
  }

  private void outcome(Outcome outcome) throws SQLException {
    switch (outcome) {
      case Outcome.Open() -> row.octet(Outcomes.OPEN).nulls(3);
      case Outcome.Lost(String detail) -> row.octet(Outcomes.LOST).nulls(2).text(detail);
      case Outcome.Succeeded(Integer status) ->
          row.octet(Outcomes.SUCCEEDED).nulls(1).maybeInteger(status).nulls(1);
      case Outcome.Failed failed ->
          row.octet(Outcomes.FAILED)
              .constant(failed.cause())
              .maybeInteger(failed.httpStatus())
              .text(failed.detail());
    }
  }

  private void usage(@Nullable Usage usage) throws SQLException {
    if (usage == null) {
      row.nulls(15);
      return;
    }
    Model model = usage.model();
    Tokens tokens = usage.tokens();
    row.flag(true)
        .text(model.provider())
        .text(model.requested())
        .text(model.responded())
        .maybe(tokens.input())
        .maybe(tokens.output())
        .maybe(tokens.cacheRead())
        .maybe(tokens.cacheWrite())
        .maybe(tokens.reasoning())
        .maybe(tokens.inputAudio())
        .maybe(tokens.outputAudio())
        .maybe(usage.timeToFirstTokenNanos())
        .text(ValueJson.strings(usage.finishReasons()))
        .text(usage.responseId())
        .text(usage.serviceTier());
  }
}
