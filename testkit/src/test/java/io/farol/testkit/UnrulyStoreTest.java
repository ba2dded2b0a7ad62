// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.store.Store;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

class UnrulyStoreTest extends StoreContract {

  private final long seed = Long.getLong("farol.seed", ThreadLocalRandom.current().nextLong());

  UnrulyStoreTest() {
    System.out.println("disorder of seed " + seed + "; repeat with -Dfarol.seed=" + seed);
  }

  @Override
  protected Store open(Path directory) {
    return UnrulyStore.around(new MemoryStore(), seed);
  }

  @Override
  public boolean durable() {
    return false;
  }
}
