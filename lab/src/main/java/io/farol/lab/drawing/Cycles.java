// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.drawing;

import io.farol.lab.drawing.Imports.Arrow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Finds circles of arrows by walking in depth: an arrow to somewhere on the present path closes
/// one.
final class Cycles {
  private final SortedMap<String, SortedSet<String>> targets = new TreeMap<>();
  private final List<List<String>> found = new ArrayList<>();
  private final List<String> path = new ArrayList<>();
  private final Set<String> done = new HashSet<>();

  private Cycles(Collection<Arrow> arrows) {
    for (Arrow arrow : arrows) {
      targets.computeIfAbsent(arrow.from(), from -> new TreeSet<>()).add(arrow.to());
    }
  }

  /// Circles among the arrows, each as its members in order with the first repeated at the end; at
  /// least one for every knot, empty when there is none.
  static List<List<String>> among(Collection<Arrow> arrows) {
    Cycles cycles = new Cycles(arrows);
    cycles.targets.keySet().forEach(cycles::walk);
    return cycles.found;
  }

  private void walk(String node) {
    int onPath = path.indexOf(node);
    if (onPath >= 0) {
      List<String> circle = new ArrayList<>(path.subList(onPath, path.size()));
      circle.add(node);
      found.add(circle);
    } else if (!done.contains(node)) {
      path.add(node);
      targets.getOrDefault(node, new TreeSet<>()).forEach(this::walk);
      path.removeLast();
      done.add(node);
    }
  }
}
