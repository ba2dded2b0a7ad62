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
/// changed, at most eight times a second, and every second while time itself moves it. Frames that
/// take long to make or to hand over come less often, but still about once a second: as a rule a
/// tenth of the time goes into them. A reader that does not take its frames is let go.
public final class EventStream {

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  /// Between two looks, and two frames, at least.
  private static final Duration BEAT = Duration.ofMillis(125);

  /// After which a frame is sent though nothing changed, so that what follows from the passing of
  /// time is seen.
  private static final Duration QUIET = Duration.ofMillis(800);

  /// So much longer than it took to make and hand over a frame is the pause behind it.
  private static final int REST = 9;

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
      long next = System.nanoTime();
      long quiet = next;
      while (writer.isOpen()) {
        long now = version.getAsLong();
        long begin = System.nanoTime();
        if (now != sent && begin - next >= 0 || begin - quiet >= 0) {
          sent = now;
          if (!writer.tryWrite(message(frame.get()))) {
            return;
          }
          writer.whenConsumed().join();
          long end = System.nanoTime();
          next = end + Math.clamp(REST * (end - begin) - BEAT.toNanos(), 0, QUIET.toNanos());
          quiet = Math.max(next, begin + QUIET.toNanos());
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
