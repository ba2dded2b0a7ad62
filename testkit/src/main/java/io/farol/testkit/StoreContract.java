// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// What every [Store] must do. A backend's test extends this class and says how it is opened; a
/// second one opens it within an [UnrulyStore].
///
/// Each test works on fresh stores in directories of their own. Its cases, by what they speak of:
/// [EmptyCases], [JoiningCases], [NestingCases], [CaptureCases], [ListCases], [TraceCases],
/// [TrafficCases], [CostCases], [ContentCases], [LogCases], [MetricCases], [DeliveryCases]; the
/// last compares with the [MemoryStore] on seeded scenarios.
public abstract class StoreContract
    implements EmptyCases,
        JoiningCases,
        NestingCases,
        CaptureCases,
        ListCases,
        TraceCases,
        TrafficCases,
        CostCases,
        ContentCases,
        LogCases,
        MetricCases,
        DeliveryCases {

  @TempDir Path root;

  private final Map<Store, Path> opened = new LinkedHashMap<>();

  /// Opens the store that lies in this directory, a new one where it is empty.
  ///
  /// @throws Exception when it cannot be opened: the test fails
  protected abstract Store open(Path directory) throws Exception;

  @Override
  public boolean durable() {
    return true;
  }

  @Override
  public final Store store() {
    try {
      return opened(Files.createTempDirectory(root, "store"));
    } catch (IOException e) {
      throw new AssertionError("no directory for a store below " + root, e);
    }
  }

  @Override
  public final Store reopened(Store store) {
    store.close();
    Path directory = opened.remove(store);
    if (directory == null) {
      throw new AssertionError("not a store of this test: " + store);
    }
    return opened(directory);
  }

  private Store opened(Path directory) {
    try {
      Store store = open(directory);
      opened.put(store, directory);
      return store;
    } catch (Exception e) {
      throw new AssertionError("cannot open a store in " + directory, e);
    }
  }

  @AfterEach
  void closeAll() {
    opened.keySet().forEach(Store::close);
  }
}
