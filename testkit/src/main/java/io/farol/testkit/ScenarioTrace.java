// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.flow.Draft;
import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Cause;
import io.farol.model.Detail;
import io.farol.model.Direction;
import io.farol.model.Message;
import io.farol.model.Model;
import io.farol.model.Origin;
import io.farol.model.Outcome;
import io.farol.model.Part;
import io.farol.model.Phase;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import io.farol.model.Tokens;
import io.farol.model.TraceId;
import io.farol.model.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One turn of a dialogue as a trace: a root, a step, model calls with their transport and with
/// other views of the same call, tools, SERPRO, WhatsApp and database calls. What was sent of it,
/// and when, is in [#sent()].
final class ScenarioTrace {

  /// A telling and when its sender sent it.
  record Sent(long atEpochNanos, Draft telling) {}

  private static final List<String> MODELS = List.of("gpt-4.1", "gpt-4.1-mini", "text-embedding-3");
  private static final List<Cause> CAUSES = List.of(Cause.values());
  private static final List<Integer> STATUSES = List.of(400, 401, 404, 429, 500, 503);

  private final Dice dice;
  private final TraceId trace;
  private final Origin origin;
  private final @Nullable String conversation;
  private final List<Sent> sent = new ArrayList<>();

  ScenarioTrace(Dice dice, long startEpochNanos) {
    this.dice = dice;
    trace = new TraceId(dice.any(), dice.any() | 1);
    origin = origin(dice);
    conversation = dice.maybe(70, () -> "conversa-" + dice.below(12));
    Sketch root =
        place(Sketch.step(key()).named("turn").kind(SpanKind.SERVER), null, startEpochNanos);
    root.lasting(Duration.ofMillis(dice.between(100, 20_000)));
    tell(root);
    Sketch agent =
        place(Sketch.step(key()).named("invoke_agent " + dice.words(1)), root, startEpochNanos);
    tell(agent);
    long at = startEpochNanos;
    int calls = 1 + dice.below(4);
    for (int i = 0; i < calls; i++) {
      at += dice.percent(20) ? 0 : dice.between(1, 2_000_000_000L);
      Sketch above = dice.percent(70) ? agent : root;
      switch (dice.below(6)) {
        case 0, 1, 2 -> modelCall(above, at);
        case 3 -> toolCall(above, at);
        case 4 -> transport(serpro(above, at), at, null);
        default -> tell(failing(oneWay(above, at)));
      }
    }
  }

  List<Sent> sent() {
    return sent;
  }

  private void modelCall(Sketch above, long at) {
    String model = dice.pick(MODELS);
    String response = dice.maybe(60, () -> "resp-" + Long.toHexString(dice.any()));
    Sketch call = failing(model(above, at, model, response));
    tell(call);
    Sketch below = call;
    if (dice.percent(25)) {
      // the client library sees the framework's call again, with the same answer or the same model
      below = model(call, at + dice.below(1_000), model, dice.percent(50) ? response : null);
      tell(failing(below));
    }
    if (dice.percent(15)) {
      // someone further away, a gateway, sees the same answer; its clock may be behind
      tell(
          model(above, at + dice.between(-5_000, 5_000), model, response)
              .from("gateway")
              .environment(dice.maybe(50, () -> "production")));
    }
    int attempts = dice.below(3);
    for (int i = 0; i < attempts; i++) {
      Sketch transport = transport(below, at + dice.below(2_000_000));
      if (dice.percent(25)) {
        Sketch step = place(Sketch.step(key()).named("interceptor"), below, at);
        tell(step);
        transport.parent(step.id()).carrier(below.id());
      }
      transport(transport, at, response);
    }
  }

  /// Tells a transport and, where it passed the gateway, the capture of it, by another clock;
  /// seldom it passed twice.
  private void transport(Sketch transport, long at, @Nullable String response) {
    tell(failing(transport));
    for (int passed = dice.below(10); passed >= 8; passed--) {
      Sketch capture = capture(transport, at + dice.between(-1_000_000, 3_000_000), response);
      tell(failing(capture.bytes(bytes(), bytes())));
    }
  }

  private Sketch capture(Sketch caller, long at, @Nullable String response) {
    Sketch capture =
        dice.percent(50)
            ? model(caller, at, dice.pick(MODELS), dice.percent(50) ? response : null)
            : place(Sketch.http(key()), caller, at).succeeded(dice.maybe(90, () -> 200));
    if (dice.percent(10)) {
      capture.parent(null);
    }
    capture.captured();
    return dice.percent(20) ? capture.from("assistente") : capture;
  }

  private Sketch model(Sketch above, long at, String model, @Nullable String response) {
    Sketch call =
        place(
            Sketch.call(CallKind.MODEL, key(), "azure-openai", "azure-openai/" + model, "chat"),
            above,
            at);
    boolean counted = dice.percent(75);
    call.usage(
        new Call.Usage(
            new Model(
                "azure.ai.openai",
                dice.maybe(90, () -> model),
                dice.maybe(60, () -> model + "-2025-04-14")),
            counted ? tokens() : Tokens.UNKNOWN,
            dice.maybe(40, () -> dice.between(1_000, 900_000_000)),
            dice.percent(60) ? List.of("stop") : List.of(),
            response,
            dice.maybe(10, () -> "batch")));
    call.platform(dice.maybe(80, () -> "azure-openai"));
    return speaking(call);
  }

  private Tokens tokens() {
    return new Tokens(
        dice.maybe(95, () -> dice.between(0, 90_000)),
        dice.maybe(90, () -> dice.between(0, 4_000)),
        dice.maybe(40, () -> dice.between(0, 1_000)),
        dice.maybe(10, () -> dice.between(0, 1_000)),
        dice.maybe(20, () -> dice.between(0, 500)),
        dice.maybe(5, () -> dice.between(0, 500)),
        dice.maybe(5, () -> dice.between(0, 500)));
  }

  private Sketch speaking(Sketch call) {
    call.says(
        Direction.INPUT, new Message("system", List.of(new Part.Text("Você é o atendente."))));
    int turns = dice.below(3);
    for (int i = 0; i < turns; i++) {
      call.asks(dice.words(1 + dice.below(30)));
    }
    if (dice.percent(60)) {
      call.says(Direction.OUTPUT, new Message("assistant", List.of(part(), part())));
    }
    return call;
  }

  private Part part() {
    return switch (dice.below(6)) {
      case 0 ->
          new Part.ToolCall(
              dice.maybe(80, () -> "call-1"), "consulta_cpf", "{\"n\":" + dice.below(9) + "}");
      case 1 -> new Part.ToolResult(dice.maybe(80, () -> "call-1"), dice.words(4));
      case 2 -> new Part.Reasoning(dice.words(6));
      case 3 -> new Part.Refusal(dice.words(3));
      case 4 ->
          new Part.Media(
              "image/png",
              dice.maybe(50, () -> dice.between(1, 1 << 20)),
              null,
              dice.maybe(50, () -> "midia/1.png"));
      default -> new Part.Text(dice.words(1 + dice.below(40)));
    };
  }

  private void toolCall(Sketch above, long at) {
    Sketch tool =
        place(
            Sketch.call(CallKind.TOOL, key(), "mcp-cadastro", "mcp/cadastro", "tools/call"),
            above,
            at);
    tell(failing(tool));
    CallKind kind = dice.percent(50) ? CallKind.RPC : CallKind.HTTP;
    Sketch below =
        place(
            Sketch.call(kind, key(), "cadastro.local", "cadastro.local", "POST /mcp"),
            tool,
            at + 5);
    transport(below.bytes(bytes(), bytes()), at, null);
  }

  private Sketch transport(Sketch above, long at) {
    Sketch http =
        place(
            Sketch.call(
                CallKind.HTTP, key(), "farol.openai.azure.com", "farol.openai.azure.com", "POST"),
            above,
            at);
    return http.succeeded(dice.maybe(90, () -> 200)).bytes(bytes(), bytes());
  }

  private Sketch serpro(Sketch above, long at) {
    Sketch http = place(Sketch.http(key()), above, at);
    return http.platform("serpro").succeeded(200).bytes(bytes(), bytes());
  }

  private Sketch oneWay(Sketch above, long at) {
    if (dice.percent(50)) {
      Sketch send =
          place(
              Sketch.call(CallKind.MESSAGING, key(), "whatsapp", "whatsapp/cloud-api", "send"),
              above,
              at);
      return send.kind(SpanKind.PRODUCER).platform("whatsapp").answers(dice.words(8));
    }
    if (dice.percent(30)) {
      return place(
          Sketch.call(CallKind.RPC, key(), "cadastro", "cadastro/grpc", "Cadastro/Buscar"),
          above,
          at);
    }
    return place(
        Sketch.call(CallKind.DATABASE, key(), "postgres", "postgres/atendimento", "SELECT"),
        above,
        at);
  }

  private @Nullable Long bytes() {
    return dice.maybe(80, () -> dice.between(0, 60_000));
  }

  private SpanKey key() {
    return new SpanKey(trace, new SpanId(dice.any() | 1));
  }

  private Sketch place(Sketch sketch, @Nullable Sketch above, long at) {
    sketch
        .at(at)
        .lasting(Duration.ofNanos(dice.between(0, 3_000_000_000L)))
        .origin(origin)
        .parent(above == null ? null : above.id())
        .detail(detail());
    return sketch;
  }

  private static Origin origin(Dice dice) {
    return new Origin(
        dice.pick(List.of("assistant", "worker", "canal-whatsapp")),
        dice.maybe(85, () -> dice.pick(List.of("production", "staging"))),
        dice.maybe(40, () -> "azure"),
        dice.maybe(40, () -> "brazilsouth"),
        dice.maybe(40, () -> "pod-" + dice.below(3)));
  }

  private Sketch failing(Sketch call) {
    if (dice.percent(5)) {
      return call.outcome(new Outcome.Lost("no end after ten minutes"));
    }
    if (dice.percent(75)) {
      return call;
    }
    return call.status(SpanStatus.Code.ERROR, dice.maybe(70, () -> dice.words(3)))
        .failed(
            dice.percent(30) ? Cause.UNKNOWN : dice.pick(CAUSES),
            dice.maybe(50, () -> dice.pick(STATUSES)),
            dice.maybe(60, () -> "java.net." + dice.words(2)));
  }

  private Detail detail() {
    if (dice.percent(30)) {
      return Detail.NONE;
    }
    Map<String, Value> attributes = new LinkedHashMap<>();
    attributes.put("server.address", Value.of(dice.words(1)));
    attributes.put("server.port", Value.of(dice.any()));
    attributes.put("sampled", new Value.Flag(dice.percent(50)));
    attributes.put("ratio", new Value.Real(dice.below(1_000) / 8.0));
    attributes.put("body", new Value.Bytes(dice.below(1_000)));
    attributes.put("none", new Value.Empty());
    attributes.put("tags", new Value.Items(List.of(Value.of(1), Value.of("dois"))));
    attributes.put("nested", new Value.Fields(Map.of("a\"b", Value.of("c\nd"))));
    return new Detail(
        attributes,
        dice.percent(70)
            ? List.of()
            : List.of(
                new Detail.Event(
                    "exception", dice.between(0, Drafts.NOON), Map.of("x", Value.of(1)))),
        dice.percent(80) ? List.of() : List.of(new Detail.Link(key(), attributes)));
  }

  /// Sends some of what there is to say of a span: seldom nothing but its start, often everything
  /// in its end, sometimes in pieces, sometimes twice.
  private void tell(Sketch span) {
    long start = span.startEpochNanos();
    boolean call = span.isCall();
    if (call) {
      span.conversation(conversation).user(dice.maybe(30, () -> "cidadao-" + dice.below(5)));
    }
    boolean started = dice.percent(40);
    boolean ended = !started || dice.percent(85);
    if (started) {
      send(start, span.start());
    }
    if (started && dice.percent(15)) {
      long alive = start + dice.between(1, 5_000_000_000L);
      send(alive, span.alive(alive));
    }
    if (!ended) {
      if (call && dice.percent(30)) {
        send(start + 1, span.endless().late(dice.any()));
      }
      return;
    }
    long end = start + dice.between(0, 5_000_000_000L);
    if (call && dice.percent(20)) {
      send(end, span.late(1));
      send(end + 1, span.late(dice.any()));
      span.silent();
    }
    if (started && dice.percent(30)) {
      forget(span);
    }
    send(end, span.end());
    if (dice.percent(10)) {
      span.named("revised").detail(detail());
      if (call) {
        failing(span);
      }
      send(end + dice.between(0, 9_000_000_000L), span.telling(Phase.END, 0, 1 + dice.below(3)));
    }
  }

  /// The end does not say all that was said before.
  private void forget(Sketch span) {
    span.named(dice.percent(50) ? "" : "renamed").kind(SpanKind.UNSPECIFIED).detail(Detail.NONE);
    span.origin(new Origin("unknown", dice.maybe(50, () -> "production"), null, null, null));
    if (span.isCall()) {
      span.platform(null).conversation(null).user(null);
    }
  }

  private void send(long at, Draft telling) {
    sent.add(new Sent(at, telling));
    if (dice.percent(8)) {
      sent.add(new Sent(at + dice.between(0, 60_000_000_000L), telling));
    }
  }
}
