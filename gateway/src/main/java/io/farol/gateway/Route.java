// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.flow.RawExchange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// One way out: `/{name}/…` leads to the upstream.
///
/// @param name what stands first in the path
/// @param upstream where it leads
/// @param platform which platform it is; null: recognised by host and path
/// @param parties who speaks with whom over it
/// @param http which version is spoken with the upstream
/// @param headers what is set and what is left out of each request
/// @param credential what is put into each request; null: the caller brings its own
/// @param tls own certificate and trust store
/// @param proxy the proxy on the way out, or null
/// @param timeouts how long it may take
/// @param capture how much of each exchange is kept
/// @param limits what a caller may ask for
/// @param allowPrivate whether the upstream may lie at a private or loopback address
public record Route(
    String name,
    Upstream upstream,
    @Nullable String platform,
    RawExchange.Parties parties,
    Http http,
    HeaderRules headers,
    @Nullable Credential credential,
    Tls tls,
    @Nullable EgressProxy proxy,
    Timeouts timeouts,
    Capture capture,
    Limits limits,
    boolean allowPrivate) {

  /// A route with nothing but its name and where it leads.
  public static Route plain(String name, Upstream upstream) {
    return new Route(
        name,
        upstream,
        null,
        RawExchange.Parties.OUTWARDS,
        Http.AUTO,
        HeaderRules.NONE,
        null,
        Tls.PLATFORM,
        null,
        Timeouts.DEFAULTS,
        Capture.FULL,
        Limits.NONE,
        false);
  }

  public Route withPrivate() {
    return new Route(
        name,
        upstream,
        platform,
        parties,
        http,
        headers,
        credential,
        tls,
        proxy,
        timeouts,
        capture,
        limits,
        true);
  }

  public Route with(Http version) {
    return new Route(
        name,
        upstream,
        platform,
        parties,
        version,
        headers,
        credential,
        tls,
        proxy,
        timeouts,
        capture,
        limits,
        allowPrivate);
  }

  public Route with(Timeouts other) {
    return new Route(
        name,
        upstream,
        platform,
        parties,
        http,
        headers,
        credential,
        tls,
        proxy,
        other,
        capture,
        limits,
        allowPrivate);
  }

  public Route with(HeaderRules rules, @Nullable Credential other) {
    return new Route(
        name,
        upstream,
        platform,
        parties,
        http,
        rules,
        other,
        tls,
        proxy,
        timeouts,
        capture,
        limits,
        allowPrivate);
  }

  public Route with(EgressProxy other) {
    return new Route(
        name,
        upstream,
        platform,
        parties,
        http,
        headers,
        credential,
        tls,
        other,
        timeouts,
        capture,
        limits,
        allowPrivate);
  }

  public Route with(Limits other) {
    return new Route(
        name,
        upstream,
        platform,
        parties,
        http,
        headers,
        credential,
        tls,
        proxy,
        timeouts,
        capture,
        other,
        allowPrivate);
  }

  /// The version of HTTP towards the upstream.
  public enum Http {
    /// What the caller speaks; HTTP/2 only over TLS and where the upstream agrees.
    AUTO,
    HTTP_1_1,
    /// Over TLS by agreement, without TLS from the first byte.
    HTTP_2
  }

  /// How much of an exchange is kept.
  public enum Capture {
    FULL,
    METADATA,
    OFF
  }

  /// @param set name to value; replaces what the caller sent
  /// @param remove names that are not passed on
  /// @param conversation the name of the header in which the caller says to which conversation a
  ///   request belongs; null: none does
  public record HeaderRules(
      Map<String, String> set, List<String> remove, @Nullable String conversation) {

    public static final HeaderRules NONE = new HeaderRules(Map.of(), List.of(), null);

    public HeaderRules {
      set = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(set));
      remove = List.copyOf(remove);
    }
  }

  /// A header with a secret; whoever uses the route must show the gateway's own key.
  ///
  /// @param header `authorization`, `api-key` …
  /// @param value the whole value, `Bearer …` included
  public record Credential(String header, String value) {
    /// Never prints the value.
    @Override
    public String toString() {
      return "Credential[" + header + "]";
    }
  }

  /// @param identity the client certificate, or null
  /// @param trust who may sign the upstream's certificate; null: the platform's own list
  public record Tls(@Nullable KeyManagerFactory identity, @Nullable TrustManagerFactory trust) {
    public static final Tls PLATFORM = new Tls(null, null);
  }

  /// An HTTP proxy asked with CONNECT.
  ///
  /// @param user and password for it, or null
  public record EgressProxy(
      String host, int port, @Nullable String user, @Nullable String password) {
    /// Never prints the password.
    @Override
    public String toString() {
      return "EgressProxy[" + host + ":" + port + "]";
    }
  }

  /// @param connect until connected, TLS included
  /// @param firstByte from the end of the request to the first byte of the answer: models think
  ///   long
  /// @param idle without a byte in either direction
  /// @param keepAlive how long an idle connection is kept for the next request
  public record Timeouts(Duration connect, Duration firstByte, Duration idle, Duration keepAlive) {
    public static final Timeouts DEFAULTS =
        new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(5),
            Duration.ofSeconds(20));
  }

  /// @param inFlight most exchanges at once; 0: no limit
  /// @param requestBytes most bytes of a request body; 0: no limit
  public record Limits(int inFlight, long requestBytes) {
    public static final Limits NONE = new Limits(0, 0);
  }
}
