// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

import io.farol.flow.Journal;
import io.farol.testkit.JournalContract;
import java.nio.file.Path;

/// Small segments and a small tail, so that readers cross both.
class SegmentedJournalContractTest extends JournalContract {

  private static final JournalOptions SMALL =
      new JournalOptions(100_000, 64 << 20, 16 << 20, 0, 50_000, 20_000, java.util.Set.of());

  @Override
  protected Journal open(Path directory) {
    return SegmentedJournal.open(directory, SMALL);
  }
}
