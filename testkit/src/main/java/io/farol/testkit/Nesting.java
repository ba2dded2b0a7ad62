// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.SpanId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The law of nesting: which spans of one trace (of one tenant) are the same call, seen by several.
/// It looks at joined spans that are calls, whatever their environment.
///
/// A *capture* is a call that the gateway told, of whatever kind; in rules 1 and 2 every other span
/// is meant by its kind, a capture never.
///
/// 1. **A transport nests in what it carries.** An `HTTP` or `RPC` span nests in its parent, else
///    in its carrier, where that one is a `MODEL` or `TOOL` call.
/// 2. **The same model call, seen twice.** Two `MODEL` spans are the same call when they have the
///    same response id, wherever in the trace they stand; or when one is the other's parent or
///    carrier, they asked for the same model or were answered by the same model, and their times
///    overlap (an open one lasts for ever; touching counts). Such a span nests in the one of them
///    that began first, if that is not itself; of those that began together the smaller span id
///    (unsigned) is the first.
/// 3. **A capture is its caller's call, seen from the far side.** An `HTTP` or `RPC` span that is
///    the parent of captures nests in the first of them, whatever rule 1 says. A capture nests in
///    its parent where that is a `MODEL` or `TOOL` call; where it is a transport, in what that one
///    would nest in by rule 1; else, if it is a `MODEL` call itself, in the first `MODEL` span with
///    the same response id.
/// 4. **Listed** is what nests in nothing. Following what it nests in, every other span ends at one
///    listed span, so many steps away: its *depth*. Rule 2 leads to an earlier span, rule 3 from a
///    transport to a capture and from a capture, as rule 1, to another kind, so there are no rings.
///
/// What is lent is in [OneCall], who called in [Callers].
final class Nesting {

  private static final Set<CallKind> TRANSPORT = EnumSet.of(CallKind.HTTP, CallKind.RPC);
  private static final Set<CallKind> CARRYING = EnumSet.of(CallKind.MODEL, CallKind.TOOL);
  private static final Set<CallKind> MODEL = EnumSet.of(CallKind.MODEL);

  private final Map<SpanId, Seen> calls = new TreeMap<>();

  private Nesting(Collection<Seen> trace) {
    trace.stream()
        .filter(seen -> seen.call() != null)
        .sorted(Seen.BY_START)
        .forEach(seen -> calls.put(seen.key().span(), seen));
  }

  /// Every call of a trace once, with all views of it.
  static List<OneCall> calls(Collection<Seen> trace) {
    return new Nesting(trace).calls();
  }

  private List<OneCall> calls() {
    Map<SpanId, List<OneCall.View>> byHead = new LinkedHashMap<>();
    for (Seen seen : calls.values()) {
      int depth = 0;
      Seen head = seen;
      for (Seen host = host(head); host != null; host = host(head)) {
        head = host;
        depth++;
      }
      byHead
          .computeIfAbsent(head.key().span(), id -> new ArrayList<>())
          .add(new OneCall.View(seen, depth));
    }
    return byHead.values().stream().map(OneCall::new).toList();
  }

  /// What a call nests in, or null.
  private @Nullable Seen host(Seen seen) {
    if (isCapture(seen)) {
      return captured(seen);
    }
    if (is(seen, TRANSPORT)) {
      return calls.values().stream()
          .filter(other -> isCapture(other) && seen.key().span().equals(other.parent()))
          .min(Seen.BY_START)
          .orElseGet(() -> carried(seen));
    }
    return models()
        .filter(other -> is(seen, MODEL) && sameCall(seen, other))
        .min(Seen.BY_START)
        .filter(first -> Seen.BY_START.compare(first, seen) < 0)
        .orElse(null);
  }

  private @Nullable Seen captured(Seen capture) {
    Seen caller = capture.parent() == null ? null : calls.get(capture.parent());
    if (caller != null && is(caller, CARRYING)) {
      return caller;
    }
    Seen carried = caller != null && is(caller, TRANSPORT) ? carried(caller) : null;
    return carried != null
        ? carried
        : models()
            .filter(model -> kind(capture) == CallKind.MODEL && sameAnswer(capture, model))
            .min(Seen.BY_START)
            .orElse(null);
  }

  /// What a transport carries.
  private @Nullable Seen carried(Seen transport) {
    return above(transport).filter(host -> is(host, CARRYING)).findFirst().orElse(null);
  }

  private Stream<Seen> models() {
    return calls.values().stream().filter(call -> is(call, MODEL));
  }

  /// Its parent and its carrier, as far as they are calls.
  private Stream<Seen> above(Seen seen) {
    return Stream.of(seen.parent(), seen.carrier())
        .mapMulti((@Nullable SpanId id, Consumer<Seen> next) -> {
          Seen found = id == null ? null : calls.get(id);
          if (found != null) {
            next.accept(found);
          }
        });
  }

  private static boolean sameAnswer(Seen one, Seen other) {
    Call.Usage left = usage(one);
    Call.Usage right = usage(other);
    return left != null && right != null && same(left.responseId(), right.responseId());
  }

  private boolean sameCall(Seen one, Seen other) {
    Call.Usage left = usage(one);
    Call.Usage right = usage(other);
    if (left == null || right == null) {
      return false;
    }
    boolean sameModel =
        same(left.model().requested(), right.model().requested())
            || same(left.model().responded(), right.model().responded());
    boolean related = isAbove(one, other) || isAbove(other, one);
    return sameAnswer(one, other) || related && sameModel && overlap(one, other);
  }

  private static boolean isAbove(Seen upper, Seen lower) {
    SpanId id = upper.key().span();
    return id.equals(lower.parent()) || id.equals(lower.carrier());
  }

  private static boolean same(@Nullable String left, @Nullable String right) {
    return left != null && left.equals(right);
  }

  private static boolean overlap(Seen one, Seen other) {
    return one.start() <= end(other) && other.start() <= end(one);
  }

  private static long end(Seen seen) {
    return Joining.or(seen.timing().endEpochNanos(), Long.MAX_VALUE);
  }

  private static Call.@Nullable Usage usage(Seen seen) {
    return call(seen).usage();
  }

  private static boolean isCapture(Seen seen) {
    return call(seen).source().isCapture();
  }

  private static boolean is(Seen seen, Set<CallKind> kinds) {
    return !isCapture(seen) && kinds.contains(kind(seen));
  }

  private static CallKind kind(Seen seen) {
    return call(seen).kind();
  }

  private static Call call(Seen seen) {
    return Objects.requireNonNull(seen.call());
  }
}
