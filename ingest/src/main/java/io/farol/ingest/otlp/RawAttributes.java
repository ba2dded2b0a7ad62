// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.ingest.dialect.Attributes;
import io.farol.model.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/// Attributes while they are being read. Of two with the same key the last one stays.
final class RawAttributes {

  private Map<String, Value> values = new LinkedHashMap<>();
  private long dropped;

  void put(String key, Value value) {
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

  boolean isFull() {
    return values.size() >= Limits.ATTRIBUTES;
  }

  void skipped() {
    dropped++;
  }

  long dropped() {
    return dropped;
  }

  /// Hands the values over; this object is empty afterwards.
  Map<String, Value> take() {
    Map<String, Value> taken = values;
    values = new LinkedHashMap<>();
    return taken;
  }

  Attributes attributes() {
    return Attributes.owning(take());
  }
}
