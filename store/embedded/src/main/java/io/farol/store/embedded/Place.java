// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/// The trace locator's arithmetic: which blocks of rows a trace lies in (table `place`). Facts and
/// ledger entries are numbered in the order of applying, and lie in their tables in that order, so
/// that a block is read without the rest.
final class Place {

  private static final int SHIFT = 13;
  private static final int MOST_RANGES = 128;

  private Place() {}

  static int hash(UUID trace) {
    long mixed =
        (trace.getMostSignificantBits() * 31 + trace.getLeastSignificantBits())
            * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32);
  }

  static int ofFact(long fact) {
    return (int) (fact >> SHIFT);
  }

  static int ofEntry(long entry) {
    return -1 - (int) (entry >> SHIFT);
  }

  /// A condition on `fact` that holds in the blocks of facts among these, or `false`.
  static String facts(Collection<Integer> blocks) {
    return condition(
        "fact",
        blocks.stream().filter(block -> block >= 0).collect(Collectors.toCollection(TreeSet::new)));
  }

  /// A condition on `entry` that holds in the blocks of entries among these, or `false`.
  static String entries(Collection<Integer> blocks) {
    return condition(
        "entry",
        blocks.stream()
            .filter(block -> block < 0)
            .map(block -> -1 - block)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static String condition(String column, TreeSet<Integer> blocks) {
    if (blocks.isEmpty()) {
      return "false";
    }
    for (int gap = 1; ; gap *= 4) {
      List<String> ranges = ranges(column, blocks, gap);
      if (ranges.size() <= MOST_RANGES) {
        return "(" + String.join(" or ", ranges) + ")";
      }
    }
  }

  /// Blocks that lie close are read together with what lies between.
  private static List<String> ranges(String column, TreeSet<Integer> blocks, int gap) {
    List<String> ranges = new ArrayList<>();
    int first = blocks.first();
    int last = first;
    for (int block : blocks) {
      if (block > last + gap) {
        ranges.add(range(column, first, last));
        first = block;
      }
      last = block;
    }
    ranges.add(range(column, first, last));
    return ranges;
  }

  private static String range(String column, long first, long last) {
    return "%s between %d and %d".formatted(column, first << SHIFT, ((last + 1) << SHIFT) - 1);
  }
}
