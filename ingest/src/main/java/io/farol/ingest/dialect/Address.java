// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where a call went, as far as its span says.
///
/// @param host lower case, without port or user; null when nobody said
/// @param port null when nobody said
/// @param path without query; null when nobody said
record Address(@Nullable String host, @Nullable Integer port, @Nullable String path) {

  /// Reads host, port and path from their attributes, else from the URL.
  static Address of(Reading reading) {
    String url = reading.text(Field.URL);
    Address fromUrl = url == null ? new Address(null, null, null) : parse(url);
    String named = reading.text(Field.HOST);
    Address host = named == null ? fromUrl : parse(named);
    Long port = reading.count(Field.PORT);
    String path = reading.text(Field.PATH);
    return new Address(
        host.host() != null ? host.host() : fromUrl.host(),
        port != null && port > 0 && port < 65536
            ? Integer.valueOf(port.intValue())
            : host.port() != null ? host.port() : fromUrl.port(),
        path != null ? withoutQuery(path) : fromUrl.path());
  }

  /// A URL, a host with port, or a host. Never fails: what is no URL has no host.
  static Address parse(String text) {
    int scheme = text.indexOf("://");
    int from = scheme < 0 ? 0 : scheme + 3;
    int end = text.length();
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '/' || c == '?' || c == '#') {
        end = i;
        break;
      }
    }
    String path = scheme >= 0 && end < text.length() ? withoutQuery(text.substring(end)) : null;
    String authority = text.substring(from, end);
    authority = authority.substring(authority.lastIndexOf('@') + 1);
    String host = authority;
    Integer port = null;
    int colon = authority.lastIndexOf(':');
    boolean bracketed = authority.startsWith("[");
    boolean bareV6 = !bracketed && colon != authority.indexOf(':');
    if (colon > authority.lastIndexOf(']') && !bareV6) {
      host = authority.substring(0, colon);
      port = port(authority.substring(colon + 1));
    }
    if (bracketed && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    return new Address(
        host.isBlank() || host.length() > 255 || host.indexOf(' ') >= 0
            ? null
            : host.toLowerCase(Locale.ROOT),
        port,
        path);
  }

  /// The host as a party's name; with the port where many services share one host.
  @Nullable String party() {
    if (host == null) {
      return null;
    }
    boolean shared = host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    return shared && port != null ? host + ":" + port : host;
  }

  private static @Nullable Integer port(String text) {
    if (text.isEmpty() || text.length() > 5) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isDigit(text.charAt(i))) {
        return null;
      }
    }
    return Integer.valueOf(text);
  }

  private static String withoutQuery(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '?' || c == '#' || c == ';') {
        return path.substring(0, i);
      }
    }
    return path;
  }
}
