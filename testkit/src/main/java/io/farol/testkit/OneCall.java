// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.model.Call;
import io.farol.model.Call.Usage;
import io.farol.model.Cause;
import io.farol.model.Cost;
import io.farol.model.Exchange;
import io.farol.model.MessageRef;
import io.farol.model.Model;
import io.farol.model.Outcome;
import io.farol.model.SpanKey;
import io.farol.model.Tokens;
import io.farol.model.Traffic;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One call with every view of it, and the law of lending between them.
///
/// **The nearest views that have it count.** Whatever the listed span lacks is taken from the views
/// of the smallest depth (see [Nesting]) at which any has it:
///
/// - bytes sent and bytes received, each on its own: their sum at that depth;
/// - each field of usage (model, tokens, first token, finish reasons, response id, service tier),
///   and the messages as a whole: those of the latest view at that depth that has it;
/// - the HTTP status, if the outcome is succeeded or failed: likewise of the latest;
/// - the cause, if the outcome is failed and its cause unknown: likewise of the latest that failed
///   with another cause; that the caller gave up, where the gateway says it, only if no other is
///   known;
/// - ledger entries, kind by kind: all of that depth, where a charge goes before what has no price
///   (see [LedgerReading]).
///
/// *Latest* is the greatest start, then the greatest span id (unsigned). All else, the outcome's
/// state and detail among it, is the listed span's own.
final class OneCall {

  /// @param depth 0 for the listed span
  record View(Seen seen, int depth) {

    Call call() {
      return Objects.requireNonNull(seen.call());
    }
  }

  private static final Comparator<View> NEAREST_THEN_LATEST =
      Comparator.comparingInt(View::depth).thenComparing(View::seen, Seen.BY_START.reversed());

  private final List<View> views;

  OneCall(List<View> views) {
    this.views = views.stream().sorted(NEAREST_THEN_LATEST).toList();
  }

  Seen head() {
    return views.getFirst().seen();
  }

  /// All views of the smallest depth at which any has it, the latest first.
  <T> List<T> nearest(Function<View, @Nullable T> what) {
    record Had<T>(int depth, T value) {}
    List<Had<T>> had =
        views.stream()
            .mapMulti((View view, Consumer<Had<T>> next) -> {
              T value = what.apply(view);
              if (value != null) {
                next.accept(new Had<>(view.depth(), value));
              }
            })
            .toList();
    return had.stream()
        .takeWhile(each -> each.depth() == had.getFirst().depth())
        .map(Had::value)
        .toList();
  }

  Stream<SpanKey> keys() {
    return views.stream().map(view -> view.seen().key());
  }

  List<MessageRef> messages() {
    return Joining.or(
        latest(view -> view.seen().messages().isEmpty() ? null : view.seen().messages()),
        List.of());
  }

  Exchange exchange(@Nullable Cost cost) {
    Seen head = head();
    return new Exchange(
        head.key(), head.parent(), head.timing(), head.origin(), call(), cost, joined());
  }

  private List<Exchange.Joined> joined() {
    return views.stream()
        .skip(1)
        .sorted(Comparator.comparing(View::seen, Seen.BY_START))
        .map(view -> new Exchange.Joined(view.seen().key().span(), view.call().kind()))
        .toList();
  }

  private Call call() {
    Call own = views.getFirst().call();
    return new Call(
        own.kind(),
        own.to(),
        own.integration(),
        own.platform(),
        own.operation(),
        outcome(own.outcome()),
        new Traffic(
            sum(view -> view.call().traffic().sentBytes()),
            sum(view -> view.call().traffic().receivedBytes())),
        views.stream().allMatch(view -> view.call().usage() == null) ? null : usage(),
        own.conversationId(),
        own.user(),
        own.source());
  }

  private Outcome outcome(Outcome own) {
    return switch (own) {
      case Outcome.Open open -> open;
      case Outcome.Lost lost -> lost;
      case Outcome.Succeeded succeeded -> new Outcome.Succeeded(status());
      case Outcome.Failed(Cause cause, Integer status, String detail) ->
          new Outcome.Failed(
              Joining.or(latest(OneCall::known), Joining.or(latest(OneCall::cause), cause)),
              status(),
              detail);
    };
  }

  private @Nullable Integer status() {
    return latest(view -> view.call().outcome().httpStatus());
  }

  /// That its caller gave up is all that the gateway knows of it; why, the caller knows.
  private static @Nullable Cause known(View view) {
    Cause cause = cause(view);
    return cause == Cause.CANCELLED && view.call().source().isCapture() ? null : cause;
  }

  private static @Nullable Cause cause(View view) {
    return view.call().outcome() instanceof Outcome.Failed failed && failed.cause() != Cause.UNKNOWN
        ? failed.cause()
        : null;
  }

  private Usage usage() {
    return new Usage(
        new Model(
            Joining.or(used(usage -> Joining.said(usage.model().provider())), ""),
            used(usage -> usage.model().requested()),
            used(usage -> usage.model().responded())),
        new Tokens(
            used(usage -> usage.tokens().input()),
            used(usage -> usage.tokens().output()),
            used(usage -> usage.tokens().cacheRead()),
            used(usage -> usage.tokens().cacheWrite()),
            used(usage -> usage.tokens().reasoning()),
            used(usage -> usage.tokens().inputAudio()),
            used(usage -> usage.tokens().outputAudio())),
        used(Usage::timeToFirstTokenNanos),
        Joining.or(
            used(usage -> usage.finishReasons().isEmpty() ? null : usage.finishReasons()),
            List.of()),
        used(Usage::responseId),
        used(Usage::serviceTier));
  }

  private <T> @Nullable T used(Function<Usage, @Nullable T> field) {
    return latest(view -> {
      Usage usage = view.call().usage();
      return usage == null ? null : field.apply(usage);
    });
  }

  private <T> @Nullable T latest(Function<View, @Nullable T> what) {
    return nearest(what).stream().findFirst().orElse(null);
  }

  private @Nullable Long sum(Function<View, @Nullable Long> bytes) {
    return nearest(bytes).stream().reduce(Long::sum).orElse(null);
  }
}
