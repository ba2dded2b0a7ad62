// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.CostStore.Item;
import io.farol.store.CostStore.Missing;
import io.farol.store.CostStore.Point;
import io.farol.store.embedded.Groups.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// Answers of the ledger, from sums by integration.
final class CostQuestions {

  private CostQuestions() {}

  static List<Point> points(TreeMap<Key, Sums> groups) {
    List<Point> points = new ArrayList<>();
    groups.forEach((key, sums) ->
        sums.spending()
            .totals()
            .forEach(total -> points.add(new Point(key.start(), key.one(), total.amount()))));
    return points;
  }

  static List<Item> items(TreeMap<Key, Sums> groups) {
    List<Item> items = new ArrayList<>();
    groups.forEach((key, sums) ->
        sums.items.forEach((item, total) -> {
          if (total.charges() != 0) {
            items.add(new Item(key.one(), item.sku(), total.amount(), total.charges()));
          }
        }));
    items.sort(
        Comparator.comparing(Item::integration)
            .thenComparing(Item::sku)
            .thenComparing(item -> item.amount().currency()));
    return items;
  }

  static List<Missing> missing(TreeMap<Key, Sums> groups) {
    List<Missing> missing = new ArrayList<>();
    groups.forEach((key, sums) ->
        sums.gaps.forEach((gap, exchanges) -> {
          if (exchanges != 0) {
            missing.add(new Missing(key.one(), gap.kind(), gap.reason(), exchanges));
          }
        }));
    missing.sort(
        Comparator.comparing(Missing::integration)
            .thenComparing(Missing::kind)
            .thenComparing(Missing::reason));
    return missing;
  }
}
