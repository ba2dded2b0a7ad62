// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.flow.RawExchange;
import io.farol.gateway.http.RequestHead;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Sends exchanges on their way over routes, counts them and has them captured. One for each event
/// loop, whose connections it uses.
final class Departures {

  private final Load load;
  private final Surroundings surroundings;
  private final Counters counters;
  private final Dialer dialer;

  Departures(Load load, Surroundings surroundings, Counters counters, Dialer dialer) {
    this.load = load;
    this.surroundings = surroundings;
    this.counters = counters;
    this.dialer = dialer;
  }

  /// What is on its way over each route, and the memory of all captures. Safe for many threads.
  static final class Load {

    /// Bytes of all bodies that are being captured.
    private static final long MOST_CAPTURED = 64L << 20;

    private final Map<String, AtomicInteger> inFlight = new HashMap<>();
    private final ClipMemory memory = new ClipMemory(MOST_CAPTURED);

    Load(List<Route> routes) {
      routes.forEach(route -> inFlight.put(route.name(), new AtomicInteger()));
    }

    private AtomicInteger of(Route route) {
      AtomicInteger count = inFlight.get(route.name());
      if (count == null) {
        throw new IllegalStateException("route " + route.name() + " is not one of this listener's");
      }
      return count;
    }
  }

  boolean hasRoom(Route route) {
    int most = route.limits().inFlight();
    return most == 0 || load.of(route).get() < most;
  }

  static Refusal busy(Route route) {
    return new Refusal(
        Refusal.Reason.BUSY,
        503,
        "route \"" + route.name() + "\" has as many exchanges under way as it may",
        "try again soon, or raise the route's limits");
  }

  /// @param onward the head as the upstream gets it
  /// @param trace its place in its caller's trace
  Forwarding forward(
      Route route,
      RawExchange.Parties parties,
      RequestHead onward,
      TraceContext trace,
      ClientLeg client) {
    AtomicInteger count = load.of(route);
    count.incrementAndGet();
    counters.begin();
    boolean off = route.capture() == Route.Capture.OFF;
    Recorder recorder =
        Recorder.begin(
            off ? Watcher.NONE : surroundings.watcher(),
            surroundings.clock(),
            route,
            parties,
            onward,
            trace,
            load.memory);
    return new Forwarding(
        onward,
        route,
        client,
        dialer,
        counters,
        recorder,
        () -> {
          count.decrementAndGet();
          counters.end();
        });
  }
}
