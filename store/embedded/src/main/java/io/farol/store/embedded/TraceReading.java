// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.embedded.Entries.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One trace of one tenant, read: its spans joined, its calls nested, its ledger.
///
/// @param spans by start, then id
/// @param exchanges those that are listed, by start, then id
record TraceReading(List<Joining> spans, List<Listed> exchanges, Entries entries) {

  /// @param tellings all of one trace
  /// @param entries all of the same
  static TraceReading of(Collection<Telling> tellings, Collection<Entry> entries) {
    Map<Long, List<Telling>> bySpan = new LinkedHashMap<>();
    for (Telling telling : tellings) {
      bySpan.computeIfAbsent(telling.span, span -> new ArrayList<>(2)).add(telling);
    }
    List<Joining> spans = new ArrayList<>(bySpan.size());
    bySpan.values().forEach(each -> spans.add(Joining.of(each)));
    if (spans.size() > 1) {
      spans.sort((one, other) -> Telling.BY_START.compare(one.told(), other.told()));
      nameCallers(spans);
    }
    return new TraceReading(spans, Nesting.calls(spans), Entries.of(entries));
  }

  /// The gateway does not know who called it; a capture's parent does.
  private static void nameCallers(List<Joining> spans) {
    List<Telling> captures = spans.stream().map(Joining::told).filter(Telling::isCapture).toList();
    if (captures.isEmpty()) {
      return;
    }
    Map<Long, Telling> callers = new HashMap<>();
    for (Joining span : spans) {
      if (span.told().call != null && !span.told().isCapture()) {
        callers.put(span.told().span, span.told());
      }
    }
    for (Telling capture : captures) {
      Telling caller = capture.parent == null ? null : callers.get(capture.parent);
      if (caller != null) {
        capture.calledBy(caller);
      }
    }
  }
}
