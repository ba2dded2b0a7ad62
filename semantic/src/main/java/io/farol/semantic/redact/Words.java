// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import java.util.ArrayList;
import java.util.List;

/// What a word can begin: the head of a known key, a token of an authorization scheme, a sentence
/// that tells a password. The first two characters of the word choose the few probes that look
/// further.
final class Words {

  /// Looks at the word that begins at an index and returns where to go on: that index when there is
  /// nothing.
  interface Probe {
    int at(Scan scan, int start);
  }

  private static final Probe[] NOTHING = {};
  private static final Probe[][] BY_HEAD = new Probe[128 * 128][];

  /// One bit for each head that has probes; small enough to stay in the nearest cache.
  private static final long[] HEADS = new long[128 * 2];

  static {
    for (KeyShape shape : KeyShapes.ALL) {
      add(shape.prefix().substring(0, 2), shape);
    }
    add("ey", Jwts::at);
    add("wa", Wamids::at);
    for (String head : List.of("ho", "di", "we")) {
      add(head, Webhooks::at);
    }
    for (String head : List.of("be", "ba")) {
      addAnyCase(head, Schemes::at);
    }
    for (String head : List.of("se", "pa", "pw")) {
      addAnyCase(head, Phrases::at);
    }
  }

  private Words() {}

  static int at(Scan scan, int start) {
    for (Probe probe : probes(scan.chars[start], scan.at(start + 1))) {
      int next = probe.at(scan, start);
      if (next > start) {
        return next;
      }
    }
    return start;
  }

  private static Probe[] probes(char first, char second) {
    return mayBegin(first, second) ? BY_HEAD[first << 7 | second] : NOTHING;
  }

  /// Whether a word that begins with these two is looked at any further.
  static boolean mayBegin(char first, char second) {
    return first < 128 && second < 128 && (HEADS[first << 1 | second >> 6] >>> second & 1) != 0;
  }

  private static void addAnyCase(String head, Probe probe) {
    char first = head.charAt(0);
    char second = head.charAt(1);
    for (char a : new char[] {first, Character.toUpperCase(first)}) {
      for (char b : new char[] {second, Character.toUpperCase(second)}) {
        add("" + a + b, probe);
      }
    }
  }

  private static void add(String head, Probe probe) {
    int index = head.charAt(0) << 7 | head.charAt(1);
    HEADS[head.charAt(0) << 1 | head.charAt(1) >> 6] |= 1L << head.charAt(1);
    List<Probe> probes =
        new ArrayList<>(BY_HEAD[index] == null ? List.of() : List.of(BY_HEAD[index]));
    probes.add(probe);
    BY_HEAD[index] = probes.toArray(NOTHING);
  }
}
