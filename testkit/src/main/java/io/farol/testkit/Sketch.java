// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.flow.Draft;
import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Cause;
import io.farol.model.Detail;
import io.farol.model.Direction;
import io.farol.model.FactKey;
import io.farol.model.Message;
import io.farol.model.Model;
import io.farol.model.Origin;
import io.farol.model.Outcome;
import io.farol.model.Part;
import io.farol.model.Phase;
import io.farol.model.Source;
import io.farol.model.Span;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import io.farol.model.Timing;
import io.farol.model.Tokens;
import io.farol.model.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A span with good defaults, to be told in a test: change what matters, then take a telling of it.
///
/// By default: from `assistant` in `production`, begun at [Drafts#NOON], lasting 200 ms, succeeded,
/// nothing else known. Mutable and confined to one thread; a telling taken is not changed any more.
public final class Sketch {

  private static final Source SOURCE = new Source("otlp", "test");

  private final SpanKey key;
  private Source source = SOURCE;
  private @Nullable SpanId parent;
  private @Nullable SpanId carrier;
  private long startEpochNanos = Drafts.NOON;
  private @Nullable Long durationNanos = 200_000_000L;
  private String name;
  private SpanKind kind = SpanKind.CLIENT;
  private Origin origin = new Origin("assistant", "production", null, null, null);
  private SpanStatus status = SpanStatus.UNSET;
  private @Nullable Long deadlineEpochNanos;
  private @Nullable Call call;
  private Detail detail = Detail.NONE;
  private final List<Draft.Said> said = new ArrayList<>();

  private Sketch(SpanKey key, String name, @Nullable Call call) {
    this.key = key;
    this.name = name;
    this.call = call;
  }

  /// A span that is no call.
  public static Sketch step(SpanKey key) {
    return new Sketch(key, "step", null).kind(SpanKind.INTERNAL);
  }

  /// A chat with `azure-openai/gpt-4.1`.
  public static Sketch model(SpanKey key) {
    return call(CallKind.MODEL, key, "azure-openai", "azure-openai/gpt-4.1", "chat")
        .model("gpt-4.1", null);
  }

  /// `GET /consulta-cpf` at `serpro`.
  public static Sketch http(SpanKey key) {
    return call(CallKind.HTTP, key, "serpro", "serpro/consulta-cpf", "GET /consulta-cpf");
  }

  public static Sketch call(
      CallKind kind, SpanKey key, String to, String integration, String operation) {
    return new Sketch(
        key,
        operation,
        new Call(
            kind,
            to,
            integration,
            null,
            operation,
            new Outcome.Succeeded(null),
            Traffic.UNKNOWN,
            null,
            null,
            null,
            SOURCE));
  }

  public SpanKey key() {
    return key;
  }

  public SpanId id() {
    return key.span();
  }

  public boolean isCall() {
    return call != null;
  }

  public long startEpochNanos() {
    return startEpochNanos;
  }

  public Sketch parent(@Nullable SpanId id) {
    parent = id;
    return this;
  }

  public Sketch carrier(@Nullable SpanId id) {
    carrier = id;
    return this;
  }

  public Sketch at(long epochNanos) {
    startEpochNanos = epochNanos;
    return this;
  }

  /// So long after [Drafts#NOON].
  public Sketch after(Duration sinceNoon) {
    return at(Drafts.NOON + sinceNoon.toNanos());
  }

  public Sketch lasting(Duration duration) {
    durationNanos = duration.toNanos();
    return this;
  }

  /// Without an end.
  public Sketch endless() {
    durationNanos = null;
    return this;
  }

  public Sketch named(String text) {
    name = text;
    return this;
  }

  public Sketch kind(SpanKind spanKind) {
    kind = spanKind;
    return this;
  }

  public Sketch from(String service) {
    return origin(
        new Origin(
            service, origin.environment(), origin.cloud(), origin.region(), origin.instance()));
  }

  public Sketch environment(@Nullable String environment) {
    return origin(
        new Origin(
            origin.service(), environment, origin.cloud(), origin.region(), origin.instance()));
  }

  public Sketch origin(Origin sender) {
    origin = sender;
    return this;
  }

  /// As the gateway saw it pass: sent by nobody it knows.
  public Sketch captured() {
    Call c = mine();
    source = new Source(Source.GATEWAY, "http");
    return origin(new Origin(Origin.UNKNOWN, null, null, null, Source.GATEWAY))
        .outcome(c.outcome());
  }

  public Sketch status(SpanStatus.Code code, @Nullable String message) {
    status = new SpanStatus(code, message);
    return this;
  }

  public Sketch deadline(@Nullable Long epochNanos) {
    deadlineEpochNanos = epochNanos;
    return this;
  }

  public Sketch detail(Detail carried) {
    detail = carried;
    return this;
  }

  public Sketch succeeded(@Nullable Integer httpStatus) {
    return outcome(new Outcome.Succeeded(httpStatus));
  }

  public Sketch failed(Cause cause, @Nullable Integer httpStatus, @Nullable String why) {
    return outcome(new Outcome.Failed(cause, httpStatus, why));
  }

  public Sketch outcome(Outcome outcome) {
    Call c = mine();
    return call(outcome, c.platform(), c.traffic(), c.usage(), c.conversationId(), c.user());
  }

  public Sketch platform(@Nullable String platform) {
    Call c = mine();
    return call(c.outcome(), platform, c.traffic(), c.usage(), c.conversationId(), c.user());
  }

  public Sketch bytes(@Nullable Long sent, @Nullable Long received) {
    Call c = mine();
    Traffic traffic = new Traffic(sent, received);
    return call(c.outcome(), c.platform(), traffic, c.usage(), c.conversationId(), c.user());
  }

  public Sketch usage(Call.@Nullable Usage usage) {
    Call c = mine();
    return call(c.outcome(), c.platform(), c.traffic(), usage, c.conversationId(), c.user());
  }

  public Sketch conversation(@Nullable String id) {
    Call c = mine();
    return call(c.outcome(), c.platform(), c.traffic(), c.usage(), id, c.user());
  }

  public Sketch user(@Nullable String person) {
    Call c = mine();
    return call(c.outcome(), c.platform(), c.traffic(), c.usage(), c.conversationId(), person);
  }

  public Sketch model(@Nullable String requested, @Nullable String responded) {
    Call.Usage u = used();
    return usage(
        new Call.Usage(
            new Model(u.model().provider(), requested, responded),
            u.tokens(),
            u.timeToFirstTokenNanos(),
            u.finishReasons(),
            u.responseId(),
            u.serviceTier()));
  }

  public Sketch tokens(@Nullable Long input, @Nullable Long output) {
    return tokens(new Tokens(input, output, null, null, null, null, null));
  }

  public Sketch tokens(Tokens tokens) {
    Call.Usage u = used();
    return usage(
        new Call.Usage(
            u.model(),
            tokens,
            u.timeToFirstTokenNanos(),
            u.finishReasons(),
            u.responseId(),
            u.serviceTier()));
  }

  public Sketch response(@Nullable String id) {
    Call.Usage u = used();
    return usage(
        new Call.Usage(
            u.model(),
            u.tokens(),
            u.timeToFirstTokenNanos(),
            u.finishReasons(),
            id,
            u.serviceTier()));
  }

  /// Adds a user's message to the input.
  public Sketch asks(String text) {
    return says(Direction.INPUT, new Message("user", List.of(new Part.Text(text))));
  }

  /// Adds the assistant's message to the output.
  public Sketch answers(String text) {
    return says(Direction.OUTPUT, new Message("assistant", List.of(new Part.Text(text))));
  }

  public Sketch says(Direction direction, Message message) {
    said.add(new Draft.Said(direction, message));
    return this;
  }

  /// Forgets the messages said so far, so that the next telling may say others.
  public Sketch silent() {
    said.clear();
    return this;
  }

  /// It ended, with everything sketched.
  public Draft end() {
    return end(0);
  }

  public Draft end(long revision) {
    return telling(Phase.END, 0, revision);
  }

  /// It began: without end, outcome, traffic, tokens and messages.
  public Draft start() {
    Call known = call;
    SpanStatus knownStatus = status;
    status = SpanStatus.UNSET;
    if (known != null) {
      Call.Usage u = known.usage();
      outcome(new Outcome.Open()).bytes(null, null);
      if (u != null) {
        usage(
            new Call.Usage(
                new Model(u.model().provider(), u.model().requested(), null),
                Tokens.UNKNOWN,
                null,
                List.of(),
                null,
                u.serviceTier()));
      }
    }
    Draft start =
        new Draft(
            span(new FactKey(key, Phase.START, 0, 0), new Timing(startEpochNanos, null)),
            List.of());
    call = known;
    status = knownStatus;
    return start;
  }

  /// It is still running, said at this moment.
  public Draft alive(long atEpochNanos) {
    Call known = call;
    call = null;
    Draft alive =
        new Draft(
            span(new FactKey(key, Phase.ALIVE, atEpochNanos, 0), new Timing(atEpochNanos, null)),
            List.of());
    call = known;
    return alive;
  }

  /// Something that came late, with everything sketched.
  public Draft late(long part) {
    return telling(Phase.LATE, part, 0);
  }

  /// Any telling, with everything sketched.
  public Draft telling(Phase phase, long part, long revision) {
    Long end = durationNanos == null ? null : (Long) (startEpochNanos + durationNanos);
    return new Draft(
        span(new FactKey(key, phase, part, revision), new Timing(startEpochNanos, end)), said);
  }

  private Span span(FactKey factKey, Timing timing) {
    return new Span(
        factKey,
        parent,
        carrier,
        timing,
        name,
        kind,
        origin,
        status,
        deadlineEpochNanos,
        call,
        detail);
  }

  private Sketch call(
      Outcome outcome,
      @Nullable String platform,
      Traffic traffic,
      Call.@Nullable Usage usage,
      @Nullable String conversationId,
      @Nullable String user) {
    Call c = mine();
    call =
        new Call(
            c.kind(),
            c.to(),
            c.integration(),
            platform,
            c.operation(),
            outcome,
            traffic,
            usage,
            conversationId,
            user,
            source);
    return this;
  }

  private Call mine() {
    if (call == null) {
      throw new IllegalStateException(key + " is sketched as a step; a step has no call to change");
    }
    return call;
  }

  private Call.Usage used() {
    Call.Usage usage = mine().usage();
    if (usage == null) {
      return new Call.Usage(
          new Model("azure.ai.openai", null, null), Tokens.UNKNOWN, null, List.of(), null, null);
    }
    return usage;
  }
}
