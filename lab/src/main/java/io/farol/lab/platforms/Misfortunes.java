// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.platforms;

import java.util.EnumSet;
import java.util.Set;

/// What is going wrong at the moment. Safe for many threads.
public final class Misfortunes {
  private final Set<Misfortune> now = EnumSet.noneOf(Misfortune.class);

  /// A world in which nothing goes wrong.
  public Misfortunes() {}

  /// From now on it goes wrong.
  public synchronized void begin(Misfortune misfortune) {
    now.add(misfortune);
  }

  /// From now on it is well again.
  public synchronized void end(Misfortune misfortune) {
    now.remove(misfortune);
  }

  /// Whether it is going wrong.
  public synchronized boolean has(Misfortune misfortune) {
    return now.contains(misfortune);
  }
}
