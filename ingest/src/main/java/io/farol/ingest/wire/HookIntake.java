// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.flow.Draft;
import io.farol.flow.OutcomeRule;
import io.farol.flow.RawExchange;
import io.farol.ingest.dialect.JsonText;
import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Cause;
import io.farol.model.Detail;
import io.farol.model.Direction;
import io.farol.model.Evidence;
import io.farol.model.FactKey;
import io.farol.model.Origin;
import io.farol.model.Outcome;
import io.farol.model.Source;
import io.farol.model.Span;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import io.farol.model.Timing;
import io.farol.model.Traffic;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// From a webhook that came in to drafts: the delivery itself, from the platform to the system that
/// is watched, with the messages it brought; and what it tells of messages sent before. Safe for
/// many threads.
final class HookIntake {

  /// How these facts were learnt.
  static final String WEBHOOK = "webhook";

  private static final String WHATSAPP = "whatsapp";

  private final OutcomeRule rule;
  private final Deliveries deliveries;

  HookIntake(OutcomeRule rule, Deliveries deliveries) {
    this.rule = rule;
    this.deliveries = deliveries;
  }

  /// The delivery first.
  List<Draft> drafts(RawExchange exchange) {
    RawExchange.Target target = exchange.target();
    boolean whatsapp = WHATSAPP.equals(target.platform());
    Body body = Body.of(exchange.request());
    WhatsAppNews news =
        whatsapp && body instanceof Body.Read(Value.Fields fields)
            ? WhatsAppNews.of(fields)
            : WhatsAppNews.NOTHING;
    List<Draft> drafts = new ArrayList<>();
    drafts.add(delivery(exchange, body, news));
    for (WhatsAppNews.Status status : news.statuses()) {
      Draft told = status(exchange, status);
      drafts.add(told);
      long at = told.span().timing().startEpochNanos();
      deliveries.told(status, at, told.span().origin()).ifPresent(drafts::add);
    }
    return drafts;
  }

  /// What there is to read of a body.
  private sealed interface Body {

    /// Nothing came, or nothing of it was kept.
    record None() implements Body {}

    /// Its end was not kept.
    record Clipped() implements Body {}

    /// It promised JSON and is none.
    record Malformed() implements Body {}

    record Read(Value.Fields fields) implements Body {}

    static Body of(RawExchange.Part part) {
      if (part.clipped()) {
        return part.body().length == 0 ? new None() : new Clipped();
      }
      String text = io.farol.ingest.wire.Body.text(part);
      if (text == null || part.size() == 0) {
        return new None();
      }
      Value read = JsonText.read(text);
      if (read instanceof Value.Fields fields) {
        return new Read(fields);
      }
      String type = part.field("content-type");
      boolean promised = type != null && type.contains("json");
      return read == null && promised ? new Malformed() : new None();
    }
  }

  private Draft delivery(RawExchange exchange, Body body, WhatsAppNews news) {
    RawExchange.Target target = exchange.target();
    boolean open = exchange.ending() instanceof RawExchange.Ending.Open;
    Long duration = exchange.durationNanos();
    long start = exchange.startEpochNanos();
    Map<String, Value> attributes = new LinkedHashMap<>();
    attributes.put("http.request.method", Value.of(target.method()));
    attributes.put("url.path", Value.of(target.path()));
    attributes.put("farol.hook.route", Value.of(target.route()));
    if (exchange.status() != null) {
      attributes.put("http.response.status_code", Value.of(exchange.status().longValue()));
    }
    String agent = exchange.request().field("user-agent");
    if (agent != null) {
      attributes.put("user_agent.original", Value.of(agent));
    }
    switch (body) {
      case Body.Malformed _ -> attributes.put("farol.hook.body", Value.of("malformed"));
      case Body.Clipped _ -> attributes.put("farol.hook.body", Value.of("clipped"));
      case Body.None _, Body.Read _ -> {}
    }
    attributes.putAll(news.attributes());
    String from = from(target);
    Call call =
        new Call(
            CallKind.MESSAGING,
            to(target),
            from + "/webhook",
            target.platform(),
            news.operation(),
            outcome(exchange, body),
            duration == null
                ? Traffic.UNKNOWN
                : new Traffic(exchange.request().size(), exchange.response().size()),
            null,
            news.conversation(),
            news.user(),
            new Source(WEBHOOK, target.platform() == null ? "http" : target.platform()));
    Draft draft =
        new Draft(
            new Span(
                open ? FactKey.start(exchange.key()) : FactKey.end(exchange.key()),
                exchange.parent(),
                null,
                new Timing(start, open || duration == null ? null : (Long) (start + duration)),
                "webhook " + target.route(),
                SpanKind.CLIENT,
                origin(from),
                SpanStatus.UNSET,
                null,
                call,
                new Detail(attributes, List.of(), List.of())),
            news.said().stream().map(said -> new Draft.Said(Direction.INPUT, said)).toList());
    return open && duration != null ? WireIntake.alive(draft, exchange) : draft;
  }

  private static Origin origin(String service) {
    return new Origin(service, null, null, null, WEBHOOK);
  }

  private static String from(RawExchange.Target target) {
    return Objects.requireNonNullElse(target.parties().from(), target.route());
  }

  private static String to(RawExchange.Target target) {
    return Objects.requireNonNullElse(target.parties().to(), target.host());
  }

  /// How its receiver took it; what was signed and is no JSON is the sender's failure, though it
  /// was delivered.
  private Outcome outcome(RawExchange exchange, Body body) {
    Integer status = exchange.status();
    return switch (exchange.ending()) {
      case RawExchange.Ending.Open _ -> new Outcome.Open();
      case RawExchange.Ending.Cancelled() ->
          new Outcome.Failed(Cause.CANCELLED, status, "its sender gave up");
      case RawExchange.Ending.Broken(Cause cause, String detail) ->
          new Outcome.Failed(cause, status, detail);
      case RawExchange.Ending.Whole() ->
          body instanceof Body.Malformed && status != null && status < 400
              ? new Outcome.Failed(
                  Cause.MALFORMED, status, "signed and delivered, but its body is no JSON")
              : judged(null, status, List.of(), null);
    };
  }

  private Outcome judged(
      @Nullable String platform,
      @Nullable Integer status,
      List<String> messages,
      @Nullable String code) {
    return rule.judge(
        new Evidence(
            platform,
            SpanStatus.Code.UNSET,
            status,
            null,
            null,
            List.of(),
            messages,
            code,
            List.of()));
  }

  /// A status is a span of its own in the message's life. One that says the message never arrived
  /// is a failed call, too: its sending had only been accepted.
  private Draft status(RawExchange exchange, WhatsAppNews.Status status) {
    RawExchange.Target target = exchange.target();
    Long at = status.atEpochNanos();
    long when = at == null ? exchange.startEpochNanos() : at;
    Call call =
        status.failed()
            ? new Call(
                CallKind.MESSAGING,
                WHATSAPP,
                WHATSAPP + "/messages",
                WHATSAPP,
                "deliver",
                failure(status),
                Traffic.UNKNOWN,
                null,
                status.conversation(),
                status.user(),
                new Source(WEBHOOK, WHATSAPP))
            : null;
    return new Draft(
        new Span(
            FactKey.end(MessageLife.status(status.messageId(), status.status())),
            null,
            null,
            new Timing(when, when),
            "status " + status.status(),
            SpanKind.INTERNAL,
            origin(to(target)),
            SpanStatus.UNSET,
            null,
            call,
            new Detail(status.attributes(), List.of(), List.of())),
        List.of());
  }

  private Outcome failure(WhatsAppNews.Status status) {
    Outcome judged = judged(WHATSAPP, null, status.errors(), status.errorCode());
    return judged instanceof Outcome.Failed
        ? judged
        : new Outcome.Failed(Cause.UNKNOWN, null, String.join("; ", status.errors()));
  }
}
