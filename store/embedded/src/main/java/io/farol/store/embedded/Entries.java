// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Cost;
import io.farol.model.LedgerEntry;
import io.farol.model.Money;
import io.farol.store.Total;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The ledger of one trace. Of several entries with one id the first counts; an unpriced quantity
/// does not count where a charge has the same subject and kind; an exchange's entries are, kind by
/// kind, those of its nearest views that have a charge, else of those that have any.
final class Entries {

  static final String COLUMNS =
      "tenant, entry, trace, span, id, kind, priced, amount, currency, reason, sku";

  /// One row of table `ledger`, as far as sums need it.
  record Entry(
      String tenant,
      long entry,
      UUID trace,
      long span,
      UUID id,
      String kind,
      boolean priced,
      @Nullable BigDecimal amount,
      @Nullable String currency,
      @Nullable String reason,
      @Nullable String sku) {

    static Entry read(ResultSet rows) throws SQLException {
      return new Entry(
          text(rows, 1),
          rows.getLong(2),
          (UUID) rows.getObject(3),
          rows.getLong(4),
          (UUID) rows.getObject(5),
          text(rows, 6),
          rows.getBoolean(7),
          rows.getBigDecimal(8),
          rows.getString(9),
          rows.getString(10),
          rows.getString(11));
    }

    /// A ledger entry as [#read] gives it back, once it is written.
    ///
    /// @param number the entry's
    static Entry of(String tenant, long number, LedgerEntry entry) {
      UUID trace = new UUID(entry.subject().trace().high(), entry.subject().trace().low());
      long span = entry.subject().span().value();
      UUID id = LedgerRows.id(entry);
      return switch (entry) {
        case LedgerEntry.Charge charge ->
            new Entry(
                tenant,
                number,
                trace,
                span,
                id,
                entry.kind(),
                true,
                charge.amount().amount(),
                charge.amount().currency(),
                null,
                charge.sku());
        case LedgerEntry.Unpriced unpriced ->
            new Entry(
                tenant,
                number,
                trace,
                span,
                id,
                entry.kind(),
                false,
                null,
                null,
                unpriced.reason().isEmpty() ? null : unpriced.reason(),
                null);
      };
    }

    private static String text(ResultSet rows, int column) throws SQLException {
      String value = rows.getString(column);
      return value == null ? "" : value;
    }
  }

  private static final Entries NONE = new Entries(List.of());

  private final Map<Long, List<Entry>> bySpan = new HashMap<>();

  private Entries(Collection<Entry> entries) {
    Map<UUID, Entry> first = new HashMap<>();
    for (Entry entry : entries) {
      first.merge(entry.id(), entry, (one, other) -> one.entry() <= other.entry() ? one : other);
    }
    first
        .values()
        .forEach(
            entry -> bySpan.computeIfAbsent(entry.span(), span -> new ArrayList<>(2)).add(entry));
    bySpan.replaceAll((span, all) -> counted(all));
  }

  /// @param entries all of one trace, in any order
  static Entries of(Collection<Entry> entries) {
    return entries.isEmpty() ? NONE : new Entries(entries);
  }

  private static List<Entry> counted(List<Entry> all) {
    Set<String> priced = new HashSet<>();
    all.stream().filter(Entry::priced).forEach(entry -> priced.add(entry.kind()));
    return priced.isEmpty()
        ? all
        : all.stream().filter(entry -> entry.priced() || !priced.contains(entry.kind())).toList();
  }

  /// What counts for an exchange, in no order.
  List<Entry> of(Listed listed) {
    if (bySpan.isEmpty()) {
      return List.of();
    }
    if (listed.views().size() == 1) {
      return bySpan.getOrDefault(listed.told().span, List.of());
    }
    Map<String, Integer> depths = new HashMap<>();
    depths(listed, true, depths);
    depths(listed, false, depths);
    List<Entry> counting = new ArrayList<>();
    for (Listed.View view : listed.views()) {
      for (Entry entry : bySpan.getOrDefault(view.told().span, List.of())) {
        if (depths.getOrDefault(entry.kind(), -1) == view.depth()) {
          counting.add(entry);
        }
      }
    }
    return counting;
  }

  /// The depth of the nearest views that have an entry of a kind, where none is known yet.
  private void depths(Listed listed, boolean priced, Map<String, Integer> depths) {
    for (Listed.View view : listed.views()) {
      for (Entry entry : bySpan.getOrDefault(view.told().span, List.of())) {
        if (entry.priced() == priced) {
          depths.putIfAbsent(entry.kind(), view.depth());
        }
      }
    }
  }

  /// @param entries of one exchange
  static @Nullable Cost cost(List<Entry> entries) {
    if (entries.isEmpty()) {
      return null;
    }
    TreeMap<String, Total> totals = totals(entries);
    if (totals.isEmpty()) {
      return new Cost(Cost.State.UNPRICED, null);
    }
    boolean whole = totals.size() == 1 && entries.stream().allMatch(Entry::priced);
    return new Cost(
        whole ? Cost.State.PRICED : Cost.State.PARTLY, totals.firstEntry().getValue().amount());
  }

  /// The charges by currency.
  static TreeMap<String, Total> totals(List<Entry> entries) {
    TreeMap<String, Total> totals = new TreeMap<>();
    for (Entry entry : entries) {
      if (entry.priced() && entry.amount() != null && entry.currency() != null) {
        totals.merge(
            entry.currency(),
            new Total(new Money(entry.amount(), entry.currency()), 1),
            (sum, one) ->
                new Total(sum.amount().plus(one.amount()), sum.charges() + one.charges()));
      }
    }
    return totals;
  }
}
