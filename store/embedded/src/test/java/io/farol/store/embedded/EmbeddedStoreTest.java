// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.Store;
import io.farol.testkit.StoreContract;
import java.nio.file.Path;
import java.time.Duration;

class EmbeddedStoreTest extends StoreContract {

  @Override
  protected Store open(Path directory) {
    return EmbeddedStore.open(
        directory, EmbeddedOptions.DEFAULTS.withStaleness(Duration.ZERO).withSettleRows(200));
  }
}
