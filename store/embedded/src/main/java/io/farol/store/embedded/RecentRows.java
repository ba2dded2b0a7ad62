// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.embedded.Entries.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tellings and ledger entries that were kept lately, for the roll-ups, which need not read
/// them back then. When the roll-ups lag, the oldest go and are read from the file after all. Safe
/// for many threads.
final class RecentRows {

  /// Some thirty megabytes, with their entries.
  private static final int MOST_TELLINGS = 30_000;

  private static final int MOST_ENTRIES = 3 * MOST_TELLINGS;

  /// In one transaction, which has 20,000 tellings of some 200 characters at most.
  private static final long MOST_CHARACTERS = 16 << 20;

  /// What one transaction has written, in the order of its numbers. Confined to one thread until it
  /// is handed over.
  static final class Written {
    final List<Telling> tellings = new ArrayList<>();
    final List<Entry> entries = new ArrayList<>();
  }

  private final Latest<Telling> tellings = new Latest<>(MOST_TELLINGS, telling -> telling.fact);
  private final Latest<Entry> entries = new Latest<>(MOST_ENTRIES, Entry::entry);

  /// Takes what was kept. What has much text is not worth its memory: it is read back, with what
  /// came before.
  synchronized void add(Written written) {
    long characters = written.tellings.stream().mapToLong(Telling::characters).sum();
    if (characters > MOST_CHARACTERS) {
      clear();
      return;
    }
    tellings.add(written.tellings);
    entries.add(written.entries);
  }

  /// The tellings with numbers from one to before another, or null when not all of them are here.
  synchronized @Nullable List<Telling> tellings(long from, long to) {
    return tellings.range(from, to);
  }

  /// The ledger entries with numbers from one to before another, or null when not all of them are
  /// here.
  synchronized @Nullable List<Entry> entries(long from, long to) {
    return entries.range(from, to);
  }

  /// Lets go of what lies before these numbers.
  synchronized void passed(long fact, long entry) {
    tellings.passed(fact);
    entries.passed(entry);
  }

  /// Lets go of all: some of it may be gone from the file.
  synchronized void clear() {
    tellings.clear();
    entries.clear();
  }
}
