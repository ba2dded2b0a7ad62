// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Call;
import io.farol.model.Call.Usage;
import io.farol.model.CallKind;
import io.farol.model.Detail;
import io.farol.model.Exchange;
import io.farol.model.Model;
import io.farol.model.Origin;
import io.farol.model.Source;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import io.farol.model.Timing;
import io.farol.model.Tokens;
import io.farol.model.TraceId;
import io.farol.model.Traffic;
import io.farol.store.Trace;
import io.farol.store.embedded.Entries.Entry;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes the model's nouns from what was read.
final class ExchangeRows {

  private static final CallKind[] CALLS = CallKind.values();
  private static final SpanKind[] KINDS = SpanKind.values();
  private static final SpanStatus.Code[] CODES = SpanStatus.Code.values();

  private ExchangeRows() {}

  /// @param entries those that count for it
  static Exchange exchange(Listed listed, List<Entry> entries) {
    Telling told = listed.told();
    return new Exchange(
        key(told),
        id(told.parent),
        new Timing(told.start, told.end),
        origin(told),
        call(told),
        Entries.cost(entries),
        joined(listed));
  }

  static Trace.Row span(Telling told, @Nullable Exchange exchange) {
    return new Trace.Row(
        new SpanId(told.span),
        id(told.parent),
        new Timing(told.start, told.end),
        or(told.name),
        told.kind == null ? SpanKind.UNSPECIFIED : KINDS[told.kind],
        origin(told),
        told.status == null
            ? SpanStatus.UNSET
            : new SpanStatus(CODES[told.status], told.statusMessage),
        new Detail(
            ValueJson.readFields(told.attributes),
            ValueJson.readEvents(told.events),
            ValueJson.readLinks(told.links)),
        exchange);
  }

  private static SpanKey key(Telling told) {
    return new SpanKey(
        new TraceId(told.trace.getMostSignificantBits(), told.trace.getLeastSignificantBits()),
        new SpanId(told.span));
  }

  private static @Nullable SpanId id(@Nullable Long span) {
    return span == null || span == 0 ? null : new SpanId(span);
  }

  private static String or(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  static Origin origin(Columns row) throws SQLException {
    return new Origin(
        row.textOr("service", SpanRows.UNKNOWN_SERVICE),
        row.text("environment"),
        row.text("cloud"),
        row.text("region"),
        row.text("instance"));
  }

  private static Origin origin(Telling told) {
    return new Origin(
        Objects.requireNonNullElse(told.service, SpanRows.UNKNOWN_SERVICE),
        told.environment,
        told.cloud,
        told.region,
        told.instance);
  }

  private static Call call(Telling told) {
    return new Call(
        CALLS[Objects.requireNonNull(told.call)],
        or(told.callee),
        or(told.integration),
        told.platform,
        or(told.operation),
        Outcomes.read(told.outcome, told.cause, told.httpStatus, told.outcomeDetail),
        new Traffic(told.sentBytes, told.receivedBytes),
        told.usage ? usage(told) : null,
        told.conversation,
        told.person,
        new Source(or(told.sourceKind), or(told.sourceDialect)));
  }

  private static Usage usage(Telling told) {
    return new Usage(
        new Model(or(told.provider), told.requested, told.responded),
        new Tokens(
            told.inputTokens,
            told.outputTokens,
            told.cacheReadTokens,
            told.cacheWriteTokens,
            told.reasoningTokens,
            told.inputAudioTokens,
            told.outputAudioTokens),
        told.firstToken,
        ValueJson.readStrings(told.finishReasons),
        told.responseId,
        told.serviceTier);
  }

  /// The other views, by start.
  private static List<Exchange.Joined> joined(Listed listed) {
    return listed.views().stream()
        .skip(1)
        .map(Listed.View::told)
        .sorted(Telling.BY_START)
        .map(view ->
            new Exchange.Joined(new SpanId(view.span), CALLS[Objects.requireNonNull(view.call)]))
        .toList();
  }
}
