// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.ingest.dialect.Allowance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The page that people read says what the program does.
class LimitsReferenceTest {

  private final List<String> page =
      Files.readAllLines(Path.of("..", "docs", "reference", "limits.md"));

  LimitsReferenceTest() throws IOException {}

  @Test
  void thePageNamesTheNumbersOfTheProgram() {
    says("attributes of a span", number(Limits.ATTRIBUTES));
    says("bytes of one value", mebibytes(Limits.VALUE_BYTES));
    says("bytes of all text of one record", mebibytes(Limits.RECORD_BYTES));
    says("bytes of a name", number(Limits.NAME_BYTES));
    says("values within values", Limits.DEPTH + " levels");
    says("events of a span", number(Limits.EVENTS));
    says("links of a span", number(Limits.EVENTS));
    says("levels of JSON", number(JsonRequest.MAX_DEPTH));
    says("different reasons in one answer", number(Collected.MAX_REASONS));
    says("records, attributes, events", number(Allowance.MOST));
    says("records, attributes, events", "10,000, and one for each 4 bytes");
    assertThat(Limits.TOO_DEEP).contains(" " + Limits.DEPTH + " ");
    assertThat(Limits.NO_ROOM).contains(number(Allowance.MOST));
    assertThat(Limits.RECORD_COST).isEqualTo(4);
    assertThat(Limits.EVENT_COST).isEqualTo(2);
  }

  private void says(String row, String value) {
    assertThat(page)
        .filteredOn(line -> line.startsWith("| " + row))
        .singleElement()
        .asString()
        .contains(value);
  }

  private static String number(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String mebibytes(int bytes) {
    return (bytes >> 20) + " MiB";
  }
}
