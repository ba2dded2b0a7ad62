// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.access;

import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;
import io.farol.server.config.FarolConfig;
import io.farol.server.config.Loopback;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Decides at every listener who may come in: the host must be one of ours, the origin the same,
/// and the key or session as much as the door needs. Loopback is not authentication; `--open` is
/// its absence, on loopback alone. Safe for many threads.
public final class Gatekeeper {

  /// The session's cookie: HttpOnly, SameSite=Strict.
  public static final String COOKIE = "farol_session";

  private static final String KEY_HEADER = "x-api-key";

  private final HostRule hosts;
  private final boolean open;
  private final boolean loopback;
  private final byte[] adminKey;
  private final byte[] ingestKey;
  private final Sessions sessions;

  public Gatekeeper(
      FarolConfig.Server config, String adminKey, String ingestKey, Sessions sessions) {
    this.hosts = new HostRule(config.host(), config.allowedHosts());
    this.open = config.open();
    this.loopback = Loopback.isLoopback(config.host());
    this.adminKey = adminKey.getBytes(StandardCharsets.UTF_8);
    this.ingestKey = ingestKey.getBytes(StandardCharsets.UTF_8);
    this.sessions = sessions;
  }

  public Verdict judge(RequestHeaders headers, Need need) {
    String authority = headers.authority();
    if (!hosts.knows(authority)) {
      return new Verdict.Turned(
          421,
          "this Farol does not answer to the host \"" + shown(authority) + "\"",
          "call it by the address it listens on, or name the host in server.allowed-hosts");
    }
    if (!hosts.sameOrigin(headers.get(HttpHeaderNames.ORIGIN), authority)) {
      return new Verdict.Turned(
          403,
          "the request comes from a page of another origin",
          "open Farol's own pages, or call the API from a program instead of a page");
    }
    return switch (need) {
      case NOTHING -> new Verdict.Welcome();
      case INGEST ->
          loopback || has(headers, ingestKey) || has(headers, adminKey)
              ? new Verdict.Welcome()
              : missing("the ingest key (ingest.key in the data directory)");
      case ADMIN ->
          open || has(headers, adminKey) || hasSession(headers)
              ? new Verdict.Welcome()
              : missing("a session or the admin key (admin.key in the data directory)");
    };
  }

  private static Verdict missing(String what) {
    return new Verdict.Turned(
        401,
        "this needs " + what,
        "send it as \"Authorization: Bearer KEY\" or \"x-api-key: KEY\", or open the login link that farol serve printed");
  }

  private boolean hasSession(RequestHeaders headers) {
    return headers.cookies().stream()
        .filter(cookie -> cookie.name().equals(COOKIE))
        .map(Cookie::value)
        .anyMatch(sessions::valid);
  }

  private static boolean has(RequestHeaders headers, byte[] key) {
    return matches(headers.get(KEY_HEADER), key)
        || matches(credential(headers.get(HttpHeaderNames.AUTHORIZATION)), key);
  }

  private static @Nullable String credential(@Nullable String authorization) {
    if (authorization == null) {
      return null;
    }
    int space = authorization.indexOf(' ');
    if (space < 0) {
      return null;
    }
    String scheme = authorization.substring(0, space);
    String rest = authorization.substring(space + 1).strip();
    if (scheme.equalsIgnoreCase("Bearer")) {
      return rest;
    }
    if (scheme.equalsIgnoreCase("Basic")) {
      try {
        String pair = new String(Base64.getDecoder().decode(rest), StandardCharsets.UTF_8);
        return pair.substring(pair.indexOf(':') + 1);
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
    return null;
  }

  private static boolean matches(@Nullable String given, byte[] key) {
    return given != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), key);
  }

  /// A foreign host name, shortened to what can do no harm in a message.
  private static String shown(@Nullable String authority) {
    String text = authority == null ? "" : authority.replaceAll("[^A-Za-z0-9.:\\[\\]-]", "?");
    return text.length() > 80 ? text.substring(0, 80) : text;
  }
}
