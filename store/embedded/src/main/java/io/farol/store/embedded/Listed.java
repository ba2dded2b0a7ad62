// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Cause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One exchange as it is listed: a span that is a call, with what its other views lend it. The
/// nearest views that have a thing count: bytes are their sum, all else is the latest one's.
///
/// @param told the span, completed by what was lent
/// @param defining the telling that gave its start
/// @param messageFacts the tellings that bring its messages
/// @param views the listed span first, then by depth, the latest first
record Listed(Telling told, Telling defining, List<Long> messageFacts, List<View> views) {

  /// @param depth 0 for the listed span
  record View(Joining span, int depth) {

    Telling told() {
      return span.told();
    }
  }

  private static final int UNKNOWN = Cause.UNKNOWN.ordinal();
  private static final int CANCELLED = Cause.CANCELLED.ordinal();
  private static final Comparator<View> NEAREST_THEN_LATEST =
      Comparator.comparingInt(View::depth)
          .thenComparing((one, other) -> Telling.BY_START.compare(other.told(), one.told()));

  /// Completes the listed span in place.
  static Listed of(List<View> unordered) {
    if (unordered.size() == 1) {
      Joining only = unordered.getFirst().span();
      return new Listed(only.told(), only.defining(), only.messageFacts(), unordered);
    }
    List<View> views = new ArrayList<>(unordered);
    views.sort(NEAREST_THEN_LATEST);
    Joining head = views.getFirst().span();
    Telling told = head.told();
    List<Long> facts = head.messageFacts();
    if (told.messages == 0) {
      Joining speaker = latest(views, view -> view.told().messages > 0 ? view.span() : null);
      if (speaker != null) {
        told.messages = speaker.told().messages;
        facts = speaker.messageFacts();
      }
    }
    told.sentBytes = sum(views, view -> view.told().sentBytes);
    told.receivedBytes = sum(views, view -> view.told().receivedBytes);
    outcome(told, views);
    usage(told, views);
    return new Listed(told, head.defining(), facts, views);
  }

  private static void outcome(Telling told, List<View> views) {
    if (told.outcome == Outcomes.SUCCEEDED || told.outcome == Outcomes.FAILED) {
      told.httpStatus = latest(views, view -> view.told().httpStatus);
    }
    if (told.outcome == Outcomes.FAILED) {
      Integer known = latest(views, view -> onlyGaveUp(view.told()) ? null : cause(view.told()));
      told.cause =
          Joining.or(known, Joining.or(latest(views, view -> cause(view.told())), told.cause));
    }
  }

  private static @Nullable Integer cause(Telling told) {
    return told.outcome == Outcomes.FAILED && told.cause != null && told.cause != UNKNOWN
        ? told.cause
        : null;
  }

  /// That its caller gave up is all that the gateway knows of it; why, the caller knows.
  private static boolean onlyGaveUp(Telling told) {
    return told.isCapture() && told.cause != null && told.cause == CANCELLED;
  }

  private static void usage(Telling told, List<View> views) {
    told.usage = views.stream().anyMatch(view -> view.told().usage);
    told.provider = latest(views, view -> view.told().provider);
    told.requested = latest(views, view -> view.told().requested);
    told.responded = latest(views, view -> view.told().responded);
    told.inputTokens = latest(views, view -> view.told().inputTokens);
    told.outputTokens = latest(views, view -> view.told().outputTokens);
    told.cacheReadTokens = latest(views, view -> view.told().cacheReadTokens);
    told.cacheWriteTokens = latest(views, view -> view.told().cacheWriteTokens);
    told.reasoningTokens = latest(views, view -> view.told().reasoningTokens);
    told.inputAudioTokens = latest(views, view -> view.told().inputAudioTokens);
    told.outputAudioTokens = latest(views, view -> view.told().outputAudioTokens);
    told.firstToken = latest(views, view -> view.told().firstToken);
    told.finishReasons = latest(views, view -> view.told().finishReasons);
    told.responseId = latest(views, view -> view.told().responseId);
    told.serviceTier = latest(views, view -> view.told().serviceTier);
  }

  private static <T> @Nullable T latest(List<View> views, Function<View, @Nullable T> what) {
    for (View view : views) {
      T found = what.apply(view);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable Long sum(List<View> views, Function<View, @Nullable Long> bytes) {
    Long sum = null;
    int depth = -1;
    for (View view : views) {
      Long value = bytes.apply(view);
      if (value != null && (sum == null || view.depth() == depth)) {
        sum = (sum == null ? 0 : sum) + value;
        depth = view.depth();
      }
    }
    return sum;
  }

  boolean failed() {
    return told.outcome == Outcomes.FAILED;
  }

  boolean open() {
    return told.outcome == Outcomes.OPEN || told.outcome == Outcomes.LOST;
  }

  @Nullable Long duration() {
    return told.end == null ? null : told.end - told.start;
  }

  String service() {
    return told.service == null ? SpanRows.UNKNOWN_SERVICE : told.service;
  }

  String callee() {
    return told.callee == null ? "" : told.callee;
  }

  String integration() {
    return told.integration == null ? "" : told.integration;
  }
}
