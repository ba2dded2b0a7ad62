// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import io.farol.flow.BatchReader;
import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// Shows what lay in the journal when Farol started, before any door opens: from a position to the
/// end of that moment, and is let go then.
public final class Replay implements BatchReader {

  private final String name;
  private final Position end;
  private final Consumer<CleanBatch> seen;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile Position position;

  public Replay(String name, Position from, Position end, Consumer<CleanBatch> seen) {
    this.name = name;
    this.position = from;
    this.end = end;
    this.seen = seen;
    if (from.compareTo(end) >= 0) {
      done.countDown();
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean durable() {
    return false;
  }

  @Override
  public Position position() {
    return position;
  }

  @Override
  public void apply(Position upTo, List<CleanBatch> batches) {
    if (done.getCount() > 0 && upTo.compareTo(position) > 0) {
      batches.forEach(seen);
    }
    reach(upTo);
  }

  /// Nothing of it can be seen: it is gone, or damaged.
  @Override
  public void skipped(Position from, Position to, String what) {
    reach(to);
  }

  private void reach(Position next) {
    position = next;
    if (next.compareTo(end) >= 0) {
      done.countDown();
    }
  }

  @Override
  public boolean finished() {
    return done.getCount() == 0;
  }

  /// Waits until everything of that moment has been seen.
  public void await() throws InterruptedException {
    done.await();
  }
}
