// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.model.Cost;
import io.farol.model.LedgerEntry;
import io.farol.model.SpanKey;
import io.farol.store.Spending;
import io.farol.store.Total;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The law of reading the ledger of one tenant.
///
/// 1. Of several entries with one id, one counts.
/// 2. An unpriced quantity does not count where a charge (an adjustment too) has the same subject
///    and kind.
/// 3. An exchange's entries are, kind by kind, those of the nearest views of it that have a charge
///    of that kind ([OneCall]), else of those that have any entry of it: a nested span's entries
///    count where the listed span has none of their kind, and its charge counts where the listed
///    span knows no price. Entries whose subject is no known call do not count. They are ordered by
///    time, then id.
/// 4. A cost is null without entries; *priced* with charges alone; *unpriced* without charges; else
///    *partly*. The amount is the sum of the charges. Currencies are never mixed: where charges are
///    in several, the amount is in the alphabetically first one and the state is *partly*.
/// 5. An entry counts in the moment its exchange began, so that all sums over a range agree.
final class LedgerReading {

  private static final Comparator<LedgerEntry> ORDER =
      Comparator.comparingLong(LedgerEntry::atEpochNanos).thenComparing(LedgerEntry::id);

  private final Map<SpanKey, List<LedgerEntry>> bySubject;

  /// @param entries in the order in which they came, repeated ones among them
  LedgerReading(Stream<LedgerEntry> entries) {
    bySubject =
        entries
            .collect(Firsts.by(LedgerEntry::id))
            .collect(Collectors.groupingBy(LedgerEntry::subject));
    bySubject.replaceAll(
        (subject, all) -> all.stream().filter(entry -> counts(entry, all)).toList());
  }

  private static boolean counts(LedgerEntry entry, Collection<LedgerEntry> ofSubject) {
    return switch (entry) {
      case LedgerEntry.Charge charge -> true;
      case LedgerEntry.Unpriced unpriced ->
          charges(ofSubject).noneMatch(charge -> charge.kind().equals(unpriced.kind()));
    };
  }

  List<LedgerEntry> of(OneCall call) {
    return call.keys()
        .flatMap(key -> bySubject.getOrDefault(key, List.of()).stream())
        .map(LedgerEntry::kind)
        .distinct()
        .flatMap(kind -> counting(call, kind).stream())
        .flatMap(List::stream)
        .sorted(ORDER)
        .toList();
  }

  /// By span, all of the depth that counts.
  private List<List<LedgerEntry>> counting(OneCall call, String kind) {
    Function<OneCall.View, @Nullable List<LedgerEntry>> all =
        view -> ofKind(view.seen().key(), kind);
    Optional<Integer> charged =
        call
            .nearest(view -> {
              List<LedgerEntry> found = all.apply(view);
              return found != null && charges(found).findAny().isPresent()
                  ? (Integer) view.depth()
                  : null;
            })
            .stream()
            .findFirst();
    return charged.isEmpty()
        ? call.nearest(all)
        : call.nearest(view -> view.depth() == charged.get() ? all.apply(view) : null);
  }

  private @Nullable List<LedgerEntry> ofKind(SpanKey subject, String kind) {
    List<LedgerEntry> found =
        bySubject.getOrDefault(subject, List.of()).stream()
            .filter(entry -> entry.kind().equals(kind))
            .toList();
    return found.isEmpty() ? null : found;
  }

  static @Nullable Cost cost(List<LedgerEntry> entries) {
    if (entries.isEmpty()) {
      return null;
    }
    Spending spending = spending(List.of(entries));
    if (spending.totals().isEmpty()) {
      return new Cost(Cost.State.UNPRICED, null);
    }
    boolean whole = spending.totals().size() == 1 && spending.unpricedExchanges() == 0;
    return new Cost(
        whole ? Cost.State.PRICED : Cost.State.PARTLY, spending.totals().getFirst().amount());
  }

  /// @param entries of each exchange
  static Spending spending(Collection<List<LedgerEntry>> entries) {
    Map<String, Total> totals = new TreeMap<>();
    entries.stream()
        .flatMap(LedgerReading::charges)
        .map(LedgerEntry.Charge::amount)
        .forEach(amount ->
            totals.merge(
                amount.currency(),
                new Total(amount, 1),
                (sum, one) ->
                    new Total(sum.amount().plus(one.amount()), sum.charges() + one.charges())));
    long unpriced = entries.stream().filter(each -> unpriced(each).findAny().isPresent()).count();
    return new Spending(List.copyOf(totals.values()), unpriced);
  }

  static Stream<LedgerEntry.Charge> charges(Collection<LedgerEntry> entries) {
    return entries.stream()
        .filter(LedgerEntry.Charge.class::isInstance)
        .map(LedgerEntry.Charge.class::cast);
  }

  static Stream<LedgerEntry.Unpriced> unpriced(Collection<LedgerEntry> entries) {
    return entries.stream()
        .filter(LedgerEntry.Unpriced.class::isInstance)
        .map(LedgerEntry.Unpriced.class::cast);
  }
}
