// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.flow.Journal;
import java.nio.file.Path;

class MemoryJournalTest extends JournalContract {

  @Override
  protected Journal open(Path directory) {
    return new MemoryJournal();
  }

  @Override
  protected boolean durable() {
    return false;
  }
}
