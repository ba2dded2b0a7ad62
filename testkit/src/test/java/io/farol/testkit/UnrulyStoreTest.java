// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.store.Store;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeAll;

class UnrulyStoreTest extends StoreContract {

  private static final long SEED =
      Long.getLong("farol.seed", ThreadLocalRandom.current().nextLong());

  @BeforeAll
  static void printSeed() {
    System.out.println("disorder of seed " + SEED + "; repeat with -Dfarol.seed=" + SEED);
  }

  @Override
  protected Store open(Path directory) {
    return UnrulyStore.around(new MemoryStore(), SEED);
  }

  @Override
  public boolean durable() {
    return false;
  }
}
