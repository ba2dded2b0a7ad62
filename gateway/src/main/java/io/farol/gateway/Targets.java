// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import org.jspecify.annotations.Nullable;

/// Takes request targets apart: `/{name}/rest?query`.
final class Targets {

  private Targets() {}

  /// The path and query of a target in origin or absolute form, or null.
  static @Nullable String path(String target) {
    if (target.startsWith("/")) {
      return target;
    }
    int scheme = target.indexOf("://");
    if (scheme < 0 || !target.regionMatches(true, 0, "http", 0, 4)) {
      return null;
    }
    int slash = target.indexOf('/', scheme + 3);
    return slash < 0 ? null : target.substring(slash);
  }

  /// @param name what stands first
  /// @param rest what stands behind it, from its slash or question mark on; may be empty
  record Named(String name, String rest) {}

  /// @param path as [#path] gives it
  static Named named(String path) {
    int end = 1;
    while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != '?') {
      end++;
    }
    return new Named(path.substring(1, end), path.substring(end));
  }
}
