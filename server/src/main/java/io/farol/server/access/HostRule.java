// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.access;

import io.farol.server.config.Loopback;
import io.netty.util.NetUtil;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which names Farol answers to. A browser that was lured by a foreign name (DNS rebinding) sends
/// that name, and is turned away; a page of another origin is turned away by its Origin header.
final class HostRule {

  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)\\]|([A-Za-z0-9._-]+))(?::\\d{1,5})?");

  private final Set<String> names = new HashSet<>(List.of("localhost", "127.0.0.1", "::1"));
  private final boolean anyAddress;

  HostRule(String listenHost, List<String> further) {
    names.add(listenHost.toLowerCase(Locale.ROOT));
    further.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    anyAddress = !Loopback.isLoopback(listenHost);
  }

  boolean knows(@Nullable String authority) {
    String host = hostOf(authority);
    return host != null
        && (names.contains(host)
            || (anyAddress
                && (NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host))));
  }

  /// True for requests that no foreign page made: there is no Origin, or it is the authority
  /// itself.
  boolean sameOrigin(@Nullable String origin, @Nullable String authority) {
    if (origin == null) {
      return true;
    }
    int scheme = origin.indexOf("://");
    return scheme > 0
        && authority != null
        && origin.substring(scheme + 3).equalsIgnoreCase(authority);
  }

  /// The host of `host`, `host:port`, `[v6]` or `[v6]:port`, in lower case; null when it is none of
  /// them.
  private static @Nullable String hostOf(@Nullable String authority) {
    Matcher form = FORM.matcher(authority == null ? "" : authority);
    if (!form.matches()) {
      return null;
    }
    String bracketed = form.group(1);
    return (bracketed == null ? form.group(2) : bracketed).toLowerCase(Locale.ROOT);
  }
}
