// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.flow.CleanBatch;
import io.farol.model.Scope;
import io.farol.model.SpanKey;
import io.farol.model.TimeRange;
import io.farol.model.TraceId;
import io.farol.store.ExchangeStore.Whole;
import io.farol.store.Trace;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything known of one tenant at one moment: all tellings joined ([Joining]), callers named
/// ([Callers]), all calls nested ([Nesting]), all entries read ([LedgerReading]). Immutable.
///
/// A scope's environment is compared with that of the joined span; for an exchange that is the
/// listed one.
final class Reading {

  private final Map<TraceId, List<Seen>> traces;
  private final Map<SpanKey, Whole> listed = new TreeMap<>();
  private final Map<SpanKey, SpanKey> heads = new HashMap<>();

  /// @param batches of one tenant, in the order in which they were applied
  Reading(Collection<CleanBatch> batches) {
    traces =
        batches.stream()
            .flatMap(batch ->
                batch.facts().stream().map(fact -> new Told(fact, batch.receivedEpochNanos())))
            .collect(Collectors.groupingBy(told -> told.fact().span().key().span()))
            .values()
            .stream()
            .map(Joining::join)
            .collect(
                Collectors.groupingBy(
                    seen -> seen.key().trace(),
                    Collectors.collectingAndThen(Collectors.toList(), Callers::named)));
    LedgerReading ledger =
        new LedgerReading(batches.stream().flatMap(batch -> batch.entries().stream()));
    for (List<Seen> trace : traces.values()) {
      for (OneCall call : Nesting.calls(trace)) {
        var entries = ledger.of(call);
        SpanKey head = call.head().key();
        listed.put(
            head, new Whole(call.exchange(LedgerReading.cost(entries)), call.messages(), entries));
        call.keys().forEach(key -> heads.put(key, head));
      }
    }
  }

  /// The listed exchanges that began in the range.
  Stream<Whole> listed(Scope scope, TimeRange range) {
    return listed.values().stream()
        .filter(whole -> within(scope, whole.exchange().origin().environment()))
        .filter(whole -> range.contains(whole.exchange().timing().startEpochNanos()));
  }

  /// The exchange of which this span is a view, or nothing when it is no call.
  Optional<Whole> find(Scope scope, SpanKey key) {
    return Optional.ofNullable(heads.get(key))
        .map(listed::get)
        .filter(whole -> within(scope, whole.exchange().origin().environment()));
  }

  Optional<Trace> trace(Scope scope, TraceId id) {
    List<Trace.Row> rows =
        traces.getOrDefault(id, List.of()).stream()
            .filter(seen -> within(scope, seen.origin().environment()))
            .sorted(Seen.BY_START)
            .map(this::row)
            .toList();
    return rows.isEmpty() ? Optional.empty() : Optional.of(new Trace(id, rows));
  }

  /// The environments of all listed exchanges, sorted.
  List<String> environments() {
    return listed.values().stream()
        .map(whole -> whole.exchange().origin().environment())
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }

  private Trace.Row row(Seen seen) {
    Whole whole = listed.get(seen.key());
    return new Trace.Row(
        seen.key().span(),
        seen.parent(),
        seen.timing(),
        seen.name(),
        seen.kind(),
        seen.origin(),
        seen.status(),
        seen.detail(),
        whole == null ? null : whole.exchange());
  }

  private static boolean within(Scope scope, @Nullable String environment) {
    return scope.environment() == null || scope.environment().equals(environment);
  }
}
