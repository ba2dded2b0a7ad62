// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpRequest;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// Takes in bodies. Their bytes are counted while they arrive, so that memory stays bounded at any
/// number of senders; when there is no room the body that has been arriving longest is sent away,
/// so that a thousand slow senders cost each other their turn and nobody else. Safe for many
/// threads.
public final class Arrivals {

  private final Budget budget;
  private final int mostBytes;
  private final Duration deadline;
  private final Duration spared;
  private final SequencedSet<Arriving> arriving = new LinkedHashSet<>();

  /// @param capacityBytes of all bodies, from their first byte until they are let go
  /// @param mostBytes of one body
  /// @param deadline a body that takes longer is sent away
  /// @param spared a body that is younger is never sent away for another: a good network brings
  ///   most in this time
  public Arrivals(long capacityBytes, int mostBytes, Duration deadline, Duration spared) {
    this.budget = new Budget(capacityBytes);
    this.mostBytes = mostBytes;
    this.deadline = deadline;
    this.spared = spared;
  }

  /// What became of a body.
  sealed interface Arrival {

    /// It is here. Its bytes count until [#release].
    record Whole(Body body, Runnable release) implements Arrival {}

    record TooLarge() implements Arrival {}

    /// There is no room, or another needed it more.
    record NoRoom() implements Arrival {}

    record TooSlow() implements Arrival {}

    record BrokenOff() implements Arrival {}
  }

  /// Reads a body to its end or until it is sent away; what comes after that is dropped.
  CompletableFuture<Arrival> take(HttpRequest request, EventExecutor loop) {
    Arriving one = new Arriving(loop);
    synchronized (arriving) {
      arriving.add(one);
    }
    one.clock =
        loop.schedule(
            () -> one.end(new Arrival.TooSlow()), deadline.toMillis(), TimeUnit.MILLISECONDS);
    request.subscribe(one, loop);
    return one.result;
  }

  Duration deadline() {
    return deadline;
  }

  /// Bytes that all bodies hold.
  public long heldBytes() {
    return budget.used();
  }

  private boolean makeRoom(Arriving wanting) {
    Arriving longest;
    synchronized (arriving) {
      longest = arriving.isEmpty() ? wanting : arriving.getFirst();
    }
    if (longest == wanting || System.nanoTime() - longest.since < spared.toNanos()) {
      return false;
    }
    longest.end(new Arrival.NoRoom());
    return true;
  }

  /// One body on its way. The body itself belongs to the event loop; what it has reserved and
  /// whether it is over are guarded by this object, for another may send it away.
  private final class Arriving implements Subscriber<HttpObject> {

    private final EventExecutor loop;
    private final long since = System.nanoTime();
    private final CompletableFuture<Arrival> result = new CompletableFuture<>();
    private final Body body = new Body();
    private @Nullable Future<?> clock;
    private long reserved;
    private boolean over;

    Arriving(EventExecutor loop) {
      this.loop = loop;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(HttpObject object) {
      if (isOver() || !(object instanceof HttpData data) || data.isEmpty()) {
        return;
      }
      byte[] bytes = data.array();
      if (bytes.length > mostBytes - body.size()) {
        end(new Arrival.TooLarge());
        return;
      }
      int growth = body.growth(bytes.length);
      while (!budget.take(growth)) {
        if (!makeRoom(this)) {
          end(new Arrival.NoRoom());
          return;
        }
      }
      if (reserve(growth)) {
        body.add(bytes);
      } else {
        budget.giveBack(growth);
      }
    }

    @Override
    public void onError(Throwable cause) {
      end(new Arrival.BrokenOff());
    }

    @Override
    public void onComplete() {
      end(new Arrival.Whole(body, () -> budget.giveBack(reserved())));
    }

    private synchronized boolean isOver() {
      return over;
    }

    private synchronized long reserved() {
      return reserved;
    }

    private synchronized boolean reserve(int bytes) {
      if (!over) {
        reserved += bytes;
      }
      return !over;
    }

    private void end(Arrival arrival) {
      synchronized (this) {
        if (over) {
          return;
        }
        over = true;
      }
      synchronized (arriving) {
        arriving.remove(this);
      }
      if (clock != null) {
        clock.cancel(false);
      }
      if (!(arrival instanceof Arrival.Whole)) {
        budget.giveBack(reserved());
        loop.execute(body::drop);
      }
      result.complete(arrival);
    }
  }
}
