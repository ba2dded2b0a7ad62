// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.access;

import io.farol.gateway.Access;
import io.farol.gateway.Refusal;
import io.farol.gateway.Route;
import io.farol.gateway.http.RequestHead;
import io.farol.server.config.FarolConfig;
import io.farol.server.config.Loopback;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// Who may use the gateway. The host must be one of ours and no foreign page may ask. A route that
/// puts its own credential into requests, and every route that others than this machine can reach,
/// needs the gateway's key: in [#HEADER], or where the credential will stand, so that a client
/// library takes it as its API key. Safe for many threads.
public final class GatewayAccess implements Access {

  /// The header for the gateway's key; it is never passed on.
  public static final String HEADER = "Farol-Gateway-Key";

  private final HostRule hosts;
  private final boolean loopback;
  private final byte[] key;

  public GatewayAccess(FarolConfig.Server config, String key) {
    this.hosts = new HostRule(config.host(), config.allowedHosts());
    this.loopback = Loopback.isLoopback(config.host());
    this.key = key.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Verdict judge(RequestHead head, Route route) {
    if (!hosts.knows(head.authority())) {
      return turned(
          Refusal.Reason.ACCESS,
          421,
          "this gateway does not answer to that host",
          "call it by the address it listens on, or name the host in server.allowed-hosts");
    }
    if (!hosts.sameOrigin(head.fields().first("origin"), head.authority())) {
      return turned(
          Refusal.Reason.ACCESS,
          403,
          "the request comes from a page of another origin",
          "call the gateway from a program instead of a page");
    }
    if (matches(head.fields().first(HEADER))) {
      return new Verdict.Welcome(HEADER);
    }
    Route.Credential credential = route.credential();
    if (credential == null && loopback) {
      return new Verdict.Welcome(HEADER);
    }
    if (credential != null && matches(bare(head.fields().first(credential.header())))) {
      return new Verdict.Welcome(HEADER);
    }
    return turned(
        Refusal.Reason.KEY,
        401,
        "route \"" + route.name() + "\" needs the gateway's key",
        "send the content of gateway.key in the data directory as \""
            + HEADER
            + ": KEY\""
            + (credential == null ? "" : ", or as the client's own API key"));
  }

  private static @Nullable String bare(@Nullable String value) {
    return value != null && value.regionMatches(true, 0, "Bearer ", 0, 7)
        ? value.substring(7).strip()
        : value;
  }

  private boolean matches(@Nullable String given) {
    return given != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), key);
  }

  private static Verdict turned(Refusal.Reason reason, int status, String detail, String mend) {
    return new Verdict.Turned(new Refusal(reason, status, detail, mend));
  }
}
