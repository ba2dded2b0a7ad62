// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.Store;
import io.farol.testkit.StoreContract;
import io.farol.testkit.UnrulyStore;
import java.nio.file.Path;
import java.time.Duration;

/// The same contract when batches are shown late, out of order, split and twice.
class UnrulyEmbeddedStoreTest extends StoreContract {

  private static final long SEED = 20_261_125;

  @Override
  protected Store open(Path directory) {
    return UnrulyStore.around(
        EmbeddedStore.open(
            directory, EmbeddedOptions.DEFAULTS.withStaleness(Duration.ZERO).withSettleRows(200)),
        SEED);
  }
}
