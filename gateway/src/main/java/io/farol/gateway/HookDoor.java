// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.gateway.http.Fields;
import io.farol.gateway.http.RequestHead;
import io.farol.gateway.http.ResponseHead;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where webhooks come in: which one is it, and does it ask to be verified or bring something. One
/// for each event loop.
final class HookDoor implements Entrance {

  private final Map<String, Hook> hooks;
  private final Surroundings surroundings;
  private final Counters counters;
  private final Departures departures;
  private final Delivery.Shared shared;
  private final Coming coming;

  /// @param hooks by name
  HookDoor(
      Map<String, Hook> hooks,
      Surroundings surroundings,
      Counters counters,
      Departures departures,
      Delivery.Shared shared) {
    this.hooks = hooks;
    this.surroundings = surroundings;
    this.counters = counters;
    this.departures = departures;
    this.shared = shared;
    this.coming = new Coming(shared.memory);
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
    String path = Targets.path(head.target());
    Targets.Named named = Targets.named(path == null ? "/" : path);
    Hook hook = hooks.get(named.name());
    if (hook == null) {
      return refused(
          Refusal.Reason.UNKNOWN_ROUTE,
          404,
          "no webhook has the name that stands first in the path",
          "call /{name} with a name of hooks.routes in farol.yaml");
    }
    if (surroundings.access().judge(head, hook.route())
        instanceof Access.Verdict.Turned(Refusal refusal)) {
      return new Admission.Refused(refusal);
    }
    return switch (head.method()) {
      case "GET" -> verify(hook, named.rest());
      case "POST" ->
          departures.hasRoom(hook.route())
              ? new Admission.Granted(
                  new Delivery(
                      hook, head, named.rest(), client, departures, counters, shared, coming))
              : new Admission.Refused(Departures.busy(hook.route()));
      default -> notAllowed();
    };
  }

  private static Admission notAllowed() {
    return refused(
        Refusal.Reason.UNSUPPORTED,
        405,
        "a webhook is posted; GET is for the verification of those that have a verify-token",
        "send it with POST");
  }

  /// Meta asks with the token it was given in its own settings, and expects the challenge bare.
  private static Admission verify(Hook hook, String rest) {
    String expected = hook.verifyToken();
    if (expected == null) {
      return notAllowed();
    }
    String token = parameter(rest, "hub.verify_token");
    String challenge = parameter(rest, "hub.challenge");
    boolean right =
        token != null
            && MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    if (!right || challenge == null || !"subscribe".equals(parameter(rest, "hub.mode"))) {
      return refused(
          Refusal.Reason.VERIFY_TOKEN,
          403,
          "the verification does not show the webhook's verify-token",
          "enter in the sender's settings what farol.yaml has as verify-token");
    }
    byte[] body = challenge.getBytes(StandardCharsets.UTF_8);
    return new Admission.Answered(
        new ResponseHead(
            200,
            "OK",
            Fields.of(
                "Content-Type",
                "text/plain; charset=utf-8",
                "X-Content-Type-Options",
                "nosniff",
                "Content-Length",
                Integer.toString(body.length))),
        body);
  }

  private static @Nullable String parameter(String rest, String name) {
    int from = rest.indexOf('?');
    if (from < 0) {
      return null;
    }
    for (String each : rest.substring(from + 1).split("&", -1)) {
      int equals = each.indexOf('=');
      if (equals > 0 && each.substring(0, equals).equals(name)) {
        try {
          return URLDecoder.decode(each.substring(equals + 1), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
          return null;
        }
      }
    }
    return null;
  }

  private static Admission refused(Refusal.Reason reason, int status, String detail, String mend) {
    return new Admission.Refused(new Refusal(reason, status, detail, mend));
  }
}
