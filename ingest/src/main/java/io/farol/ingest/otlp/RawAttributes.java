// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.ingest.dialect.Attributes;
import io.farol.model.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Attributes while they are being read. Of two with the same key the last one stays.
final class RawAttributes {

  private @Nullable Map<String, Value> values;
  private long dropped;

  void put(String key, Value value) {
    if (values == null) {
      values = new LinkedHashMap<>();
    }
    if (values.size() < Limits.ATTRIBUTES || values.containsKey(key)) {
      values.put(key, value);
    } else {
      dropped++;
    }
  }

  /// Adds to those that went over the limit what the sender itself left out.
  void droppedBySender(long count) {
    dropped += Math.max(0, count);
  }

  /// Counts one that the request's allowance had no room for.
  void leftOut() {
    dropped++;
  }

  long dropped() {
    return dropped;
  }

  /// Hands the values over; this object is empty afterwards.
  Map<String, Value> take() {
    Map<String, Value> taken = values;
    values = null;
    return taken == null ? LinkedHashMap.newLinkedHashMap(0) : taken;
  }

  Attributes attributes() {
    return Attributes.owning(take());
  }
}
