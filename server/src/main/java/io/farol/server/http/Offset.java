// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pages of a list that is made whole for each request and is as short as there are integrations:
/// its cursor is the number of items before.
final class Offset {

  private Offset() {}

  record Slice<T>(List<T> items, @Nullable String next) {}

  static <T> Slice<T> slice(List<T> all, @Nullable String cursor, int limit) {
    int start = cursor == null ? 0 : parse(cursor);
    int end = Math.min(all.size(), Math.max(start, 0) + limit);
    List<T> items = start >= all.size() ? List.of() : all.subList(start, end);
    return new Slice<>(items, end < all.size() && !items.isEmpty() ? "n" + end : null);
  }

  private static int parse(String cursor) {
    if (cursor.matches("n\\d{1,6}")) {
      return Integer.parseInt(cursor.substring(1));
    }
    throw Problem.parameter(
        "cursor", "it is not a cursor of this list", "take it from next of the page before");
  }
}
