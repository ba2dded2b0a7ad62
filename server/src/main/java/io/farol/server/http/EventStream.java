// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.farol.server.log.SafeCause;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Server-sent events of something that changes: the whole of it at once, then again whenever it
/// changed, at most four times a second, and every other second while time itself moves it. A
/// reader that does not take its frames is let go.
public final class EventStream {

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  /// Between two frames.
  private static final Duration BEAT = Duration.ofMillis(250);

  /// Beats after which a frame is sent though nothing changed, so that what follows from the
  /// passing of time is seen.
  private static final int QUIET_BEATS = 8;

  private static final int MAX_READERS = 64;

  private final String event;
  private final ProblemJson problems;
  private final Executor threads;
  private final LongSupplier version;
  private final AtomicInteger readers = new AtomicInteger();

  /// @param event the events' name
  /// @param version changes when there is something new
  public EventStream(String event, ProblemJson problems, Executor threads, LongSupplier version) {
    this.event = event;
    this.problems = problems;
    this.threads = threads;
    this.version = version;
  }

  /// @param frame the whole of it as one line of JSON
  HttpResponse open(ServiceRequestContext context, Supplier<byte[]> frame) {
    if (readers.incrementAndGet() > MAX_READERS) {
      readers.decrementAndGet();
      return problems.response(
          new Problem(
              503,
              "Too many readers",
              MAX_READERS + " event streams are open",
              List.of(
                  new Problem.Fault(
                      null,
                      null,
                      "too many event streams",
                      "close a page, or ask without a stream"))),
          context.path());
    }
    context.clearRequestTimeout();
    HttpResponseWriter writer = HttpResponse.streaming();
    writer.write(
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(MediaType.EVENT_STREAM)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .set("x-accel-buffering", "no")
            .build());
    threads.execute(() -> run(writer, frame));
    return writer;
  }

  private void run(HttpResponseWriter writer, Supplier<byte[]> frame) {
    try {
      long sent = version.getAsLong() - 1;
      int quiet = 0;
      while (writer.isOpen()) {
        long now = version.getAsLong();
        if (now != sent || quiet >= QUIET_BEATS) {
          sent = now;
          quiet = 0;
          if (!writer.tryWrite(message(frame.get()))) {
            return;
          }
          writer.whenConsumed().join();
        } else {
          quiet++;
        }
        Thread.sleep(BEAT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.atDebug().setCause(SafeCause.of(e)).log("An event stream ended");
    } finally {
      readers.decrementAndGet();
      writer.close();
    }
  }

  private HttpData message(byte[] json) {
    return HttpData.wrap(
        ("event: " + event + "\ndata: " + new String(json, StandardCharsets.UTF_8) + "\n\n")
            .getBytes(StandardCharsets.UTF_8));
  }
}
