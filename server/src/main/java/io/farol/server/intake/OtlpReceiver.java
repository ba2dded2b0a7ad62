// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.farol.flow.DraftBatch;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One export request, from its bytes to what the sender is told. Safe for many threads.
///
/// Its bytes are counted while they arrive ([Arrivals]); it is unpacked, read and kept in its lane
/// ([Lanes]), and the sender is answered when its batch is durable.
public final class OtlpReceiver {

  /// OTLP's recommended limit of a request, before and after it is unpacked.
  public static final int MAX_BODY = 64 << 20;

  /// Nothing is packed.
  static final String PLAIN = "identity";

  private static final Logger LOG = LoggerFactory.getLogger(OtlpReceiver.class);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LATER = Duration.ofSeconds(5);

  /// What a packed body grows to as a rule. One that grows more is unpacked a second time, in the
  /// lane of the large ones.
  private static final int USUAL_RATIO = 16;

  private final OtlpIntake intake;
  private final Pipeline pipeline;
  private final Arrivals arrivals;
  private final Lanes lanes;
  private final Refusals refusals;
  private final Rejections rejections;
  private final InstantSource clock;

  public OtlpReceiver(
      OtlpIntake intake,
      Pipeline pipeline,
      Arrivals arrivals,
      Lanes lanes,
      Refusals refusals,
      Rejections rejections,
      InstantSource clock) {
    this.intake = intake;
    this.pipeline = pipeline;
    this.arrivals = arrivals;
    this.lanes = lanes;
    this.refusals = refusals;
    this.rejections = rejections;
    this.clock = clock;
  }

  /// What a request's head says.
  ///
  /// @param packing what its body, or the message in its frame, is packed with; `identity` for
  ///   nothing
  /// @param framed whether the body is one gRPC message
  record Call(Signal signal, Encoding encoding, String packing, boolean framed) {

    /// What a frame that says it is packed is packed with.
    String named() {
      return packing.equals(PLAIN) ? "unnamed" : packing;
    }
  }

  /// Reads, keeps and answers one request.
  ///
  /// @param threads where to wait and work
  CompletableFuture<OtlpAnswer> receive(
      Call call, ServiceRequestContext context, HttpRequest request, Executor threads) {
    return arrivals
        .take(request, context.eventLoop())
        .thenApplyAsync(
            arrival -> {
              OtlpAnswer answer = counted(call.signal(), answer(call, arrival));
              endUnread(context, request);
              return answer;
            },
            threads);
  }

  /// Ends an HTTP/1 connection on which a body still comes that nobody reads: no other request can
  /// follow on it.
  private static void endUnread(ServiceRequestContext context, HttpRequest request) {
    if (!request.isComplete() && !context.sessionProtocol().isMultiplex()) {
      context.initiateConnectionShutdown(Duration.ZERO);
    }
  }

  /// Counts an answer that needed no body.
  OtlpAnswer counted(Signal signal, OtlpAnswer answer) {
    refusals.count(signal, answer);
    return answer;
  }

  private OtlpAnswer answer(Call call, Arrivals.Arrival arrival) {
    return switch (arrival) {
      case Arrivals.Arrival.TooLarge _ ->
          OtlpAnswer.tooLarge("a body has at most " + MAX_BODY + " bytes; send smaller batches");
      case Arrivals.Arrival.NoRoom _ ->
          OtlpAnswer.busy("too many requests are arriving; send it again", SOON);
      case Arrivals.Arrival.TooSlow _ ->
          OtlpAnswer.tooSlow(
              "the body took longer than "
                  + arrivals.deadline().toSeconds()
                  + " s to arrive; send smaller batches",
              SOON);
      case Arrivals.Arrival.BrokenOff _ ->
          OtlpAnswer.brokenOff("the body broke off; send it again");
      case Arrivals.Arrival.Whole(Body body, Runnable release) -> {
        try {
          yield kept(call, body);
        } finally {
          release.run();
        }
      }
    };
  }

  private OtlpAnswer kept(Call call, Body body) {
    try {
      long usual = (long) body.size() * (call.packing().equals(PLAIN) ? 1 : USUAL_RATIO);
      return usual <= Lanes.ORDINARY
          ? ordinary(call, body, Math.max((int) usual, Lanes.LEAST))
          : lanes.large(() -> within(call, body.take(), MAX_BODY), OtlpReceiver::inWork);
    } catch (MalformedRequestException malformed) {
      return OtlpAnswer.malformed(malformed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OtlpAnswer.unavailable("Farol stops; send it again", LATER);
    } catch (OutOfMemoryError e) {
      logged(call, e);
      return OtlpAnswer.tooLarge(
          "the request needs more memory than Farol has; send smaller batches");
    } catch (Exception | StackOverflowError bug) {
      logged(call, bug);
      return OtlpAnswer.unavailable("Farol failed; the reason is in its log", LATER);
    }
  }

  private OtlpAnswer ordinary(Call call, Body body, int limit) throws Exception {
    if (!lanes.enter(limit)) {
      return inWork();
    }
    byte[] whole;
    try {
      whole = body.take();
      OtlpAnswer answer = within(call, whole, limit);
      if (!(answer instanceof OtlpAnswer.Refused refused && refused.reason() == Reason.TOO_LARGE)) {
        return answer;
      }
    } finally {
      lanes.leave(limit);
    }
    return lanes.large(() -> within(call, whole, MAX_BODY), OtlpReceiver::inWork);
  }

  private static OtlpAnswer inWork() {
    return OtlpAnswer.busy("too many requests are in work; send it again", SOON);
  }

  private static void logged(Call call, Throwable bug) {
    LOG.atError()
        .addKeyValue("signal", call.signal())
        .setCause(SafeCause.of(bug))
        .log("A request could not be taken");
  }

  /// @param limit more bytes than this are not unpacked
  private OtlpAnswer within(Call call, byte[] body, int limit) {
    if (!call.framed()) {
      return unpacked(call, Inflater.unpack(ByteBuffer.wrap(body), call.packing(), limit));
    }
    return switch (GrpcFrame.read(body)) {
      case GrpcFrame.Read.Broken(String detail) -> OtlpAnswer.malformed(detail);
      case GrpcFrame.Read.Message(ByteBuffer bytes, boolean packed) ->
          unpacked(call, Inflater.unpack(bytes, packed ? call.named() : PLAIN, limit));
    };
  }

  private OtlpAnswer unpacked(Call call, Inflater.Unpacked unpacked) {
    return switch (unpacked) {
      case Inflater.Unpacked.Whole(ByteBuffer bytes) -> taken(call, bytes);
      case Inflater.Unpacked.TooLarge(int most) ->
          OtlpAnswer.tooLarge(
              "a request has at most " + most + " bytes unpacked; send smaller batches");
      case Inflater.Unpacked.Unsupported _ ->
          OtlpAnswer.unsupported(
              "bodies come plain, as gzip or as zstd; set the exporter's compression to one of them or none");
      case Inflater.Unpacked.Broken(String detail) ->
          OtlpAnswer.malformed(detail + "; send it again");
    };
  }

  private OtlpAnswer taken(Call call, ByteBuffer bytes) {
    int length = bytes.remaining();
    Intake read = read(call, bytes);
    for (DraftBatch part : Parts.of(call.signal(), read.batch(), length)) {
      if (pipeline.accept(call.signal(), part)
          instanceof Pipeline.Result.ComeBack(Journal.Receipt.Refused refused)) {
        return refused(refused);
      }
    }
    rejections.add(read.rejections(), read.batch().receivedEpochNanos());
    return new OtlpAnswer.Taken(read.rejected(), read.reasons());
  }

  private static OtlpAnswer refused(Journal.Receipt.Refused refused) {
    return switch (refused.reason()) {
      case TOO_LARGE -> OtlpAnswer.tooLarge(refused.detail());
      case BUSY -> OtlpAnswer.busy(refused.detail(), refused.retryAfter());
      case DISK_FULL, IO_ERROR, CLOSING ->
          OtlpAnswer.unavailable(refused.detail(), refused.retryAfter());
    };
  }

  private Intake read(Call call, ByteBuffer body) {
    Instant now = clock.instant();
    long received = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    return switch (call.signal()) {
      case SPANS -> intake.traces(body, call.encoding(), Scope.DEFAULT_TENANT, received);
      case LOGS -> intake.logs(body, call.encoding(), Scope.DEFAULT_TENANT, received);
      case METRICS -> intake.metrics(body, call.encoding(), Scope.DEFAULT_TENANT, received);
    };
  }
}
