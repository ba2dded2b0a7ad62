// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;

/// Answers in JSON, by the rules of proto3's JSON form: 64-bit numbers as strings, a duration as
/// seconds with an `s`.
final class JsonAnswers {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String TYPES = "type.googleapis.com/google.rpc.";

  private JsonAnswers() {}

  private interface Body {
    void write(JsonGenerator out) throws IOException;
  }

  static byte[] response(boolean full, String rejectedName, long rejected, String message) {
    return bytes(out -> {
      if (!full) {
        out.writeObjectFieldStart("partialSuccess");
        if (rejected != 0) {
          out.writeStringField(rejectedName, Long.toString(rejected));
        }
        if (!message.isEmpty()) {
          out.writeStringField("errorMessage", message);
        }
        out.writeEndObject();
      }
    });
  }

  static byte[] status(Refusal refusal) {
    return bytes(out -> {
      out.writeNumberField("code", refusal.code());
      out.writeStringField("message", refusal.message());
      if (!refusal.violations().isEmpty() || refusal.retryAfter() != null) {
        out.writeArrayFieldStart("details");
        violations(refusal, out);
        retryInfo(refusal, out);
        out.writeEndArray();
      }
    });
  }

  private static void violations(Refusal refusal, JsonGenerator out) throws IOException {
    if (refusal.violations().isEmpty()) {
      return;
    }
    out.writeStartObject();
    out.writeStringField("@type", TYPES + "BadRequest");
    out.writeArrayFieldStart("fieldViolations");
    for (Refusal.Violation violation : refusal.violations()) {
      out.writeStartObject();
      out.writeStringField("field", violation.field());
      out.writeStringField("description", violation.description());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void retryInfo(Refusal refusal, JsonGenerator out) throws IOException {
    Duration delay = refusal.retryAfter();
    if (delay != null) {
      out.writeStartObject();
      out.writeStringField("@type", TYPES + "RetryInfo");
      BigDecimal seconds =
          BigDecimal.valueOf(delay.getSeconds()).add(BigDecimal.valueOf(delay.getNano(), 9));
      out.writeStringField("retryDelay", seconds.stripTrailingZeros().toPlainString() + "s");
      out.writeEndObject();
    }
  }

  private static byte[] bytes(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      body.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }
}
