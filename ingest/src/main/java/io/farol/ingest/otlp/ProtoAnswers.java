// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Answers in protobuf. A partial success is field 1 of each signal's response: `rejected_…` = 1,
/// `error_message` = 2. A `google.rpc.Status` is code = 1, message = 2, details = 3 (Any: type_url
/// = 1, value = 2).
final class ProtoAnswers {

  private static final String TYPES = "type.googleapis.com/google.rpc.";

  private ProtoAnswers() {}

  static byte[] partial(long rejected, String message) {
    Out partial = new Out();
    partial.number(1, rejected);
    partial.text(2, message);
    Out response = new Out();
    response.message(1, partial);
    return response.toBytes();
  }

  static byte[] status(Refusal refusal) {
    Out status = new Out();
    status.number(1, refusal.code());
    status.text(2, refusal.message());
    if (!refusal.violations().isEmpty()) {
      Out badRequest = new Out();
      for (Refusal.Violation violation : refusal.violations()) {
        Out each = new Out();
        each.text(1, violation.field());
        each.text(2, violation.description());
        badRequest.message(1, each);
      }
      status.message(3, any("BadRequest", badRequest));
    }
    if (refusal.retryAfter() != null) {
      Out delay = new Out();
      delay.number(1, refusal.retryAfter().getSeconds());
      delay.number(2, refusal.retryAfter().getNano());
      Out retryInfo = new Out();
      retryInfo.message(1, delay);
      status.message(3, any("RetryInfo", retryInfo));
    }
    return status.toBytes();
  }

  private static Out any(String type, Out value) {
    Out any = new Out();
    any.text(1, TYPES + type);
    any.message(2, value);
    return any;
  }

  /// Writes fields; defaults are left out, as proto3 does.
  private static final class Out {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    byte[] toBytes() {
      return bytes.toByteArray();
    }

    void number(int field, long value) {
      if (value != 0) {
        varint(WireReader.tag(field, WireReader.VARINT));
        varint(value);
      }
    }

    void text(int field, String value) {
      if (!value.isEmpty()) {
        raw(field, value.getBytes(StandardCharsets.UTF_8));
      }
    }

    void message(int field, Out value) {
      raw(field, value.toBytes());
    }

    private void raw(int field, byte[] value) {
      varint(WireReader.tag(field, WireReader.BYTES));
      varint(value.length);
      bytes.write(value, 0, value.length);
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        bytes.write((int) (rest & 0x7F | 0x80));
        rest >>>= 7;
      }
      bytes.write((int) rest);
    }
  }
}
