// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import java.net.URI;
import java.util.Locale;

/// Where a route leads.
///
/// @param tls whether it is `https`
/// @param host name or address as configured, brackets of an IPv6 address taken off
/// @param port of the URL, or the scheme's
/// @param basePath what goes before the rest of a target: empty, or `/v1` without a slash at its
///   end
public record Upstream(boolean tls, String host, int port, String basePath) {

  /// Reads `https://host[:port][/base]`.
  ///
  /// @throws IllegalArgumentException saying what is wrong and how it should look
  public static Upstream parse(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is not a URL such as https://api.example.com", e);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IllegalArgumentException("does not begin with https:// or http://");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("names no host; write https://api.example.com");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "carries a user and password; give them as the route's credential");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("has a query or fragment; end it with its path");
    }
    boolean tls = scheme.equals("https");
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    String host = uri.getHost();
    if (host.startsWith("[")) {
      host = host.substring(1, host.length() - 1);
    }
    int port = uri.getPort() < 0 ? (tls ? 443 : 80) : uri.getPort();
    if (port == 0 || port > 65_535) {
      throw new IllegalArgumentException("has a port that does not exist; use 1 to 65535");
    }
    return new Upstream(tls, host, port, path);
  }

  /// What the upstream is told as Host: the port only where it is not the scheme's own.
  public String authority() {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return port == (tls ? 443 : 80) ? shown : shown + ":" + port;
  }
}
