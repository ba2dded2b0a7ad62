// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Login links and the sessions they open, in memory: after a restart a new link is printed. Safe
/// for many threads.
public final class Sessions {

  /// How long a session lasts.
  public static final Duration LIFETIME = Duration.ofDays(7);

  private static final int MAX_SESSIONS = 1_000;

  private final InstantSource clock;
  private final Map<String, Long> links = new ConcurrentHashMap<>();
  private final Map<String, Long> sessions = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();

  public Sessions(InstantSource clock) {
    this.clock = clock;
  }

  /// A token that opens one session, once.
  public String newLink() {
    String token = token();
    links.put(token, clock.millis());
    return token;
  }

  /// Uses a link up.
  ///
  /// @return the new session's id, or empty when the link was never made or is used
  public Optional<String> open(String linkToken) {
    if (links.remove(linkToken) == null) {
      return Optional.empty();
    }
    sessions.values().removeIf(until -> until < clock.millis());
    if (sessions.size() >= MAX_SESSIONS) {
      return Optional.empty();
    }
    String session = token();
    sessions.put(session, clock.millis() + LIFETIME.toMillis());
    return Optional.of(session);
  }

  boolean valid(String session) {
    Long until = sessions.get(session);
    return until != null && until >= clock.millis();
  }

  private String token() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
