// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.store.Store;
import java.nio.file.Path;

class MemoryStoreTest extends StoreContract {

  @Override
  protected Store open(Path directory) {
    return new MemoryStore();
  }

  @Override
  public boolean durable() {
    return false;
  }
}
