// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import static io.farol.testkit.Joining.or;
import static io.farol.testkit.Joining.said;

import io.farol.model.Call;
import io.farol.model.Call.Usage;
import io.farol.model.Fact;
import io.farol.model.Model;
import io.farol.model.Outcome;
import io.farol.model.Phase;
import io.farol.model.Source;
import io.farol.model.Tokens;
import io.farol.model.Traffic;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The part of the law of [Joining] that speaks of calls: a span is a call when any telling saw one
/// in it, and its fields come from those tellings alone, one by one.
///
/// The outcome is taken whole from the highest `END` that saw a call; else from the highest `LATE`
/// whose outcome is not open; else it is open. What a start or a sign of life says of an outcome is
/// not heard.
final class CallJoining {

  private record Heard(Phase phase, Call call) {}

  private final List<Heard> ascending;

  private CallJoining(List<Heard> ascending) {
    this.ascending = ascending;
  }

  /// @param ascending the tellings that speak, the most believed last
  static @Nullable Call join(List<Fact> ascending) {
    List<Heard> heard =
        ascending.stream()
            .mapMulti((Fact fact, Consumer<Heard> next) -> {
              Call call = fact.span().call();
              if (call != null) {
                next.accept(new Heard(fact.span().key().phase(), call));
              }
            })
            .toList();
    return heard.isEmpty() ? null : new CallJoining(heard).call();
  }

  private Call call() {
    return new Call(
        ascending.getLast().call().kind(),
        text(Call::to),
        text(Call::integration),
        last(call -> said(call.platform())),
        text(Call::operation),
        outcome(),
        new Traffic(
            last(call -> call.traffic().sentBytes()), last(call -> call.traffic().receivedBytes())),
        ascending.stream().allMatch(heard -> heard.call().usage() == null) ? null : usage(),
        last(call -> said(call.conversationId())),
        last(call -> said(call.user())),
        new Source(text(call -> call.source().kind()), text(call -> call.source().dialect())));
  }

  private Outcome outcome() {
    return ascending.reversed().stream()
        .filter(heard ->
            heard.phase() == Phase.END
                || heard.phase() == Phase.LATE && !(heard.call().outcome() instanceof Outcome.Open))
        .map(heard -> heard.call().outcome())
        .findFirst()
        .orElseGet(Outcome.Open::new);
  }

  private Usage usage() {
    return new Usage(
        new Model(
            or(of(usage -> said(usage.model().provider())), ""),
            of(usage -> said(usage.model().requested())),
            of(usage -> said(usage.model().responded()))),
        new Tokens(
            of(usage -> usage.tokens().input()),
            of(usage -> usage.tokens().output()),
            of(usage -> usage.tokens().cacheRead()),
            of(usage -> usage.tokens().cacheWrite()),
            of(usage -> usage.tokens().reasoning()),
            of(usage -> usage.tokens().inputAudio()),
            of(usage -> usage.tokens().outputAudio())),
        of(Usage::timeToFirstTokenNanos),
        or(of(usage -> usage.finishReasons().isEmpty() ? null : usage.finishReasons()), List.of()),
        of(usage -> said(usage.responseId())),
        of(usage -> said(usage.serviceTier())));
  }

  private String text(Function<Call, String> field) {
    return or(last(call -> said(field.apply(call))), "");
  }

  private <T> @Nullable T of(Function<Usage, @Nullable T> field) {
    return last(call -> call.usage() == null ? null : field.apply(call.usage()));
  }

  private <T> @Nullable T last(Function<Call, @Nullable T> field) {
    return ascending.reversed().stream()
        .map(Heard::call)
        .map(field)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
