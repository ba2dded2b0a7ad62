// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.gateway.http.Field;
import io.farol.gateway.http.Fields;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Which fields belong to one connection and are not passed on (RFC 9110, 7.6.1): the well-known
/// ones, and those that `Connection` names.
final class Hops {

  private static final Set<String> KNOWN =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "transfer-encoding",
          "upgrade",
          "http2-settings");

  private final Set<String> named;

  private Hops(Set<String> named) {
    this.named = named;
  }

  static Hops of(Fields fields) {
    Set<String> named = Set.of();
    for (Field field : fields) {
      if (field.is("connection")) {
        named = new HashSet<>(named);
        for (String each : field.value().split(",", -1)) {
          named.add(each.strip().toLowerCase(Locale.ROOT));
        }
      }
    }
    return new Hops(named);
  }

  boolean covers(Field field) {
    String name = field.name().toLowerCase(Locale.ROOT);
    return KNOWN.contains(name) || named.contains(name);
  }
}
