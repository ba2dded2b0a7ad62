// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.flow.Gate;
import io.farol.flow.RawExchange;
import io.farol.gateway.http.RequestHead;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What every request passes before anything is sent out: is it one the gateway carries, which
/// route does it name, may its caller use it, is there room. One for each event loop.
final class Door implements Entrance {

  /// The header in which a caller may say who it is; it is not passed on.
  static final String CALLER = "Farol-From";

  private static final int LONGEST_CONVERSATION = 256;

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._/-]{0,62}");

  private final Map<String, Route> routes;
  private final Surroundings surroundings;
  private final Counters counters;
  private final Departures departures;

  /// @param routes by name
  Door(
      Map<String, Route> routes,
      Surroundings surroundings,
      Counters counters,
      Departures departures) {
    this.routes = routes;
    this.surroundings = surroundings;
    this.counters = counters;
    this.departures = departures;
  }

  @Override
  public void counted(Refusal refusal) {
    counters.count(refusal);
  }

  @Override
  public Admission admit(RequestHead head, ClientLeg client) {
    Admission admission = judge(head, client);
    if (admission instanceof Admission.Refused(Refusal refusal)) {
      counters.count(refusal);
    }
    return admission;
  }

  private Admission judge(RequestHead head, ClientLeg client) {
    if (head.method().equals("CONNECT")) {
      return unsupported("CONNECT is not carried", "call /{route}/… with the method you mean");
    }
    if (head.fields().lists("upgrade", "websocket")) {
      return unsupported(
          "WebSocket is not carried by this gateway yet",
          "call the upstream directly for it, or use its HTTP streaming");
    }
    String path = Targets.path(head.target());
    if (path == null) {
      return new Admission.Refused(
          new Refusal(
              Refusal.Reason.MALFORMED,
              400,
              "the request target is neither a path nor an absolute http URL",
              "ask for /{route}/…"));
    }
    Targets.Named named = Targets.named(path);
    Route route = routes.get(named.name());
    if (route == null) {
      return new Admission.Refused(
          new Refusal(
              Refusal.Reason.UNKNOWN_ROUTE,
              404,
              "no route has the name that stands first in the path",
              "ask for /{route}/… with a route of gateway.routes in farol.yaml"));
    }
    return switch (surroundings.access().judge(head, route)) {
      case Access.Verdict.Turned(Refusal refusal) -> new Admission.Refused(refusal);
      case Access.Verdict.Welcome(String keyHeader) ->
          grant(head, route, named.rest(), keyHeader, client);
    };
  }

  private Admission grant(
      RequestHead head, Route route, String rest, @Nullable String keyHeader, ClientLeg client) {
    if (!departures.hasRoom(route)) {
      return new Admission.Refused(Departures.busy(route));
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
      case Gate.Answer.Pass() ->
          new Admission.Granted(
              departures.forward(route, parties(route, head), onward, trace, client));
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

  /// The caller's own word for itself goes before the route's.
  private static RawExchange.Parties parties(Route route, RequestHead head) {
    RawExchange.Parties said = route.parties();
    String caller = head.fields().first(CALLER);
    String conversation = conversation(route, head);
    return caller == null && conversation == null
        ? said
        : new RawExchange.Parties(
            said.way(),
            caller != null && NAME.matcher(caller).matches() ? caller : said.from(),
            said.to(),
            conversation);
  }

  private static @Nullable String conversation(Route route, RequestHead head) {
    String header = route.headers().conversation();
    String said = header == null ? null : head.fields().first(header);
    return said == null || said.isBlank() || said.length() > LONGEST_CONVERSATION
        ? null
        : said.strip();
  }
}
