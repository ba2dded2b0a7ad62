// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.embedded.Entries.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tellings and ledger entries that were kept lately, for the roll-ups, which need not read
/// them back then. When the roll-ups lag, the oldest go and are read from the file after all. Safe
/// for many threads.
final class RecentRows {

  /// Some thirty megabytes.
  private static final int MOST_TELLINGS = 30_000;

  private static final int MOST_ENTRIES = 3 * MOST_TELLINGS;

  /// What one transaction has written, in the order of its numbers. Confined to one thread until it
  /// is handed over.
  static final class Written {
    final List<Telling> tellings = new ArrayList<>();
    final List<Entry> entries = new ArrayList<>();
  }

  private final Deque<Telling> tellings = new ArrayDeque<>();
  private final Deque<Entry> entries = new ArrayDeque<>();

  /// Takes what was kept; its numbers follow on the last ones, or all before are let go.
  synchronized void add(Written written) {
    if (!written.tellings.isEmpty()
        && !tellings.isEmpty()
        && tellings.getLast().fact + 1 != written.tellings.getFirst().fact) {
      tellings.clear();
    }
    if (!written.entries.isEmpty()
        && !entries.isEmpty()
        && entries.getLast().entry() + 1 != written.entries.getFirst().entry()) {
      entries.clear();
    }
    tellings.addAll(written.tellings);
    entries.addAll(written.entries);
    while (tellings.size() > MOST_TELLINGS) {
      tellings.removeFirst();
    }
    while (entries.size() > MOST_ENTRIES) {
      entries.removeFirst();
    }
  }

  /// The tellings with numbers from one to before another, or null when not all of them are here.
  synchronized @Nullable List<Telling> tellings(long from, long to) {
    Telling first = tellings.peekFirst();
    Telling last = tellings.peekLast();
    if (from >= to) {
      return List.of();
    }
    if (first == null || last == null || first.fact > from || last.fact < to - 1) {
      return null;
    }
    List<Telling> found = new ArrayList<>((int) (to - from));
    for (Telling telling : tellings) {
      if (telling.fact >= to) {
        break;
      }
      if (telling.fact >= from) {
        found.add(telling);
      }
    }
    return found;
  }

  /// The ledger entries with numbers from one to before another, or null when not all of them are
  /// here.
  synchronized @Nullable List<Entry> entries(long from, long to) {
    Entry first = entries.peekFirst();
    Entry last = entries.peekLast();
    if (from >= to) {
      return List.of();
    }
    if (first == null || last == null || first.entry() > from || last.entry() < to - 1) {
      return null;
    }
    List<Entry> found = new ArrayList<>((int) (to - from));
    for (Entry entry : entries) {
      if (entry.entry() >= to) {
        break;
      }
      if (entry.entry() >= from) {
        found.add(entry);
      }
    }
    return found;
  }

  /// Lets go of all: some of it may be gone from the file.
  synchronized void clear() {
    tellings.clear();
    entries.clear();
  }

  /// Lets go of what lies before these numbers.
  synchronized void passed(long fact, long entry) {
    while (!tellings.isEmpty() && tellings.getFirst().fact < fact) {
      tellings.removeFirst();
    }
    while (!entries.isEmpty() && entries.getFirst().entry() < entry) {
      entries.removeFirst();
    }
  }
}
