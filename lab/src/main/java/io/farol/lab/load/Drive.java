// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/// Sends the requests of a spool over several connections, several at a time, and writes down every
/// answer. What is told to come back is sent again; what failed is not, since nobody knows whether
/// it was kept.
final class Drive {
  private static final double MICROS = 1000.0;

  /// A request and when it was meant to leave.
  private record Parcel(int request, long meantNanos) {}

  private final Plan plan;
  private final Spool spool;
  private final List<GrpcLane> lanes = new ArrayList<>();
  private final Semaphore free;
  private final Queue<Parcel> again = new ConcurrentLinkedQueue<>();
  private final AtomicInteger resting = new AtomicInteger();
  private final BitSet acknowledged = new BitSet();
  private final Histogram latencies = new Histogram(3);
  private long lastAnswerNanos;
  private long cameBack;
  private long failed;
  private long rejected;
  private String reason = "";

  private Drive(Plan plan, Spool spool, URI target) {
    this.plan = plan;
    this.spool = spool;
    this.free = new Semaphore(plan.connections() * plan.inFlight());
    for (int i = 0; i < plan.connections(); i++) {
      lanes.add(new GrpcLane(target));
    }
  }

  /// Drives until the requests or the seconds of the plan are used up and all answers are in.
  static Run drive(Plan plan, Spool spool, URI target) throws IOException, InterruptedException {
    Drive drive = new Drive(plan, spool, target);
    try {
      return drive.run();
    } finally {
      drive.lanes.forEach(GrpcLane::close);
    }
  }

  private Run run() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    long end = begun + TimeUnit.SECONDS.toNanos(plan.seconds());
    Queue<Parcel> ahead = parcels(begun);
    int sent = 0;
    while (System.nanoTime() < end) {
      free.acquire();
      Parcel parcel = next(ahead);
      if (parcel == null) {
        free.release();
        if (idle()) {
          break;
        }
        TimeUnit.MILLISECONDS.sleep(1);
      } else {
        send(parcel, lanes.get(sent++ % lanes.size()));
      }
    }
    free.acquire(plan.connections() * plan.inFlight());
    return result(begun);
  }

  private Queue<Parcel> parcels(long begun) {
    Queue<Parcel> parcels = new ArrayDeque<>();
    double gapNanos = plan.rate() == 0 ? 0 : 1e9 * plan.batch() / plan.rate();
    for (int request = 0; request < plan.requests(); request++) {
      parcels.add(new Parcel(request, begun + (long) (request * gapNanos)));
    }
    return parcels;
  }

  private Parcel next(Queue<Parcel> ahead) throws InterruptedException {
    Parcel repeated = again.poll();
    if (repeated != null) {
      return repeated;
    }
    Parcel fresh = ahead.poll();
    if (fresh != null && plan.rate() > 0) {
      TimeUnit.NANOSECONDS.sleep(fresh.meantNanos - System.nanoTime());
    }
    return fresh;
  }

  /// Whether nothing is under way that could still come back.
  private boolean idle() {
    return free.availablePermits() == plan.connections() * plan.inFlight()
        && resting.get() == 0
        && again.isEmpty();
  }

  private void send(Parcel parcel, GrpcLane lane) throws IOException {
    byte[] frame = spool.frame(parcel.request);
    long since = plan.rate() > 0 ? parcel.meantNanos : System.nanoTime();
    lane.export(frame)
        .thenAccept(answer -> {
          note(parcel, answer, since);
          free.release();
        });
  }

  private synchronized void note(Parcel parcel, Answer answer, long since) {
    long now = System.nanoTime();
    switch (answer) {
      case Answer.Acknowledged(long refusedSpans) -> {
        latencies.recordValue((long) ((now - since) / MICROS));
        lastAnswerNanos = now;
        rejected += refusedSpans;
        if (refusedSpans == 0) {
          acknowledged.set(parcel.request);
        }
      }
      case Answer.ComeBack(var after) -> {
        cameBack++;
        resting.incrementAndGet();
        Thread.startVirtualThread(() -> later(parcel, after.toMillis()));
      }
      case Answer.Failed(String why) -> {
        failed++;
        reason = why;
      }
    }
  }

  private void later(Parcel parcel, long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
      again.add(parcel);
      resting.decrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Run result(long begun) {
    double seconds = Math.max(1, lastAnswerNanos - begun) / 1e9;
    return new Run(acknowledged, latencies, seconds, cameBack, failed, rejected, reason);
  }
}
