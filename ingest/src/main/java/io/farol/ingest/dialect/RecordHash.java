// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.model.Value;
import java.util.List;
import java.util.Map;

/// A number that follows from a record's content: the same record sent again has the same one.
/// FNV-1a over 64 bits, with a final mix. Confined to one thread.
final class RecordHash {

  private static final long PRIME = 0x100000001b3L;

  private long hash = 0xcbf29ce484222325L;

  private RecordHash() {}

  /// Over the event's name, its time, its body and its attributes.
  static long of(SentLog log) {
    RecordHash hash = new RecordHash();
    hash.text(log.eventName() == null ? "" : log.eventName());
    hash.number(log.atEpochNanos());
    hash.value(log.body());
    hash.fields(log.attributes().values());
    return hash.mixed();
  }

  private void number(long number) {
    long rest = number;
    for (int i = 0; i < 8; i++) {
      hash = (hash ^ rest & 0xFF) * PRIME;
      rest >>>= 8;
    }
  }

  private void text(String text) {
    number(text.length());
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
  }

  private void fields(Map<String, Value> fields) {
    number(fields.size());
    fields.forEach((name, value) -> {
      text(name);
      value(value);
    });
  }

  private void value(Value value) {
    switch (value) {
      case Value.Text(String text) -> tagged(0, text);
      case Value.Flag(boolean flag) -> tagged(1, flag ? 1 : 0);
      case Value.Whole(long number) -> tagged(2, number);
      case Value.Real(double number) -> tagged(3, Double.doubleToLongBits(number));
      case Value.Bytes(int length) -> tagged(4, length);
      case Value.Items(List<Value> items) -> {
        tagged(5, items.size());
        items.forEach(this::value);
      }
      case Value.Fields(Map<String, Value> inner) -> {
        tagged(6, 0);
        fields(inner);
      }
      case Value.Empty() -> tagged(7, 0);
    }
  }

  private void tagged(int tag, String text) {
    number(tag);
    text(text);
  }

  private void tagged(int tag, long number) {
    number(tag);
    number(number);
  }

  private long mixed() {
    long z = hash;
    z = (z ^ z >>> 33) * 0xff51afd7ed558ccdL;
    z = (z ^ z >>> 33) * 0xc4ceb9fe1a85ec53L;
    return z ^ z >>> 33;
  }
}
