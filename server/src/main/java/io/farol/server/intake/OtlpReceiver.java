// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import com.linecorp.armeria.common.ContentTooLargeException;
import io.farol.flow.Journal;
import io.farol.flow.Signal;
import io.farol.ingest.otlp.Encoding;
import io.farol.ingest.otlp.Intake;
import io.farol.ingest.otlp.MalformedRequestException;
import io.farol.ingest.otlp.OtlpIntake;
import io.farol.model.Scope;
import io.farol.server.log.SafeCause;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One export request, from its bytes to what the sender is told. Blocks until its batch is
/// durable. Safe for many threads.
public final class OtlpReceiver {

  /// OTLP's recommended limit of a request, after it is unpacked.
  public static final int MAX_BODY = 64 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(OtlpReceiver.class);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LATER = Duration.ofSeconds(5);

  private final OtlpIntake intake;
  private final Pipeline pipeline;
  private final Budget budget;
  private final InstantSource clock;

  /// @param inWorkBytes how many bytes of unpacked requests may be in work at once
  public OtlpReceiver(OtlpIntake intake, Pipeline pipeline, long inWorkBytes, InstantSource clock) {
    this.intake = intake;
    this.pipeline = pipeline;
    this.budget = new Budget(inWorkBytes);
    this.clock = clock;
  }

  OtlpAnswer receive(Signal signal, ByteBuffer packed, String packing, Encoding encoding) {
    return switch (Inflater.unpack(packed, packing, MAX_BODY)) {
      case Inflater.Unpacked.Whole whole -> take(signal, whole.bytes(), encoding);
      case Inflater.Unpacked.TooLarge too ->
          OtlpAnswer.tooLarge(
              "a request has at most " + too.limit() + " bytes unpacked; send smaller batches");
      case Inflater.Unpacked.Unsupported unsupported ->
          OtlpAnswer.unsupported(
              "bodies come plain, as gzip or as zstd; set the exporter's compression to one of them or none");
      case Inflater.Unpacked.Broken(String detail) ->
          OtlpAnswer.malformed(detail + "; send it again");
    };
  }

  /// A body that could not be read to its end.
  OtlpAnswer unread(Throwable failure) {
    return failure instanceof ContentTooLargeException
            || failure.getCause() instanceof ContentTooLargeException
        ? OtlpAnswer.tooLarge("a body has at most " + MAX_BODY + " bytes; send smaller batches")
        : OtlpAnswer.malformed("the body broke off; send it again");
  }

  private OtlpAnswer take(Signal signal, ByteBuffer body, Encoding encoding) {
    int length = body.remaining();
    if (!budget.take(length)) {
      return OtlpAnswer.busy("too many requests are in work", SOON);
    }
    try {
      Intake read = read(signal, body, encoding);
      return switch (pipeline.accept(signal, read.batch())) {
        case Pipeline.Result.Done done -> new OtlpAnswer.Taken(read.rejected(), read.reasons());
        case Pipeline.Result.ComeBack(Journal.Receipt.Refused refused) -> refused(refused);
      };
    } catch (MalformedRequestException malformed) {
      return OtlpAnswer.malformed(malformed);
    } catch (RuntimeException bug) {
      LOG.atError()
          .addKeyValue("signal", signal)
          .setCause(SafeCause.of(bug))
          .log("A request could not be taken");
      return OtlpAnswer.unavailable("Farol failed; the reason is in its log", LATER);
    } finally {
      budget.giveBack(length);
    }
  }

  private static OtlpAnswer refused(Journal.Receipt.Refused refused) {
    return switch (refused.reason()) {
      case TOO_LARGE -> OtlpAnswer.tooLarge(refused.detail());
      case BUSY -> OtlpAnswer.busy(refused.detail(), refused.retryAfter());
      case DISK_FULL, IO_ERROR, CLOSING ->
          OtlpAnswer.unavailable(refused.detail(), refused.retryAfter());
    };
  }

  private Intake read(Signal signal, ByteBuffer body, Encoding encoding) {
    Instant now = clock.instant();
    long received = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    return switch (signal) {
      case SPANS -> intake.traces(body, encoding, Scope.DEFAULT_TENANT, received);
      case LOGS -> intake.logs(body, encoding, Scope.DEFAULT_TENANT, received);
      case METRICS -> intake.metrics(body, encoding, Scope.DEFAULT_TENANT, received);
    };
  }
}
