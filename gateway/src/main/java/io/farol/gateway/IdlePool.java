// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The idle HTTP/1.1 connections of one route on one event loop; the youngest is handed out first,
/// and none that is older than the route's keep-alive. Confined to the loop.
final class IdlePool implements Http1Upstream.Idle {

  private static final int MOST_IDLE = 64;
  private static final long SWEEP_SECONDS = 2;

  private final EventLoop loop;
  private final long keepAliveNanos;
  private final ArrayDeque<Http1Upstream> idle = new ArrayDeque<>();
  private boolean sweeping;

  IdlePool(EventLoop loop, Route route) {
    this.loop = loop;
    this.keepAliveNanos = route.timeouts().keepAlive().toNanos();
  }

  @Nullable Http1Upstream take() {
    for (Http1Upstream each = idle.pollLast(); each != null; each = idle.pollLast()) {
      if (each.usable() && !tooOld(each)) {
        return each;
      }
      each.close();
    }
    return null;
  }

  @Override
  public void add(Http1Upstream connection) {
    idle.addLast(connection);
    if (idle.size() > MOST_IDLE) {
      idle.removeFirst().close();
    }
    if (!sweeping) {
      sweeping = true;
      loop.schedule(this::sweep, SWEEP_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Override
  public void remove(Http1Upstream connection) {
    idle.remove(connection);
  }

  private boolean tooOld(Http1Upstream connection) {
    return System.nanoTime() - connection.idleSince() > keepAliveNanos;
  }

  private void sweep() {
    for (Iterator<Http1Upstream> each = idle.iterator(); each.hasNext(); ) {
      Http1Upstream connection = each.next();
      if (tooOld(connection)) {
        each.remove();
        connection.close();
      }
    }
    sweeping = !idle.isEmpty();
    if (sweeping) {
      loop.schedule(this::sweep, SWEEP_SECONDS, TimeUnit.SECONDS);
    }
  }
}
