// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.flow.Gate;
import io.farol.gateway.http.RequestHead;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What every request passes before anything is sent: is it one the gateway carries, which route
/// does it name, may its caller use it, is there room. Safe for many threads; one for each event
/// loop holds the loop's connections.
final class Door {

  /// Bytes of all bodies that are being captured.
  private static final long MOST_CAPTURED = 64L << 20;

  private final Routes routes;
  private final Surroundings surroundings;
  private final Counters counters;
  private final Dialer dialer;

  Door(Routes routes, Surroundings surroundings, Counters counters, Dialer dialer) {
    this.routes = routes;
    this.surroundings = surroundings;
    this.counters = counters;
    this.dialer = dialer;
  }

  /// The routes by name, and how much is on its way over each.
  static final class Routes {

    private final Map<String, Route> byName = new HashMap<>();
    private final Map<String, AtomicInteger> inFlight = new HashMap<>();
    private final ClipMemory memory = new ClipMemory(MOST_CAPTURED);

    Routes(List<Route> routes) {
      for (Route route : routes) {
        byName.put(route.name(), route);
        inFlight.put(route.name(), new AtomicInteger());
      }
    }
  }

  /// Whether a request goes on.
  sealed interface Admission {

    /// @param onward the head as the upstream gets it
    /// @param trace its place in its caller's trace
    record Granted(Route route, RequestHead onward, TraceContext trace) implements Admission {}

    record Refused(Refusal refusal) implements Admission {}
  }

  void counted(Refusal refusal) {
    counters.count(refusal);
  }

  Admission admit(RequestHead head) {
    Admission admission = judge(head);
    if (admission instanceof Admission.Refused(Refusal refusal)) {
      counters.count(refusal);
    }
    return admission;
  }

  private Admission judge(RequestHead head) {
    if (head.method().equals("CONNECT")) {
      return unsupported("CONNECT is not carried", "call /{route}/… with the method you mean");
    }
    if (head.fields().lists("upgrade", "websocket")) {
      return unsupported(
          "WebSocket is not carried by this gateway yet",
          "call the upstream directly for it, or use its HTTP streaming");
    }
    String path = pathOf(head.target());
    if (path == null) {
      return new Admission.Refused(
          new Refusal(
              Refusal.Reason.MALFORMED,
              400,
              "the request target is neither a path nor an absolute http URL",
              "ask for /{route}/…"));
    }
    int end = 1;
    while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != '?') {
      end++;
    }
    Route route = routes.byName.get(path.substring(1, end));
    if (route == null) {
      return new Admission.Refused(
          new Refusal(
              Refusal.Reason.UNKNOWN_ROUTE,
              404,
              "no route has the name that stands first in the path",
              "ask for /{route}/… with a route of gateway.routes in farol.yaml"));
    }
    String rest = path.substring(end);
    return switch (surroundings.access().judge(head, route)) {
      case Access.Verdict.Turned(Refusal refusal) -> new Admission.Refused(refusal);
      case Access.Verdict.Welcome(String keyHeader) -> grant(head, route, rest, keyHeader);
    };
  }

  private Admission grant(RequestHead head, Route route, String rest, @Nullable String keyHeader) {
    if (!hasRoom(route)) {
      return new Admission.Refused(
          new Refusal(
              Refusal.Reason.BUSY,
              503,
              "route \"" + route.name() + "\" has as many exchanges under way as it may",
              "try again soon, or raise the route's limits"));
    }
    TraceContext trace = TraceContext.of(head.fields().first("traceparent"));
    RequestHead onward =
        Passage.request(
            head,
            route,
            rest,
            keyHeader,
            route.capture() == Route.Capture.OFF ? null : trace.traceparent());
    return switch (ask(route, onward)) {
      case Gate.Answer.Pass() -> new Admission.Granted(route, onward, trace);
      case Gate.Answer.Stop(String detail, String mend) ->
          new Admission.Refused(new Refusal(Refusal.Reason.GATE, 429, detail, mend));
    };
  }

  /// A gate that fails lets the call pass: watching never breaks what is watched.
  private Gate.Answer ask(Route route, RequestHead onward) {
    try {
      return surroundings
          .gate()
          .ask(
              new Gate.Leaving(
                  route.name(),
                  route.platform(),
                  route.upstream().host(),
                  Harmless.path(onward.target())));
    } catch (RuntimeException broken) {
      return new Gate.Answer.Pass();
    }
  }

  private static Admission unsupported(String detail, String mend) {
    return new Admission.Refused(new Refusal(Refusal.Reason.UNSUPPORTED, 501, detail, mend));
  }

  /// The path and query of a target in origin or absolute form, or null.
  private static @Nullable String pathOf(String target) {
    if (target.startsWith("/")) {
      return target;
    }
    int scheme = target.indexOf("://");
    if (scheme < 0 || !target.regionMatches(true, 0, "http", 0, 4)) {
      return null;
    }
    int slash = target.indexOf('/', scheme + 3);
    return slash < 0 ? null : target.substring(slash);
  }

  private boolean hasRoom(Route route) {
    int most = route.limits().inFlight();
    return most == 0 || inFlight(route).get() < most;
  }

  private AtomicInteger inFlight(Route route) {
    AtomicInteger count = routes.inFlight.get(route.name());
    if (count == null) {
      throw new IllegalStateException("route " + route.name() + " is not one of this gateway's");
    }
    return count;
  }

  Forwarding forward(Admission.Granted granted, ClientLeg client) {
    AtomicInteger count = inFlight(granted.route());
    count.incrementAndGet();
    counters.begin();
    return new Forwarding(
        granted.onward(),
        granted.route(),
        client,
        dialer,
        counters,
        recorder(granted),
        () -> {
          count.decrementAndGet();
          counters.end();
        });
  }

  private Recorder recorder(Admission.Granted granted) {
    boolean off = granted.route().capture() == Route.Capture.OFF;
    return Recorder.begin(
        off ? Watcher.NONE : surroundings.watcher(),
        surroundings.clock(),
        granted.route(),
        granted.onward(),
        granted.trace(),
        routes.memory);
  }
}
