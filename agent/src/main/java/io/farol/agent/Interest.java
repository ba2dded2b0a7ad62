// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.agent;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.ReadableSpan;

/// Which spans are worth a start record: those that talk to somebody (client, producer) and those
/// of a language model, whatever their kind, since OpenInference and in-process models use
/// `INTERNAL`.
final class Interest {
  private static final String GEN_AI = "gen_ai.";
  private static final String OPENINFERENCE_KIND = "openinference.span.kind";

  private Interest() {}

  static boolean in(ReadableSpan span) {
    return span.getSpanContext().isSampled() && (talks(span.getKind()) || isGenAi(span));
  }

  private static boolean talks(SpanKind kind) {
    return kind == SpanKind.CLIENT || kind == SpanKind.PRODUCER;
  }

  private static boolean isGenAi(ReadableSpan span) {
    for (AttributeKey<?> key : span.getAttributes().asMap().keySet()) {
      if (key.getKey().startsWith(GEN_AI) || key.getKey().equals(OPENINFERENCE_KIND)) {
        return true;
      }
    }
    return false;
  }
}
