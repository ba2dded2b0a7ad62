// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import io.farol.flow.Signal;
import io.farol.ingest.otlp.Encoding;
import io.farol.ingest.otlp.OtlpAnswers;
import io.farol.ingest.otlp.Refusal;
import io.farol.server.access.Gatekeeper;
import io.farol.server.access.Need;
import io.farol.server.access.Verdict;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// OTLP over HTTP: `POST /v1/traces`, `/v1/logs`, `/v1/metrics` in protobuf or JSON, plain, gzip or
/// zstd. Errors are a `google.rpc.Status` in the request's encoding, as the protocol asks.
///
/// See the [protocol](https://opentelemetry.io/docs/specs/otlp/#otlphttp), version 1.11.
public final class OtlpHttpDoor {

  private final Gatekeeper gatekeeper;
  private final OtlpReceiver receiver;
  private final Executor threads;

  public OtlpHttpDoor(Gatekeeper gatekeeper, OtlpReceiver receiver, Executor threads) {
    this.gatekeeper = gatekeeper;
    this.receiver = receiver;
    this.threads = threads;
  }

  /// The service of one signal's path.
  public HttpService service(Signal signal) {
    return (context, request) -> {
      RequestHeaders headers = request.headers();
      Encoding encoding = encoding(headers.contentType());
      Encoding answered = encoding == null ? Encoding.JSON : encoding;
      Verdict verdict = gatekeeper.judge(headers, Need.INGEST);
      if (verdict instanceof Verdict.Turned turned) {
        return render(signal, answered, receiver.counted(signal, OtlpAnswer.turned(turned)));
      }
      if (headers.method() != HttpMethod.POST) {
        return render(
            signal,
            answered,
            receiver.counted(
                signal,
                new OtlpAnswer.Refused(
                    Reason.UNSUPPORTED,
                    405,
                    Refusal.of(Refusal.UNIMPLEMENTED, "telemetry comes by POST"))));
      }
      if (encoding == null) {
        return render(
            signal,
            answered,
            receiver.counted(
                signal,
                OtlpAnswer.unsupported(
                    "the Content-Type is neither application/x-protobuf nor application/json; send one of them")));
      }
      String packing = headers.get(HttpHeaderNames.CONTENT_ENCODING, OtlpReceiver.PLAIN);
      return HttpResponse.of(
          receiver
              .receive(
                  new OtlpReceiver.Call(signal, encoding, packing, false),
                  context,
                  request,
                  threads)
              .thenApply(answer -> render(signal, encoding, answer)));
    };
  }

  private static HttpResponse render(Signal signal, Encoding encoding, OtlpAnswer answer) {
    return switch (answer) {
      case OtlpAnswer.Taken(long rejected, String reasons) ->
          response(
              ResponseHeaders.builder(HttpStatus.OK),
              encoding,
              OtlpAnswers.success(signal, rejected, reasons, encoding));
      case OtlpAnswer.Refused(Reason _, int httpStatus, Refusal refusal) -> {
        ResponseHeadersBuilder headers = ResponseHeaders.builder(HttpStatus.valueOf(httpStatus));
        Duration after = refusal.retryAfter();
        if (after != null) {
          headers.set(HttpHeaderNames.RETRY_AFTER, Long.toString(Math.max(1, after.toSeconds())));
        }
        if (httpStatus == HttpStatus.UNSUPPORTED_MEDIA_TYPE.code()) {
          headers.set(HttpHeaderNames.ACCEPT_ENCODING, Inflater.PACKINGS);
        }
        yield response(headers, encoding, OtlpAnswers.failure(refusal, encoding));
      }
    };
  }

  private static HttpResponse response(
      ResponseHeadersBuilder headers, Encoding encoding, byte[] body) {
    headers.contentType(MediaType.parse(encoding.contentType()));
    return HttpResponse.of(headers.build(), HttpData.wrap(body));
  }

  private static @Nullable Encoding encoding(@Nullable MediaType type) {
    if (type == null) {
      return null;
    }
    for (Encoding encoding : Encoding.values()) {
      if ((type.type() + "/" + type.subtype()).equals(encoding.contentType())) {
        return encoding;
      }
    }
    return null;
  }
}
