// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.ingest.dialect.Attributes;
import io.farol.ingest.dialect.Sender;

/// The common frame of the three requests in protobuf: resource → scope → records.
///
/// Resource and scope may stand behind the records they describe (protobuf does not order fields),
/// so each group is looked through for them first.
abstract class ProtoReader {

  private static final int GROUP = WireReader.tag(1, WireReader.BYTES);
  private static final int RESOURCE = WireReader.tag(1, WireReader.BYTES);
  private static final int SCOPES = WireReader.tag(2, WireReader.BYTES);
  private static final int SCOPE = WireReader.tag(1, WireReader.BYTES);
  private static final int RECORDS = WireReader.tag(2, WireReader.BYTES);
  private static final int ATTRIBUTES = WireReader.tag(1, WireReader.BYTES);
  private static final int NAME = WireReader.tag(1, WireReader.BYTES);
  private static final int VERSION = WireReader.tag(2, WireReader.BYTES);

  final WireReader in;
  final ProtoValues values;
  final Collected collected;

  ProtoReader(WireReader in, Collected collected) {
    this.in = in;
    this.values = new ProtoValues(in, collected.allowance);
    this.collected = collected;
  }

  /// Reads the record that follows, length first.
  abstract void record(Sender sender);

  final void request() {
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      if (tag == GROUP) {
        group();
      } else {
        in.skip(tag);
      }
    }
  }

  private void group() {
    int outer = in.enter();
    int start = in.mark();
    RawAttributes resource = new RawAttributes();
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      if (tag == RESOURCE) {
        resource(resource);
      } else {
        in.skip(tag);
      }
    }
    Attributes read = resource.attributes();
    in.reset(start);
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      if (tag == SCOPES) {
        scope(read);
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
  }

  private void resource(RawAttributes into) {
    int outer = in.enter();
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      if (tag == ATTRIBUTES) {
        values.attribute(into);
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
  }

  private void scope(Attributes resource) {
    int outer = in.enter();
    int start = in.mark();
    String name = "";
    String version = "";
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      if (tag != SCOPE) {
        in.skip(tag);
        continue;
      }
      int inner = in.enter();
      for (int field = in.next(); field != 0; field = in.next()) {
        if (field == NAME) {
          name = in.name();
        } else if (field == VERSION) {
          version = in.name();
        } else {
          in.skip(field);
        }
      }
      in.leave(inner);
    }
    Sender sender = Sender.of(resource, name, version);
    in.reset(start);
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      if (tag == RECORDS && collected.admit()) {
        in.beginRecord();
        record(sender);
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
  }
}
