// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which calls of one trace are the same call, seen by several. A transport nests in the model or
/// tool call it carries; of model calls that are the same the first began is listed. A transport of
/// which the gateway has a capture nests in that, and the capture in what the transport carries.
/// What nests in nothing is listed, with all that ends at it as its views.
final class Nesting {

  private static final int MODEL = 0;
  private static final int TOOL = 1;
  private static final int RPC = 2;
  private static final int HTTP = 5;

  private final Map<Long, Joining> calls = new LinkedHashMap<>();
  private final Map<String, Telling> firstByResponse = new HashMap<>();
  private final Map<Long, Telling> firstRelated = new HashMap<>();
  private final Map<Long, Telling> firstCapture = new HashMap<>();

  private Nesting(Collection<Joining> spans) {
    spans.stream()
        .filter(span -> span.told().call != null)
        .sorted((one, other) -> Telling.BY_START.compare(one.told(), other.told()))
        .forEach(span -> calls.put(span.told().span, span));
    if (calls.size() > 1) {
      calls.values().forEach(span -> relate(span.told()));
    }
  }

  /// Every call of a trace once, by start.
  ///
  /// @param spans all of one trace
  static List<Listed> calls(Collection<Joining> spans) {
    return new Nesting(spans).listed();
  }

  private List<Listed> listed() {
    Map<Long, List<Listed.View>> byHead = new LinkedHashMap<>();
    for (Joining call : calls.values()) {
      int depth = 0;
      Telling head = call.told();
      for (Telling host = host(head); host != null; host = host(head)) {
        head = host;
        depth++;
      }
      byHead
          .computeIfAbsent(head.span, span -> new ArrayList<>(1))
          .add(new Listed.View(call, depth));
    }
    return byHead.values().stream().map(Listed::of).toList();
  }

  /// Whether it is of one of these kinds, and no capture.
  private static boolean is(@Nullable Telling call, int one, int other) {
    return call != null
        && call.call != null
        && (call.call == one || call.call == other)
        && !call.isCapture();
  }

  private @Nullable Telling host(Telling call) {
    if (calls.size() == 1) {
      return null;
    }
    if (call.isCapture()) {
      return captured(call);
    }
    if (is(call, RPC, HTTP)) {
      Telling capture = firstCapture.get(call.span);
      return capture != null ? capture : carried(call);
    }
    if (!is(call, MODEL, MODEL)) {
      return null;
    }
    Telling first =
        first(
            firstRelated.get(call.span),
            call.usage && call.responseId != null ? firstByResponse.get(call.responseId) : null);
    return first != null && Telling.BY_START.compare(first, call) < 0 ? first : null;
  }

  private @Nullable Telling captured(Telling capture) {
    Telling caller = told(capture.parent);
    if (is(caller, MODEL, TOOL)) {
      return caller;
    }
    Telling carried = caller != null && is(caller, RPC, HTTP) ? carried(caller) : null;
    return carried != null || !capture.usage || capture.responseId == null || !isModel(capture)
        ? carried
        : firstByResponse.get(capture.responseId);
  }

  private static boolean isModel(Telling call) {
    return call.call != null && call.call == MODEL;
  }

  /// What a transport carries.
  private @Nullable Telling carried(Telling transport) {
    Telling parent = told(transport.parent);
    if (is(parent, MODEL, TOOL)) {
      return parent;
    }
    Telling carrier = told(transport.carrier);
    return is(carrier, MODEL, TOOL) ? carrier : null;
  }

  private @Nullable Telling told(@Nullable Long span) {
    Joining found = span == null ? null : calls.get(span);
    return found == null ? null : found.told();
  }

  /// Notes of which call this is a capture, and with which model calls it is the same.
  private void relate(Telling call) {
    if (call.isCapture() && call.parent != null) {
      firstCapture.putIfAbsent(call.parent, call);
    }
    if (!is(call, MODEL, MODEL) || !call.usage) {
      return;
    }
    if (call.responseId != null) {
      firstByResponse.putIfAbsent(call.responseId, call);
    }
    for (Telling upper : new @Nullable Telling[] {told(call.parent), told(call.carrier)}) {
      if (upper != null && same(call, upper)) {
        firstRelated.merge(call.span, upper, Nesting::first);
        firstRelated.merge(upper.span, call, Nesting::first);
      }
    }
  }

  private static @Nullable Telling first(@Nullable Telling one, @Nullable Telling other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Telling.BY_START.compare(one, other) <= 0 ? one : other;
  }

  private static boolean same(Telling one, Telling other) {
    return is(other, MODEL, MODEL)
        && other.usage
        && (equal(one.requested, other.requested) || equal(one.responded, other.responded))
        && one.start <= Objects.requireNonNullElse(other.end, Long.MAX_VALUE)
        && other.start <= Objects.requireNonNullElse(one.end, Long.MAX_VALUE);
  }

  private static boolean equal(@Nullable String one, @Nullable String other) {
    return one != null && one.equals(other);
  }
}
