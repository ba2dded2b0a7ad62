// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.model.Evidence;
import io.farol.model.SpanStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every row of the table of outcomes is reachable: its example and each of its values are decided
/// by that row and no earlier one.
class OutcomeRowsTest {

  private final OutcomeTable table = OutcomeTable.standard();

  @TestFactory
  Stream<DynamicTest> each_row_decides_its_example() {
    return table.rows().stream()
        .map(row ->
            DynamicTest.dynamicTest(
                "line " + row.line() + " " + row.cause(),
                () -> assertThat(decidedBy(row.example())).isEqualTo(row.line())));
  }

  @TestFactory
  Stream<DynamicTest> each_value_is_reachable() {
    return table.rows().stream()
        .flatMap(row ->
            variants(row).stream()
                .map(variant ->
                    DynamicTest.dynamicTest(
                        "line " + row.line() + " " + variant,
                        () -> assertThat(decidedBy(variant)).isEqualTo(row.line()))));
  }

  private int decidedBy(Evidence evidence) {
    return table.decider(Signs.of(evidence)).line();
  }

  /// One piece of evidence for each value of each sign, with the first value of the other signs.
  private static List<Evidence> variants(OutcomeRow row) {
    List<@Nullable String> platforms = orNone(row.platforms().stream().sorted().toList());
    List<@Nullable Integer> statuses =
        orNone(row.http().spans().stream().map(span -> span.from()).toList());
    List<@Nullable String> rpcs = orNone(row.rpc().stream().sorted().toList());
    List<@Nullable String> names = orNone(row.names().written());
    List<@Nullable String> texts = orNone(row.texts());
    List<@Nullable String> finishes = orNone(row.finish().stream().sorted().toList());
    List<Evidence> all = new ArrayList<>();
    for (String platform : platforms) {
      all.add(
          evidence(
              row,
              platform,
              statuses.getFirst(),
              rpcs.getFirst(),
              names.getFirst(),
              texts.getFirst(),
              finishes.getFirst()));
    }
    for (Integer status : statuses) {
      all.add(
          evidence(
              row,
              platforms.getFirst(),
              status,
              rpcs.getFirst(),
              names.getFirst(),
              texts.getFirst(),
              finishes.getFirst()));
    }
    for (String rpc : rpcs) {
      all.add(
          evidence(
              row,
              platforms.getFirst(),
              statuses.getFirst(),
              rpc,
              names.getFirst(),
              texts.getFirst(),
              finishes.getFirst()));
    }
    for (String name : names) {
      all.add(
          evidence(
              row,
              platforms.getFirst(),
              statuses.getFirst(),
              rpcs.getFirst(),
              name,
              texts.getFirst(),
              finishes.getFirst()));
    }
    for (String text : texts) {
      all.add(
          evidence(
              row,
              platforms.getFirst(),
              statuses.getFirst(),
              rpcs.getFirst(),
              names.getFirst(),
              text,
              finishes.getFirst()));
    }
    for (String finish : finishes) {
      all.add(
          evidence(
              row,
              platforms.getFirst(),
              statuses.getFirst(),
              rpcs.getFirst(),
              names.getFirst(),
              texts.getFirst(),
              finish));
    }
    return all;
  }

  private static Evidence evidence(
      OutcomeRow row,
      @Nullable String platform,
      @Nullable Integer http,
      @Nullable String rpc,
      @Nullable String name,
      @Nullable String text,
      @Nullable String finish) {
    String code = name == null ? null : example(name);
    return new Evidence(
        platform,
        Boolean.FALSE.equals(row.error()) ? SpanStatus.Code.OK : SpanStatus.Code.ERROR,
        http,
        rpc,
        null,
        List.of(),
        text == null ? List.of() : List.of("before " + text + " after"),
        code,
        finish == null ? List.of() : List.of(finish));
  }

  private static String example(String name) {
    return name.matches("\\d+-\\d+")
        ? name.substring(name.indexOf('-') + 1)
        : name.replace("*", "example");
  }

  private static <T> List<@Nullable T> orNone(List<T> values) {
    List<@Nullable T> some = new ArrayList<>(values);
    if (some.isEmpty()) {
      some.add(null);
    }
    return some;
  }
}
