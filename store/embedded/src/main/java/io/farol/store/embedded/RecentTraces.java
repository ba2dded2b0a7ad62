// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.TraceId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What was read of the traces that were asked for last: whoever opens one exchange opens its
/// neighbours next. A reading holds until the facts move on. Safe for many threads.
final class RecentTraces<T> {

  private static final int CAPACITY = 32;

  private record Key(String tenant, TraceId trace) {}

  private record Reading<T>(long position, T value) {}

  private final LongSupplier position;
  private final Map<Key, Reading<T>> readings =
      new LinkedHashMap<>(CAPACITY, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Reading<T>> eldest) {
          return size() > CAPACITY;
        }
      };

  /// @param position of the facts
  RecentTraces(LongSupplier position) {
    this.position = position;
  }

  T get(String tenant, TraceId trace, Supplier<T> read) {
    Key key = new Key(tenant, trace);
    long now = position.getAsLong();
    synchronized (readings) {
      Reading<T> known = readings.get(key);
      if (known != null && known.position() == now) {
        return known.value();
      }
    }
    T value = read.get();
    synchronized (readings) {
      readings.put(key, new Reading<>(now, value));
    }
    return value;
  }
}
