// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import io.farol.flow.CleanBatch;
import io.farol.flow.Lookout;
import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Fact;
import io.farol.model.LedgerEntry;
import io.farol.model.Notice;
import io.farol.model.Scope;
import io.farol.model.Span;
import io.farol.model.SpanKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Notices models that are used and have no price: a quantity is known, and no book says what it
/// costs. The newest two hundred, for an hour after they were last used.
public final class UnpricedModels implements Lookout {

  private static final Duration KEPT = Duration.ofHours(1);
  private static final int MOST = 200;

  private final Map<Subject, Notice.UnpricedModel> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Subject, Notice.UnpricedModel> eldest) {
          return size() > MOST;
        }
      };

  private record Subject(
      String tenant, @Nullable String environment, String from, String integration, String model) {}

  /// Without any so far.
  public UnpricedModels() {}

  @Override
  public synchronized void tell(CleanBatch batch) {
    Map<SpanKey, String> reasons = new HashMap<>();
    for (LedgerEntry entry : batch.entries()) {
      if (entry instanceof LedgerEntry.Unpriced unpriced && unpriced.quantity() != null) {
        reasons.putIfAbsent(unpriced.subject(), unpriced.reason());
      }
    }
    if (reasons.isEmpty()) {
      return;
    }
    for (Fact fact : batch.facts()) {
      String reason = reasons.get(fact.span().key().span());
      String model = model(fact.span().call());
      if (reason != null && model != null) {
        reasons.remove(fact.span().key().span());
        note(batch, fact.span(), model, reason);
      }
    }
  }

  private void note(CleanBatch batch, Span span, String model, String reason) {
    Call call = Objects.requireNonNull(span.call(), "a call that is charged");
    long at = Math.min(span.timing().startEpochNanos(), batch.receivedEpochNanos());
    Subject subject =
        new Subject(
            batch.tenant(),
            span.origin().environment(),
            span.origin().service(),
            call.integration(),
            model);
    SpanKey key = span.key().span();
    Notice.UnpricedModel before = known.get(subject);
    Notice.Showing showing =
        before == null
            ? new Notice.Showing(subject.from(), subject.integration(), at, at, 1, key)
            : before.showing().and(at, key);
    known.put(subject, new Notice.UnpricedModel(showing, model, reason));
  }

  private static @Nullable String model(@Nullable Call call) {
    if (call == null || call.kind() != CallKind.MODEL || call.usage() == null) {
      return null;
    }
    String responded = call.usage().model().responded();
    return responded != null ? responded : call.usage().model().requested();
  }

  @Override
  public synchronized List<Notice> notices(Scope scope, Instant now) {
    long oldest = TimeUnit.SECONDS.toNanos(now.minus(KEPT).getEpochSecond()) + now.getNano();
    return known.entrySet().stream()
        .filter(each -> each.getKey().tenant().equals(scope.tenant()))
        .filter(each ->
            scope.environment() == null || scope.environment().equals(each.getKey().environment()))
        .map(Map.Entry::getValue)
        .filter(each -> each.showing().lastEpochNanos() >= oldest)
        .sorted(
            Comparator.comparing((Notice each) -> each.showing().integration())
                .thenComparing(each -> each.showing().from()))
        .<Notice>map(each -> each)
        .toList();
  }
}
