// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.drawing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Who imports from whom, counted.
public final class Imports {
  /// An arrow between two rooms or two packages.
  record Arrow(String from, String to) implements Comparable<Arrow> {
    @Override
    public int compareTo(Arrow other) {
      int first = from.compareTo(other.from);
      return first != 0 ? first : to.compareTo(other.to);
    }
  }

  private final Map<String, String> roomOfPackage = new HashMap<>();
  private final SortedMap<Arrow, Integer> rooms = new TreeMap<>();
  private final SortedMap<Arrow, Integer> packages = new TreeMap<>();
  private final List<String> backwards = new ArrayList<>();
  private final Set<String> allRooms = new TreeSet<>();

  Imports(List<SourceFile> files) {
    for (SourceFile file : files) {
      roomOfPackage.put(file.packageName(), file.room());
      allRooms.add(file.room());
    }
    for (SourceFile file : files) {
      file.imports().forEach(name -> count(file, name));
    }
  }

  /// All rooms, in order.
  Set<String> rooms() {
    return allRooms;
  }

  /// Imports between different rooms.
  SortedMap<Arrow, Integer> betweenRooms() {
    return rooms;
  }

  /// Imports between different packages, of one room or two.
  SortedMap<Arrow, Integer> betweenPackages() {
    return packages;
  }

  String roomOf(String packageName) {
    return roomOfPackage.getOrDefault(packageName, "");
  }

  /// What the laws of the house forbid, one sentence each; empty when all arrows go one way.
  public List<String> faults() {
    List<String> faults = new ArrayList<>(backwards);
    Cycles.among(packages.keySet())
        .forEach(cycle -> faults.add("packages in a circle: " + String.join(" → ", cycle)));
    return faults;
  }

  private void count(SourceFile file, String name) {
    String target = packageOf(name);
    if (target.isEmpty() || target.equals(file.packageName())) {
      return;
    }
    packages.merge(new Arrow(file.packageName(), target), 1, Integer::sum);
    String room = roomOf(target);
    if (!room.equals(file.room())) {
      rooms.merge(new Arrow(file.room(), room), 1, Integer::sum);
      if (!Directions.allow(file.room(), room)) {
        backwards.add(
            "%s imports %s: %s may not see %s".formatted(file.path(), name, file.room(), room));
      }
    }
  }

  /// The longest known package that the name lies in, or empty.
  private String packageOf(String name) {
    for (int end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1)) {
      if (roomOfPackage.containsKey(name.substring(0, end))) {
        return name.substring(0, end);
      }
    }
    return "";
  }
}
