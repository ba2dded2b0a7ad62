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
/// 1. **A transport nests in what it carries.** An `HTTP` or `RPC` span nests in its parent, else
///    in its carrier, where that one is a `MODEL` or `TOOL` call.
/// 2. **The same model call, seen twice.** Two `MODEL` spans are the same call when they have the
///    same response id, wherever in the trace they stand; or when one is the other's parent or
///    carrier, they asked for the same model or were answered by the same model, and their times
///    overlap (an open one lasts for ever; touching counts). Such a span nests in the one of them
///    that began first, if that is not itself; of those that began together the smaller span id
///    (unsigned) is the first.
/// 3. **Listed** is what nests in nothing. Following what it nests in, every other span ends at one
///    listed span, so many steps away: its *depth*. Rule 2 always leads to an earlier span and rule
///    1 to another kind, so there are no rings.
///
/// What is lent is in [OneCall].
final class Nesting {

  private static final Set<CallKind> TRANSPORT = EnumSet.of(CallKind.HTTP, CallKind.RPC);
  private static final Set<CallKind> CARRYING = EnumSet.of(CallKind.MODEL, CallKind.TOOL);

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
    CallKind kind = kind(seen);
    if (TRANSPORT.contains(kind)) {
      return above(seen).filter(host -> CARRYING.contains(kind(host))).findFirst().orElse(null);
    }
    if (kind != CallKind.MODEL) {
      return null;
    }
    return calls.values().stream()
        .filter(other -> kind(other) == CallKind.MODEL && sameCall(seen, other))
        .min(Seen.BY_START)
        .filter(first -> Seen.BY_START.compare(first, seen) < 0)
        .orElse(null);
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
    return same(left.responseId(), right.responseId())
        || related && sameModel && overlap(one, other);
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

  private static CallKind kind(Seen seen) {
    return call(seen).kind();
  }

  private static Call call(Seen seen) {
    return Objects.requireNonNull(seen.call());
  }
}
