// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.model.SpanId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The law of who called: the gateway does not know who called it, and the caller's own telemetry
/// does. A capture whose parent is a call, and no capture, has that one's [Seen#origin]: each
/// component it says, its instance excepted, goes before the capture's own.
final class Callers {

  private Callers() {}

  /// The same spans of one trace, with every capture's caller as far as it is known.
  static List<Seen> named(Collection<Seen> trace) {
    Map<SpanId, Seen> calls =
        trace.stream()
            .filter(seen -> seen.call() != null)
            .collect(Collectors.toMap(seen -> seen.key().span(), Function.identity()));
    return trace.stream()
        .map(seen -> {
          Seen caller = seen.parent() == null ? null : calls.get(seen.parent());
          return caller != null && isCapture(seen) && !isCapture(caller)
              ? seen.from(seen.origin().knownAs(caller.origin()))
              : seen;
        })
        .toList();
  }

  private static boolean isCapture(@Nullable Seen seen) {
    return seen != null && seen.call() != null && seen.call().source().isCapture();
  }
}
