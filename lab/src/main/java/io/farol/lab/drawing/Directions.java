// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.drawing;

import java.util.Set;

/// Which room may see which: every room sees `core` and nothing else of ours; `server` sees all
/// that is shipped, `lab` sees all, and nothing sees `server` or `lab`; `core` and `agent` see
/// nobody.
final class Directions {
  private static final String CORE = "core";
  private static final String SERVER = "server";
  private static final String LAB = "lab";
  private static final Set<String> ALONE = Set.of(CORE, "agent");
  private static final Set<String> NOT_SHIPPED = Set.of("testkit", LAB);

  private Directions() {}

  static boolean allow(String from, String to) {
    if (ALONE.contains(from)) {
      return false;
    }
    if (from.equals(LAB)) {
      return true;
    }
    if (from.equals(SERVER)) {
      return !NOT_SHIPPED.contains(to);
    }
    return to.equals(CORE);
  }
}
