// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import com.fasterxml.jackson.databind.JsonNode;
import io.farol.cost.QuoteProblem.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads counts out of a provider's usage object. A path is written with dots; a count that is
/// absent or null is null. What is there and is no count is noted as a problem.
final class Counts {

  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000L);

  private final JsonNode usage;
  private final List<Problem> problems;

  Counts(JsonNode usage, List<Problem> problems) {
    this.usage = usage;
    this.problems = problems;
  }

  boolean has(String path) {
    JsonNode node = at(path);
    return !node.isMissingNode() && !node.isNull();
  }

  boolean hasAny(String... paths) {
    for (String path : paths) {
      if (has(path)) {
        return true;
      }
    }
    return false;
  }

  /// The first of the paths that has a count.
  @Nullable Long first(String... paths) {
    for (String path : paths) {
      Long count = count(path);
      if (count != null) {
        return count;
      }
    }
    return null;
  }

  long orZero(String... paths) {
    Long count = first(paths);
    return count == null ? 0 : count;
  }

  @Nullable Long count(String path) {
    BigDecimal number = number(path);
    if (number == null) {
      return null;
    }
    if (number.stripTrailingZeros().scale() > 0) {
      problems.add(
          new Problem(
              "usage." + path, number + " is not a whole number", "send the count as it came"));
      return null;
    }
    return number.longValue();
  }

  @Nullable BigDecimal number(String path) {
    return number("usage." + path, at(path), problems);
  }

  static @Nullable BigDecimal number(String where, JsonNode node, List<Problem> problems) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    boolean plain = node.isTextual() && node.textValue().matches("\\d{1,15}(\\.\\d{1,15})?");
    if (!node.isNumber() && !plain) {
      problems.add(new Problem(where, "is not a number", "send a number of 0 or more"));
      return null;
    }
    BigDecimal number = plain ? new BigDecimal(node.textValue()) : node.decimalValue();
    if (number.stripTrailingZeros().scale() > 15) {
      problems.add(new Problem(where, "has more than 15 decimal places", "round it"));
      return null;
    }
    if (number.signum() < 0 || number.compareTo(MOST) > 0) {
      problems.add(
          new Problem(
              where, "is " + node.asText(), "send a number from 0 to " + MOST.toPlainString()));
      return null;
    }
    return number;
  }

  /// The first of the paths that has a text.
  @Nullable String text(String... paths) {
    for (String path : paths) {
      if (at(path).isTextual()) {
        return at(path).textValue();
      }
    }
    return null;
  }

  /// The sum of the counts of those elements of a list whose field has the value, in any case.
  ///
  /// @return null when there is no such element
  @Nullable Long sum(String list, String field, String value, String count) {
    Long sum = null;
    for (JsonNode item : at(list)) {
      if (item.path(field).asText("").toLowerCase(Locale.ROOT).equals(value)) {
        BigDecimal number = number("usage." + list + "." + count, item.path(count), problems);
        if (number != null) {
          sum = (sum == null ? 0 : sum) + number.longValue();
        }
      }
    }
    return sum;
  }

  private JsonNode at(String path) {
    JsonNode node = usage;
    for (String name : path.split("\\.", -1)) {
      node = node.path(name);
    }
    return node;
  }
}
