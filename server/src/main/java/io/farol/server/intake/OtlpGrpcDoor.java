// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.farol.flow.Signal;
import io.farol.ingest.otlp.Encoding;
import io.farol.ingest.otlp.OtlpAnswers;
import io.farol.ingest.otlp.Refusal;
import io.farol.server.access.Gatekeeper;
import io.farol.server.access.Need;
import io.farol.server.access.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Executor;

/// OTLP over gRPC: the three unary `Export` methods, messages plain, gzip or zstd.
///
/// See the [protocol](https://opentelemetry.io/docs/specs/otlp/#otlpgrpc), version 1.11, and ADR
/// 0002 for why it is framed by hand.
public final class OtlpGrpcDoor implements HttpService {

  /// The paths of the methods and what each takes.
  private static final Map<String, Signal> METHODS =
      Map.of(
          "/opentelemetry.proto.collector.trace.v1.TraceService/Export", Signal.SPANS,
          "/opentelemetry.proto.collector.logs.v1.LogsService/Export", Signal.LOGS,
          "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", Signal.METRICS);

  private static final MediaType GRPC = MediaType.create("application", "grpc");

  private final Gatekeeper gatekeeper;
  private final OtlpReceiver receiver;
  private final Executor threads;

  public OtlpGrpcDoor(Gatekeeper gatekeeper, OtlpReceiver receiver, Executor threads) {
    this.gatekeeper = gatekeeper;
    this.receiver = receiver;
    this.threads = threads;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    MediaType type = request.contentType();
    if (type == null || !type.type().equals("application") || !type.subtype().startsWith("grpc")) {
      return HttpResponse.of(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          MediaType.PLAIN_TEXT_UTF_8,
          "this port speaks OTLP/gRPC; OTLP/HTTP is answered on port 4318 and on the main port\n");
    }
    Verdict verdict = gatekeeper.judge(request.headers(), Need.INGEST);
    Signal signal = METHODS.get(context.path());
    if (verdict instanceof Verdict.Turned turned) {
      return render(
          Signal.SPANS,
          receiver.counted(signal == null ? Signal.SPANS : signal, OtlpAnswer.turned(turned)));
    }
    if (signal == null) {
      return render(
          Signal.SPANS,
          receiver.counted(
              Signal.SPANS,
              OtlpAnswer.unsupported(
                  "there is no such method; OTLP's are Export of traces, logs and metrics")));
    }
    String packing = request.headers().get("grpc-encoding", OtlpReceiver.PLAIN);
    return HttpResponse.of(
        receiver
            .receive(
                new OtlpReceiver.Call(signal, Encoding.PROTOBUF, packing, true),
                context,
                request,
                threads)
            .thenApply(answer -> render(signal, answer)));
  }

  private static HttpResponse render(Signal signal, OtlpAnswer answer) {
    return switch (answer) {
      case OtlpAnswer.Taken(long rejected, String reasons) ->
          HttpResponse.of(
              head().build(),
              HttpData.wrap(
                  GrpcFrame.write(
                      OtlpAnswers.success(signal, rejected, reasons, Encoding.PROTOBUF))),
              HttpHeaders.of("grpc-status", "0"));
      case OtlpAnswer.Refused(Reason _, int _, Refusal refusal) -> {
        byte[] status = OtlpAnswers.failure(refusal, Encoding.PROTOBUF);
        yield HttpResponse.of(
            head()
                .endOfStream(true)
                .set("grpc-status", Integer.toString(refusal.code()))
                .set("grpc-message", percentEncoded(refusal.message()))
                .set(
                    "grpc-status-details-bin",
                    Base64.getEncoder().withoutPadding().encodeToString(status))
                .build());
      }
    };
  }

  private static ResponseHeadersBuilder head() {
    return ResponseHeaders.builder(HttpStatus.OK)
        .contentType(GRPC)
        .set("grpc-accept-encoding", Inflater.PACKINGS);
  }

  /// The form of `grpc-message`: printable ASCII but the percent sign stays.
  private static String percentEncoded(String message) {
    StringBuilder text = new StringBuilder(message.length());
    for (byte each : message.getBytes(StandardCharsets.UTF_8)) {
      if (each >= ' ' && each <= '~' && each != '%') {
        text.append((char) each);
      } else {
        text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
      }
    }
    return text.toString();
  }
}
