// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Call;
import io.farol.model.Call.Usage;
import io.farol.model.CallKind;
import io.farol.model.Cost;
import io.farol.model.Detail;
import io.farol.model.Exchange;
import io.farol.model.Model;
import io.farol.model.Money;
import io.farol.model.Origin;
import io.farol.model.Source;
import io.farol.model.SpanId;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import io.farol.model.Timing;
import io.farol.model.Traffic;
import io.farol.store.Trace;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the model's nouns from rows of [Pipeline].
final class ExchangeRows {

  private static final CallKind[] CALLS = CallKind.values();
  private static final SpanKind[] KINDS = SpanKind.values();
  private static final SpanStatus.Code[] CODES = SpanStatus.Code.values();

  private ExchangeRows() {}

  /// From a row of `listed`, with the columns of its cost.
  static Exchange exchange(Columns row) throws SQLException {
    return new Exchange(
        row.key(),
        row.maybeSpan("parent"),
        timing(row),
        origin(row),
        call(row),
        cost(row),
        joined(row));
  }

  /// From a row of `joined`.
  static Trace.Row span(Columns row, @Nullable Exchange exchange) throws SQLException {
    Integer kind = row.integer("kind");
    Integer status = row.integer("status");
    return new Trace.Row(
        row.span("span"),
        row.maybeSpan("parent"),
        timing(row),
        row.textOr("name", ""),
        kind == null ? SpanKind.UNSPECIFIED : KINDS[kind],
        origin(row),
        status == null
            ? SpanStatus.UNSET
            : new SpanStatus(CODES[status], row.text("status_message")),
        new Detail(
            ValueJson.readFields(row.text("attributes")),
            ValueJson.readEvents(row.text("events")),
            ValueJson.readLinks(row.text("links"))),
        exchange);
  }

  private static Timing timing(Columns row) throws SQLException {
    return new Timing(row.count("start_ns"), row.number("end_ns"));
  }

  static Origin origin(Columns row) throws SQLException {
    return new Origin(
        row.textOr("service", SpanRows.UNKNOWN_SERVICE),
        row.text("environment"),
        row.text("cloud"),
        row.text("region"),
        row.text("instance"));
  }

  private static Call call(Columns row) throws SQLException {
    return new Call(
        CALLS[(int) row.count("call")],
        row.textOr("callee", ""),
        row.textOr("integration", ""),
        row.text("platform"),
        row.textOr("operation", ""),
        Outcomes.read(
            (int) row.count("outcome"),
            row.integer("cause"),
            row.integer("http_status"),
            row.text("outcome_detail")),
        new Traffic(row.number("sent_bytes"), row.number("received_bytes")),
        row.rows().getBoolean("usage") ? usage(row) : null,
        row.text("conversation"),
        row.text("person"),
        new Source(row.textOr("source_kind", ""), row.textOr("source_dialect", "")));
  }

  private static Usage usage(Columns row) throws SQLException {
    return new Usage(
        new Model(row.textOr("provider", ""), row.text("requested"), row.text("responded")),
        row.tokens(),
        row.number("first_token_ns"),
        ValueJson.readStrings(row.text("finish_reasons")),
        row.text("response_id"),
        row.text("service_tier"));
  }

  private static @Nullable Cost cost(Columns row) throws SQLException {
    long charges = row.count("charges");
    long gaps = row.count("gaps");
    if (charges == 0) {
      return gaps == 0 ? null : new Cost(Cost.State.UNPRICED, null);
    }
    BigDecimal amount = row.rows().getBigDecimal("amount");
    boolean whole = gaps == 0 && row.count("currencies") == 1;
    return new Cost(
        whole ? Cost.State.PRICED : Cost.State.PARTLY,
        new Money(amount, row.textOr("currency", "")));
  }

  /// `span:kind` of the other views, separated by commas.
  private static List<Exchange.Joined> joined(Columns row) throws SQLException {
    String views = row.text("joined");
    List<Exchange.Joined> joined = new ArrayList<>();
    if (views != null) {
      for (String view : views.split(",", -1)) {
        int colon = view.indexOf(':');
        joined.add(
            new Exchange.Joined(
                new SpanId(Long.parseUnsignedLong(view.substring(0, colon))),
                CALLS[Integer.parseInt(view.substring(colon + 1))]));
      }
    }
    return joined;
  }
}
