// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Cause;
import io.farol.model.Detail;
import io.farol.model.Fact;
import io.farol.model.FactKey;
import io.farol.model.Model;
import io.farol.model.Origin;
import io.farol.model.Outcome;
import io.farol.model.Phase;
import io.farol.model.Source;
import io.farol.model.Span;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import io.farol.model.Timing;
import io.farol.model.Tokens;
import io.farol.model.TraceId;
import io.farol.model.Traffic;
import io.farol.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Facts to rate, one thing said at a time; what is not said is a finished, successful chat with
/// gpt-4.1 on Azure.
record Facts(
    long trace,
    long span,
    Phase phase,
    CallKind kind,
    @Nullable String platform,
    String provider,
    @Nullable String requested,
    @Nullable String responded,
    String operation,
    Outcome outcome,
    @Nullable Tokens tokens,
    @Nullable String responseId,
    @Nullable String tier,
    @Nullable SpanId carrier,
    Map<String, Value> attributes,
    Instant at) {

  static final Instant AT = Instant.parse("2026-11-25T12:00:00.123456789Z");

  static Facts chat(@Nullable Tokens tokens) {
    return new Facts(
        7,
        8,
        Phase.END,
        CallKind.MODEL,
        null,
        "azure.ai.openai",
        "gpt-4.1",
        "gpt-4.1-2025-04-14",
        "chat",
        new Outcome.Succeeded(200),
        tokens,
        null,
        null,
        null,
        Map.of(),
        AT);
  }

  static Facts http(String platform, String operation, Outcome outcome) {
    return new Facts(
        7,
        9,
        Phase.END,
        CallKind.HTTP,
        platform,
        "",
        null,
        null,
        operation,
        outcome,
        null,
        null,
        null,
        null,
        Map.of(),
        AT);
  }

  static Tokens tokens(long input, long output) {
    return new Tokens(input, output, null, null, null, null, null);
  }

  static Outcome failed(Cause cause, @Nullable Integer status) {
    return new Outcome.Failed(cause, status, null);
  }

  Facts span(long other) {
    return new Facts(
        trace,
        other,
        phase,
        kind,
        platform,
        provider,
        requested,
        responded,
        operation,
        outcome,
        tokens,
        responseId,
        tier,
        carrier,
        attributes,
        at);
  }

  Facts trace(long other) {
    return new Facts(
        other,
        span,
        phase,
        kind,
        platform,
        provider,
        requested,
        responded,
        operation,
        outcome,
        tokens,
        responseId,
        tier,
        carrier,
        attributes,
        at);
  }

  Facts phase(Phase other) {
    return new Facts(
        trace,
        span,
        other,
        kind,
        platform,
        provider,
        requested,
        responded,
        operation,
        outcome,
        tokens,
        responseId,
        tier,
        carrier,
        attributes,
        at);
  }

  Facts platform(@Nullable String other) {
    return new Facts(
        trace,
        span,
        phase,
        kind,
        other,
        provider,
        requested,
        responded,
        operation,
        outcome,
        tokens,
        responseId,
        tier,
        carrier,
        attributes,
        at);
  }

  Facts model(String otherProvider, @Nullable String asked, @Nullable String answered) {
    return new Facts(
        trace,
        span,
        phase,
        kind,
        platform,
        otherProvider,
        asked,
        answered,
        operation,
        outcome,
        tokens,
        responseId,
        tier,
        carrier,
        attributes,
        at);
  }

  Facts operation(String other) {
    return new Facts(
        trace,
        span,
        phase,
        kind,
        platform,
        provider,
        requested,
        responded,
        other,
        outcome,
        tokens,
        responseId,
        tier,
        carrier,
        attributes,
        at);
  }

  Facts outcome(Outcome other) {
    return new Facts(
        trace,
        span,
        phase,
        kind,
        platform,
        provider,
        requested,
        responded,
        operation,
        other,
        tokens,
        responseId,
        tier,
        carrier,
        attributes,
        at);
  }

  Facts responseId(@Nullable String other) {
    return new Facts(
        trace,
        span,
        phase,
        kind,
        platform,
        provider,
        requested,
        responded,
        operation,
        outcome,
        tokens,
        other,
        tier,
        carrier,
        attributes,
        at);
  }

  Facts tier(String other) {
    return new Facts(
        trace,
        span,
        phase,
        kind,
        platform,
        provider,
        requested,
        responded,
        operation,
        outcome,
        tokens,
        responseId,
        other,
        carrier,
        attributes,
        at);
  }

  Facts carrier(SpanId other) {
    return new Facts(
        trace,
        span,
        phase,
        kind,
        platform,
        provider,
        requested,
        responded,
        operation,
        outcome,
        tokens,
        responseId,
        tier,
        other,
        attributes,
        at);
  }

  Facts attribute(String key, String value) {
    return new Facts(
        trace,
        span,
        phase,
        kind,
        platform,
        provider,
        requested,
        responded,
        operation,
        outcome,
        tokens,
        responseId,
        tier,
        carrier,
        Map.of(key, Value.of(value)),
        at);
  }

  Facts at(String other) {
    return new Facts(
        trace,
        span,
        phase,
        kind,
        platform,
        provider,
        requested,
        responded,
        operation,
        outcome,
        tokens,
        responseId,
        tier,
        carrier,
        attributes,
        Instant.parse(other));
  }

  Fact fact() {
    long nanos = at.getEpochSecond() * 1_000_000_000L + at.getNano();
    Call.Usage usage =
        tokens == null
            ? null
            : new Call.Usage(
                new Model(provider, requested, responded),
                tokens,
                null,
                List.of("stop"),
                responseId,
                tier);
    Call call =
        new Call(
            kind,
            "somebody",
            "somebody/something",
            platform,
            operation,
            outcome,
            Traffic.UNKNOWN,
            usage,
            null,
            null,
            new Source("otlp", "test"));
    SpanKey key = new SpanKey(new TraceId(1, trace), new SpanId(span));
    return new Fact(
        new Span(
            new FactKey(key, phase, 0, 0),
            null,
            carrier,
            new Timing(nanos, phase == Phase.END ? Long.valueOf(nanos + 5) : null),
            "a call",
            SpanKind.CLIENT,
            new Origin("assistant", null, null, null, null),
            SpanStatus.UNSET,
            null,
            call,
            new Detail(attributes, List.of(), List.of())),
        List.of());
  }
}
