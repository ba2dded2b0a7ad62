// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.ingest.dialect.Allowance;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `opentelemetry.proto.common.v1`: AnyValue, KeyValue, ArrayValue, KeyValueList.
final class ProtoValues {

  private static final int STRING = WireReader.tag(1, WireReader.BYTES);
  private static final int BOOL = WireReader.tag(2, WireReader.VARINT);
  private static final int INT = WireReader.tag(3, WireReader.VARINT);
  private static final int DOUBLE = WireReader.tag(4, WireReader.FIXED64);
  private static final int ARRAY = WireReader.tag(5, WireReader.BYTES);
  private static final int MAP = WireReader.tag(6, WireReader.BYTES);
  private static final int RAW = WireReader.tag(7, WireReader.BYTES);

  private static final int KEY = WireReader.tag(1, WireReader.BYTES);
  private static final int VALUE = WireReader.tag(2, WireReader.BYTES);
  private static final int VALUES = WireReader.tag(1, WireReader.BYTES);

  private static final Value EMPTY = new Value.Empty();
  private static final Value TRUE = new Value.Flag(true);
  private static final Value FALSE = new Value.Flag(false);
  private static final Value LEFT_OUT = Value.of(Limits.TOO_MANY);

  private final WireReader in;
  private final Allowance allowance;

  ProtoValues(WireReader in, Allowance allowance) {
    this.in = in;
    this.allowance = allowance;
  }

  /// Reads one KeyValue into the attributes.
  void attribute(RawAttributes into) {
    if (!allowance.take(1)) {
      in.skippedBytes();
      into.leftOut();
      return;
    }
    int outer = in.enter();
    String key = "";
    Value value = EMPTY;
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      if (tag == KEY) {
        key = in.name();
      } else if (tag == VALUE) {
        value = value(0);
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    into.put(key, value);
  }

  /// Reads one AnyValue; of several values in it the last one counts.
  Value value(int depth) {
    if (depth >= Limits.DEPTH) {
      in.skippedBytes();
      return Value.of(Limits.TOO_DEEP);
    }
    int outer = in.enter();
    Value value = EMPTY;
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      if (tag == STRING) {
        value = in.textValue();
      } else if (tag == BOOL) {
        value = in.varint() == 0 ? FALSE : TRUE;
      } else if (tag == INT) {
        value = new Value.Whole(in.varint());
      } else if (tag == DOUBLE) {
        value = new Value.Real(in.real());
      } else if (tag == ARRAY) {
        value = items(depth + 1);
      } else if (tag == MAP) {
        value = fields(depth + 1);
      } else if (tag == RAW) {
        value = new Value.Bytes(in.skippedBytes());
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    return value;
  }

  private Value items(int depth) {
    int outer = in.enter();
    List<Value> items = new ArrayList<>();
    boolean all = true;
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      boolean room = tag == VALUES && allowance.take(1);
      if (room) {
        items.add(value(depth));
      } else {
        all &= tag != VALUES;
        in.skip(tag);
      }
    }
    in.leave(outer);
    if (!all) {
      items.add(LEFT_OUT);
    }
    return new Value.Items(items);
  }

  private Value fields(int depth) {
    int outer = in.enter();
    Map<String, Value> fields = new LinkedHashMap<>();
    boolean all = true;
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      boolean room = tag == VALUES && allowance.take(1);
      if (room) {
        field(fields, depth);
      } else {
        all &= tag != VALUES;
        in.skip(tag);
      }
    }
    in.leave(outer);
    if (!all) {
      fields.put(Limits.TOO_MANY, EMPTY);
    }
    return new Value.Fields(fields);
  }

  private void field(Map<String, Value> fields, int depth) {
    int outer = in.enter();
    String key = "";
    Value value = EMPTY;
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      if (tag == KEY) {
        key = in.name();
      } else if (tag == VALUE) {
        value = value(depth);
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    fields.put(key, value);
  }
}
