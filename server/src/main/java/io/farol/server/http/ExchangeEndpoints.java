// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.model.Call;
import io.farol.model.Detail;
import io.farol.model.Exchange;
import io.farol.model.LedgerEntry;
import io.farol.model.Message;
import io.farol.model.MessageId;
import io.farol.model.MessageRef;
import io.farol.model.Outcome;
import io.farol.model.Scope;
import io.farol.model.SpanKey;
import io.farol.store.Answer;
import io.farol.store.ExchangeQuery;
import io.farol.store.ExchangeStore;
import io.farol.store.Page;
import io.farol.store.Store;
import io.farol.store.Trace;
import java.util.Locale;
import java.util.Map;

/// `/exchanges`, one exchange with its messages, and `/traces/{traceId}`.
public final class ExchangeEndpoints {

  private static final int DEFAULT_LIMIT = 100;

  /// Longer texts of attributes are cut: a span is looked at, not exported.
  private static final ValueNodes ATTRIBUTES = new ValueNodes(100_000);

  private final Store store;
  private final OpenCalls open;

  /// @param open says what an open exchange is by now
  public ExchangeEndpoints(Store store, OpenCalls open) {
    this.store = store;
    this.open = open;
  }

  public JsonNode list(Request request) {
    request.only(
        "from",
        "to",
        "environment",
        "q",
        "limit",
        "cursor",
        "integration",
        "outcome",
        "cause",
        "conversation");
    ExchangeQuery query =
        new ExchangeQuery(
            request.scope(),
            request.range(),
            Filters.of(request),
            request.limit(DEFAULT_LIMIT),
            Cursors.parse(request.text("cursor")));
    Answer<Page<Exchange, ExchangeQuery.Cursor>> answer = store.exchanges(query);
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    OpenCalls.Now now = open.now(query.scope(), request.clock().instant());
    answer.value().items().forEach(each -> items.add(header(now, each)));
    json.put("next", Cursors.text(answer.value().next()));
    json.put("completeThrough", Times.text(answer.completeThroughEpochNanos()));
    return json;
  }

  public JsonNode one(Request request) {
    request.only("at");
    SpanKey key = new SpanKey(request.traceId(), request.spanId());
    Scope scope = request.scope();
    ExchangeStore.Whole whole =
        store
            .findExchange(scope, key, request.hint())
            .orElseThrow(() ->
                Problem.notFound(
                    "no exchange has trace " + key.trace() + " and span " + key.span(),
                    "it may be part of another call (look into its trace), expired, or not applied yet"));
    ObjectNode json = header(open.now(scope, request.clock().instant()), whole.exchange());
    Map<MessageId, Message> content = store.fetch(whole.messages());
    ArrayNode messages = json.putArray("messages");
    for (MessageRef ref : whole.messages()) {
      Message message = content.get(ref.id());
      if (message != null) {
        messages.add(MessageJson.of(ref, message));
      }
    }
    ArrayNode charges = json.putArray("charges");
    ArrayNode unpriced = json.putArray("unpriced");
    for (LedgerEntry entry : whole.entries()) {
      switch (entry) {
        case LedgerEntry.Charge charge -> charges.add(MoneyJson.charge(charge));
        case LedgerEntry.Unpriced none -> unpriced.add(MoneyJson.unpriced(none));
      }
    }
    json.set("statuses", StatusesJson.of(store, scope, key, request.hint(), whole.exchange()));
    ArrayNode joined = json.putArray("joined");
    whole
        .exchange()
        .joined()
        .forEach(other ->
            joined
                .addObject()
                .put("spanId", other.span().hex())
                .put("kind", other.kind().name().toLowerCase(Locale.ROOT)));
    return json;
  }

  /// The whole trace; with a limit or a cursor, a part of it.
  public JsonNode trace(Request request) {
    request.only("at", "limit", "cursor");
    Scope scope = request.scope();
    if (request.text("limit") == null && request.text("cursor") == null) {
      Trace trace =
          store
              .findTrace(scope, request.traceId(), request.hint())
              .orElseThrow(() -> noTrace(request));
      return trace(request, scope, new Trace.Part(trace, trace.spans().size(), null));
    }
    Trace.Part part =
        store
            .findTrace(
                scope,
                request.traceId(),
                request.hint(),
                request.limit(DEFAULT_LIMIT),
                Cursors.parsePlace(request.text("cursor")))
            .orElseThrow(() -> noTrace(request));
    return trace(request, scope, part);
  }

  private static Problem noTrace(Request request) {
    return Problem.notFound(
        "no span has trace " + request.traceId(), "it may have expired, or not be applied yet");
  }

  private ObjectNode trace(Request request, Scope scope, Trace.Part part) {
    Trace trace = part.trace();
    OpenCalls.Now now = open.now(scope, request.clock().instant());
    ObjectNode json = Json.object();
    json.put("traceId", trace.id().hex());
    json.put("completeThrough", Times.text(store.completeThroughEpochNanos()));
    json.put("spanCount", part.spans());
    json.put("next", Cursors.text(part.next()));
    ArrayNode spans = json.putArray("spans");
    for (Trace.Row row : trace.spans()) {
      spans.add(span(now, row));
    }
    return json;
  }

  /// One span with its attributes, events and links.
  public JsonNode span(Request request) {
    request.only("at");
    Scope scope = request.scope();
    SpanKey key = new SpanKey(request.traceId(), request.spanId());
    Trace.Row row =
        store
            .findSpan(scope, key, request.hint())
            .orElseThrow(() ->
                Problem.notFound(
                    "no span " + key.span() + " is in trace " + key.trace(),
                    "it may have expired, or not be applied yet"));
    ObjectNode json = span(open.now(scope, request.clock().instant()), row);
    json.put("statusMessage", row.status().message());
    json.set("attributes", ATTRIBUTES.fields(row.detail().attributes()));
    ArrayNode events = json.putArray("events");
    for (Detail.Event event : row.detail().events()) {
      events
          .addObject()
          .put("name", event.name())
          .put("at", Times.text(event.atEpochNanos()))
          .set("attributes", ATTRIBUTES.fields(event.attributes()));
    }
    ArrayNode links = json.putArray("links");
    for (Detail.Link link : row.detail().links()) {
      links
          .addObject()
          .put("traceId", link.span().trace().hex())
          .put("spanId", link.span().span().hex())
          .set("attributes", ATTRIBUTES.fields(link.attributes()));
    }
    return json;
  }

  private static ObjectNode span(OpenCalls.Now now, Trace.Row row) {
    ObjectNode span = Json.object();
    span.put("spanId", row.span().hex());
    span.put("parentSpanId", row.parent() == null ? null : row.parent().hex());
    span.put("name", row.name());
    span.put("kind", row.kind().name().toLowerCase(Locale.ROOT));
    span.put("service", row.origin().service());
    span.put("startedAt", Times.text(row.timing().startEpochNanos()));
    span.put("durationNanos", row.timing().durationNanos());
    span.put("status", row.status().code().name().toLowerCase(Locale.ROOT));
    span.set("exchange", row.exchange() == null ? null : header(now, row.exchange()));
    return span;
  }

  static ObjectNode header(OpenCalls.Now now, Exchange exchange) {
    Outcome outcome = now.outcome(exchange);
    return ExchangeJson.of(
        outcome.equals(exchange.call().outcome()) ? exchange : with(exchange, outcome));
  }

  private static Exchange with(Exchange exchange, Outcome outcome) {
    Call call = exchange.call();
    Call judged =
        new Call(
            call.kind(),
            call.to(),
            call.integration(),
            call.platform(),
            call.operation(),
            outcome,
            call.traffic(),
            call.usage(),
            call.conversationId(),
            call.user(),
            call.source());
    return new Exchange(
        exchange.key(),
        exchange.parent(),
        exchange.timing(),
        exchange.origin(),
        judged,
        exchange.cost(),
        exchange.joined());
  }
}
