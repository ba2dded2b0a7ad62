// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.flow.Draft;
import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Model;
import io.farol.model.Span;
import io.farol.model.SpanKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds where a model's call went that does not say so itself, from the request right below it in
/// the same batch: OpenTelemetry's instrumentation of openai-java says that its provider is OpenAI,
/// whoever answers, and names no host.
final class Destinations {
  private Destinations() {}

  /// The same spans in the same order.
  static List<Seen> found(List<Seen> seen) {
    Map<SpanKey, Integer> lost = null;
    for (int i = 0; i < seen.size(); i++) {
      if (isLost(seen.get(i))) {
        lost = lost == null ? new HashMap<>() : lost;
        lost.put(seen.get(i).draft().span().key().span(), i);
      }
    }
    if (lost == null) {
      return seen;
    }
    for (Seen each : List.copyOf(seen)) {
      Span span = each.draft().span();
      Call call = span.call();
      Integer above =
          span.parent() == null || call == null || call.kind() != CallKind.HTTP
              ? null
              : lost.get(new SpanKey(span.key().span().trace(), span.parent()));
      if (above != null) {
        Platforms.Recognised place = Platforms.servingModels(each.address());
        if (place != null && place.provider() != null) {
          seen.set(above, at(place.platform(), place.provider(), seen.get(above)));
        }
      }
    }
    return seen;
  }

  private static boolean isLost(Seen seen) {
    Call call = seen.draft().span().call();
    return call != null && call.kind() == CallKind.MODEL && seen.address().host() == null;
  }

  private static Seen at(String platform, String provider, Seen seen) {
    Span span = seen.draft().span();
    Call call = span.call();
    if (call == null) {
      return seen;
    }
    String model = name(call);
    Call found =
        new Call(
            call.kind(),
            platform,
            model == null ? platform : platform + "/" + model,
            platform,
            call.operation(),
            call.outcome(),
            call.traffic(),
            usage(call.usage(), provider),
            call.conversationId(),
            call.user(),
            call.source());
    Span placed =
        new Span(
            span.key(),
            span.parent(),
            span.carrier(),
            span.timing(),
            span.name(),
            span.kind(),
            span.origin(),
            span.status(),
            span.deadlineEpochNanos(),
            found,
            span.detail());
    return new Seen(new Draft(placed, seen.draft().said()), seen.step(), seen.address());
  }

  private static @Nullable String name(Call call) {
    Call.Usage usage = call.usage();
    if (usage == null) {
      return null;
    }
    Model model = usage.model();
    return model.requested() != null ? model.requested() : model.responded();
  }

  private static Call.@Nullable Usage usage(Call.@Nullable Usage usage, String provider) {
    return usage == null
        ? null
        : new Call.Usage(
            new Model(provider, usage.model().requested(), usage.model().responded()),
            usage.tokens(),
            usage.timeToFirstTokenNanos(),
            usage.finishReasons(),
            usage.responseId(),
            usage.serviceTier());
  }
}
