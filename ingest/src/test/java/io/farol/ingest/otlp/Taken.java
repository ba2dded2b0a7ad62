// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import com.google.protobuf.Message;
import io.farol.flow.Draft;
import io.farol.flow.Signal;
import io.farol.ingest.dialect.PlainRule;
import io.farol.model.Call;
import io.farol.model.Direction;
import io.farol.model.Outcome;
import io.farol.model.Tokens;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Objects;

/// Shortcuts from a request to what was read of it.
public final class Taken {

  public static final long NOW = Sent.START + 2 * Sent.SECOND;

  private static final OtlpIntake INTAKE = new OtlpIntake(new PlainRule());

  private Taken() {}

  public static Intake of(Signal signal, Message request, Encoding encoding) {
    byte[] body =
        switch (encoding) {
          case PROTOBUF -> request.toByteArray();
          case JSON -> ProtoJson.bytes(request);
        };
    return of(signal, body, encoding);
  }

  public static Intake of(Signal signal, byte[] body, Encoding encoding) {
    return switch (signal) {
      case SPANS -> INTAKE.traces(body, encoding, "acme", NOW);
      case LOGS -> INTAKE.logs(body, encoding, "acme", NOW);
      case METRICS -> INTAKE.metrics(body, encoding, "acme", NOW);
    };
  }

  /// The draft of a span alone in its request.
  public static Draft draft(Span.Builder span) {
    return drafts("test", span).getFirst();
  }

  public static List<Draft> drafts(String scope, Span.Builder... spans) {
    return of(Signal.SPANS, Sent.traces(scope, spans), Encoding.PROTOBUF).batch().drafts();
  }

  public static Call call(Draft draft) {
    return Objects.requireNonNull(draft.span().call(), "the span is no call");
  }

  public static Call.Usage usage(Draft draft) {
    return Objects.requireNonNull(call(draft).usage(), "the call has no usage");
  }

  public static Tokens tokens(Draft draft) {
    return usage(draft).tokens();
  }

  public static Outcome.Failed failed(Draft draft) {
    return (Outcome.Failed) call(draft).outcome();
  }

  public static String failure(Draft draft) {
    return Objects.requireNonNull(failed(draft).detail());
  }

  public static List<io.farol.model.Message> said(Draft draft, Direction direction) {
    return draft.said().stream()
        .filter(said -> said.direction() == direction)
        .map(Draft.Said::message)
        .toList();
  }
}
