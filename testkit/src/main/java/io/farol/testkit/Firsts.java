// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import java.util.LinkedHashMap;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Stream;

/// Keeps of several things with an equal name the first one.
final class Firsts {

  private Firsts() {}

  /// A stream of the first thing of each name, in the order they came in.
  static <T, K> Collector<T, ?, Stream<T>> by(Function<T, K> name) {
    return Collector.of(
        LinkedHashMap<K, T>::new,
        (firsts, each) -> firsts.putIfAbsent(name.apply(each), each),
        (left, right) -> {
          right.forEach(left::putIfAbsent);
          return left;
        },
        firsts -> firsts.values().stream());
  }
}
