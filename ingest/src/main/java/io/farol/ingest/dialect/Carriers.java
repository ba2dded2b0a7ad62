// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.flow.Draft;
import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Span;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds for each transport call the richer call that it carries, where spans of the same batch lie
/// between the two: an HTTP request below an internal span below a model's call. The walk ends at
/// an agent, a tool run, or a span that answers somebody else.
final class Carriers {

  /// Spans between a request and the call it carries; libraries write one or two.
  private static final int MAX_STEPS = 32;

  private Carriers() {}

  static List<Draft> filled(List<Seen> seen) {
    Map<SpanKey, Seen> byKey = null;
    List<Draft> drafts = new ArrayList<>(seen.size());
    for (Seen each : seen) {
      Span span = each.draft().span();
      if (span.parent() == null || !isTransport(span.call())) {
        drafts.add(each.draft());
        continue;
      }
      if (byKey == null) {
        byKey = HashMap.newHashMap(seen.size());
        for (Seen other : seen) {
          byKey.put(other.draft().span().key().span(), other);
        }
      }
      SpanId carrier = carrier(span, byKey);
      drafts.add(carrier == null ? each.draft() : with(each.draft(), carrier));
    }
    return drafts;
  }

  private static boolean isTransport(@Nullable Call call) {
    return call != null && (call.kind() == CallKind.HTTP || call.kind() == CallKind.RPC);
  }

  private static @Nullable SpanId carrier(Span span, Map<SpanKey, Seen> byKey) {
    SpanId above = span.parent();
    for (int step = 0; above != null && step < MAX_STEPS; step++) {
      Seen seen = byKey.get(new SpanKey(span.key().span().trace(), above));
      if (seen == null || seen.step()) {
        return null;
      }
      Span ancestor = seen.draft().span();
      Call call = ancestor.call();
      if (call != null && (call.kind() == CallKind.MODEL || call.kind() == CallKind.TOOL)) {
        return step == 0 ? null : above;
      }
      switch (ancestor.kind()) {
        case SERVER, CONSUMER -> {
          return null;
        }
        case INTERNAL, CLIENT, PRODUCER, UNSPECIFIED -> above = ancestor.parent();
      }
    }
    return null;
  }

  private static Draft with(Draft draft, SpanId carrier) {
    Span span = draft.span();
    return new Draft(
        new Span(
            span.key(),
            span.parent(),
            carrier,
            span.timing(),
            span.name(),
            span.kind(),
            span.origin(),
            span.status(),
            span.deadlineEpochNanos(),
            span.call(),
            span.detail()),
        draft.said());
  }
}
