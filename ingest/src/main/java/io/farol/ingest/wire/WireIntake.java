// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.flow.Draft;
import io.farol.flow.OutcomeRule;
import io.farol.flow.RawExchange;
import io.farol.ingest.dialect.Allowance;
import io.farol.ingest.dialect.Attributes;
import io.farol.ingest.dialect.JsonText;
import io.farol.ingest.dialect.Normaliser;
import io.farol.ingest.dialect.Sender;
import io.farol.ingest.dialect.SentSpan;
import io.farol.model.Call;
import io.farol.model.Cause;
import io.farol.model.Detail;
import io.farol.model.Direction;
import io.farol.model.Evidence;
import io.farol.model.FactKey;
import io.farol.model.Origin;
import io.farol.model.Outcome;
import io.farol.model.Phase;
import io.farol.model.Source;
import io.farol.model.Span;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import io.farol.model.Timing;
import io.farol.model.Traffic;
import io.farol.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// From a raw exchange of the gateway to the draft of its span: the wire says what was said, the
/// dialects' own rules name platform, integration and model, so that a call reads the same whether
/// it was told by telemetry or seen passing. Keeps nothing between two calls but what is known of
/// messages that were sent ([Deliveries]) and to which dialogue an answer belongs that a later
/// request may go on with ([Turns]); safe for many threads.
public final class WireIntake {

  /// How often the gateway says that a long exchange is still on its way.
  public static final long ALIVE_INTERVAL_MILLIS = 5_000;

  /// Some 10 MB, twice.
  private static final int REMEMBERED_TURNS = 50_000;

  private final OutcomeRule rule;
  private final Deliveries deliveries = new Deliveries();
  private final HookIntake hooks;
  private final Normaliser normaliser;
  private final Turns turns = new Turns(REMEMBERED_TURNS);

  /// @param rule reads the outcome of finished calls
  public WireIntake(OutcomeRule rule) {
    this.rule = rule;
    this.hooks = new HookIntake(rule, deliveries);
    this.normaliser = new Normaliser(_ -> new Outcome.Open()); // how it went is judged here
  }

  /// What an exchange that has begun, goes on or has ended tells: itself first, then what a webhook
  /// tells of messages sent before.
  public List<Draft> read(RawExchange exchange) {
    int bytes = exchange.request().kept() + exchange.response().kept();
    return Allowance.ofBody(Math.max(bytes, 1))
        .within(() ->
            switch (exchange.target().parties().way()) {
              case OUT -> drafts(exchange);
              case IN -> hooks.drafts(exchange);
            });
  }

  /// A sign of life that brings the request tells anew what has begun.
  private List<Draft> drafts(RawExchange exchange) {
    Draft draft = draft(exchange);
    Map<String, Value> told = draft.span().detail().attributes();
    if (draft.span().key().phase() == Phase.END
        && told.get("whatsapp.message.id") instanceof Value.Text(String messageId)) {
      return Stream.concat(
              Stream.of(draft),
              deliveries.sent(messageId, exchange.key(), draft.span().origin()).stream())
          .toList();
    }
    if (!isAlive(exchange) || draft.span().call() == null) {
      return List.of(draft);
    }
    return exchange.request().body().length == 0
        ? List.of(alive(draft, exchange))
        : List.of(begunAnew(draft), alive(draft, exchange));
  }

  private static boolean isAlive(RawExchange exchange) {
    return exchange.ending() instanceof RawExchange.Ending.Open && exchange.durationNanos() != null;
  }

  /// The start once more, as the request tells it; what was said is told at the end.
  private static Draft begunAnew(Draft draft) {
    Span span = draft.span();
    return new Draft(
        new Span(
            new FactKey(span.key().span(), Phase.START, 0, 1),
            span.parent(),
            span.carrier(),
            span.timing(),
            span.name(),
            span.kind(),
            span.origin(),
            span.status(),
            span.deadlineEpochNanos(),
            span.call(),
            span.detail()),
        List.of());
  }

  private Draft draft(RawExchange exchange) {
    Wire wire = Wires.of(exchange.target());
    Told told = new Told();
    told.attributes.putAll(transport(exchange));
    if (wire != null) {
      understood(wire, exchange, told);
      turns.join(told);
    } else if (exchange.status() != null && exchange.status() >= 400) {
      plainError(exchange, told);
    }
    boolean open = exchange.ending() instanceof RawExchange.Ending.Open;
    RawExchange.Target target = exchange.target();
    Draft draft =
        normaliser
            .spans(
                List.of(
                    new SentSpan(
                        new Sender(origin(target), "", "", Map.of()),
                        exchange.key(),
                        exchange.parent(),
                        target.method(),
                        SpanKind.CLIENT,
                        exchange.startEpochNanos(),
                        open ? null : end(exchange),
                        Attributes.owning(told.attributes),
                        List.of(),
                        told.links,
                        SpanStatus.UNSET,
                        0)))
            .getFirst();
    Call call = draft.span().call();
    if (call == null) {
      return draft;
    }
    return with(draft, call(call, wire, exchange, told), deadline(exchange), told);
  }

  private static @Nullable Long deadline(RawExchange exchange) {
    return exchange.ending() instanceof RawExchange.Ending.Open(Long nanos) && nanos != null
        ? Long.valueOf(exchange.startEpochNanos() + nanos)
        : null;
  }

  /// A sign of life is a telling of its own, at its own time.
  static Draft alive(Draft draft, RawExchange exchange) {
    long durationNanos = Objects.requireNonNullElse(exchange.durationNanos(), 0L);
    Span span = draft.span();
    Map<String, Value> attributes = new LinkedHashMap<>(span.detail().attributes());
    attributes.put("farol.alive_interval_ms", Value.of(ALIVE_INTERVAL_MILLIS));
    long lastByte = Objects.requireNonNullElse(exchange.lastByteNanos(), 0L);
    attributes.put(
        "farol.idle_ms",
        Value.of(TimeUnit.NANOSECONDS.toMillis(Math.max(0, durationNanos - lastByte))));
    return new Draft(
        new Span(
            new FactKey(span.key().span(), Phase.ALIVE, durationNanos, 0),
            span.parent(),
            span.carrier(),
            new Timing(span.timing().startEpochNanos() + durationNanos, null),
            span.name(),
            span.kind(),
            span.origin(),
            span.status(),
            span.deadlineEpochNanos(),
            span.call(),
            new Detail(attributes, List.of(), List.of())),
        List.of());
  }

  /// Where nobody says who called, a caller's own telemetry names it. The instance keeps the
  /// gateway's signs of life apart from those of other senders.
  private static Origin origin(RawExchange.Target target) {
    String from = target.parties().from();
    return new Origin(from == null ? Origin.UNKNOWN : from, null, null, null, Source.GATEWAY);
  }

  private static long end(RawExchange exchange) {
    Long duration = exchange.durationNanos();
    return exchange.startEpochNanos() + (duration == null ? 0 : duration);
  }

  private static Map<String, Value> transport(RawExchange exchange) {
    RawExchange.Target target = exchange.target();
    Map<String, Value> attributes = new LinkedHashMap<>();
    attributes.put("http.request.method", Value.of(target.method()));
    attributes.put(
        "url.full",
        Value.of(
            (target.tls() ? "https://" : "http://")
                + (target.host().contains(":") ? "[" + target.host() + "]" : target.host())
                + (target.port() == (target.tls() ? 443 : 80) ? "" : ":" + target.port())
                + target.path()
                + (target.query().isEmpty() ? "" : "?" + target.query())));
    attributes.put("server.address", Value.of(target.host()));
    attributes.put("server.port", Value.of(target.port()));
    attributes.put("farol.gateway.route", Value.of(target.route()));
    String agent = exchange.request().field("user-agent");
    if (agent != null) {
      attributes.put("user_agent.original", Value.of(agent));
    }
    if (exchange.status() != null) {
      attributes.put("http.response.status_code", Value.of(exchange.status().longValue()));
    }
    for (RawExchange.Field field : exchange.response().fields()) {
      attributes.put("http.response.header." + field.name(), Value.of(field.value()));
    }
    return attributes;
  }

  private static void understood(Wire wire, RawExchange exchange, Told told) {
    told.put("gen_ai.operation.name", wire.operation());
    told.put("gen_ai.request.model", wire.modelOf(exchange.target()));
    String request = Body.text(exchange.request());
    kept(exchange, told);
    if (request != null && read(exchange.request(), request) instanceof Value.Fields fields) {
      wire.request(fields, told);
    } else if (request != null) {
      wire.form(request, told);
    }
    String response = Body.text(exchange.response());
    if (response == null || response.isEmpty()) {
      return;
    }
    boolean failed = exchange.status() != null && exchange.status() >= 400;
    if (Body.isStream(exchange.response(), response)) {
      wire.response(wire.joined(events(exchange.response(), response)), told);
      if (exchange.firstByteNanos() != null) {
        told.put(
            "gen_ai.response.time_to_first_chunk",
            new Value.Real((double) exchange.firstByteNanos() / TimeUnit.SECONDS.toNanos(1)));
      }
    } else if (answer(response) instanceof Value.Fields fields) {
      wire.response(fields, told);
      if (failed) {
        OpenAiErrors.readOthers(fields, told);
      }
    } else if (exchange.response().clipped() || !isWhole(exchange)) {
      if (CutJson.read(response) instanceof Value.Fields fields) {
        wire.response(CutJson.withEnd(fields, Body.end(exchange.response())), told);
      }
    } else if (failed) {
      wire.fault(response, told);
    } else {
      wire.text(response, told);
    }
  }

  /// Google's imitations put an error into a list.
  private static @Nullable Value answer(String text) {
    Value answer = JsonText.read(text);
    return answer instanceof Value.Items(List<Value> items) && !items.isEmpty()
        ? items.getFirst()
        : answer;
  }

  private static List<ServerEvents.Event> events(RawExchange.Part part, String text) {
    List<ServerEvents.Event> events = ServerEvents.of(text);
    String end = Body.end(part);
    if (!end.isEmpty()) {
      events.add(ServerEvents.GAP);
      events.addAll(ServerEvents.ofEnd(end));
    }
    return events;
  }

  private static @Nullable Value read(RawExchange.Part part, String text) {
    return part.clipped() ? CutJson.read(text) : JsonText.read(text);
  }

  private static boolean isWhole(RawExchange exchange) {
    return exchange.ending() instanceof RawExchange.Ending.Whole;
  }

  /// Says where less is known than was said: a body was clipped, or an answer broke off. What was
  /// used is then known only if it had been said before.
  private static void kept(RawExchange exchange, Told told) {
    if (exchange.request().body().length > 0 && exchange.request().clipped()) {
      told.put("farol.capture.request", "clipped");
    }
    boolean open = exchange.ending() instanceof RawExchange.Ending.Open;
    if (exchange.response().body().length > 0 && !open) {
      if (exchange.response().clipped()) {
        told.put("farol.capture.response", "clipped");
      } else if (!isWhole(exchange)) {
        told.put("farol.capture.response", "cut");
      }
    }
  }

  /// Most of the world writes its errors alike.
  private static void plainError(RawExchange exchange, Told told) {
    String body = Body.text(exchange.response());
    if (body != null && answer(body) instanceof Value.Fields fields) {
      OpenAiErrors.read(fields, told);
      OpenAiErrors.readOthers(fields, told);
    }
  }

  private Call call(Call call, @Nullable Wire wire, RawExchange exchange, Told told) {
    Call.Usage usage = call.usage();
    String platform = exchange.target().platform();
    String conversation = exchange.target().parties().conversation();
    return new Call(
        call.kind(),
        platform == null ? call.to() : platform,
        platform == null ? call.integration() : integration(platform, call),
        platform == null ? call.platform() : platform,
        call.operation(),
        outcome(call, exchange, told),
        exchange.durationNanos() == null
            ? Traffic.UNKNOWN
            : new Traffic(exchange.request().size(), exchange.response().size()),
        usage == null
            ? null
            : new Call.Usage(
                usage.model(),
                told.tokens,
                usage.timeToFirstTokenNanos(),
                usage.finishReasons(),
                usage.responseId(),
                usage.serviceTier()),
        conversation == null ? call.conversationId() : conversation,
        call.user(),
        new Source(Source.GATEWAY, wire == null ? "http" : wire.id()));
  }

  /// What the route says of its platform goes before what its address looks like.
  private static String integration(String platform, Call call) {
    int slash = call.integration().indexOf('/');
    return slash < 0 ? platform : platform + call.integration().substring(slash);
  }

  private Outcome outcome(Call call, RawExchange exchange, Told told) {
    return switch (exchange.ending()) {
      case RawExchange.Ending.Open _ -> new Outcome.Open();
      case RawExchange.Ending.Cancelled() ->
          new Outcome.Failed(Cause.CANCELLED, exchange.status(), "the caller gave up");
      case RawExchange.Ending.Broken(Cause cause, String detail) ->
          new Outcome.Failed(cause, exchange.status(), detail);
      case RawExchange.Ending.Whole() ->
          rule.judge(
              new Evidence(
                  call.platform(),
                  SpanStatus.Code.UNSET,
                  exchange.status(),
                  null,
                  told.errorType,
                  List.of(),
                  told.errorMessages,
                  told.providerCode,
                  call.usage() == null ? List.of() : call.usage().finishReasons()));
    };
  }

  private static Draft with(Draft draft, Call call, @Nullable Long deadlineEpochNanos, Told told) {
    Span span = draft.span();
    List<Draft.Said> said =
        told.said.isEmpty()
            ? draft.said()
            : told.said.stream().map(message -> new Draft.Said(Direction.INPUT, message)).toList();
    return new Draft(
        new Span(
            span.key(),
            span.parent(),
            span.carrier(),
            span.timing(),
            span.name(),
            span.kind(),
            span.origin(),
            span.status(),
            deadlineEpochNanos,
            call,
            span.detail()),
        said);
  }
}
