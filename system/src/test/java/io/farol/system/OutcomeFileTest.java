// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farol.model.Cause;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A table that is written wrongly says where and how.
class OutcomeFileTest {

  @Test
  void a_row_is_read() {
    assertThat(read("- {cause: dns, name: [ENOTFOUND], example: {name: ENOTFOUND}}"))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.line()).isEqualTo(1);
          assertThat(row.cause()).isEqualTo(Cause.DNS);
        });
  }

  @Test
  void an_unknown_key_is_named_with_its_line() {
    refused(
        "\n- {cause: dns, nmae: [X], example: {name: X}}", "table.yaml:2: unknown key \"nmae\"");
  }

  @Test
  void an_unknown_cause_is_refused() {
    refused("- {cause: gremlins, name: X, example: {name: X}}", "table.yaml:1: expected a known");
  }

  @Test
  void a_row_without_an_example_or_without_a_sign_is_refused() {
    refused("- {cause: dns, name: X}", "a row has no example");
    refused("- {cause: dns, example: {name: X}}", "a row has no sign");
  }

  @Test
  void a_status_that_is_none_is_refused() {
    refused("- {cause: dns, http: 4x, example: {http: 404}}", "http \"4x\" is not like 404, 5xx");
  }

  @Test
  void what_is_no_list_of_rows_is_refused() {
    refused("cause: dns", "expected a list of rows");
    refused("", "table.yaml is empty");
  }

  private static void refused(String yaml, String why) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  private static List<OutcomeRow> read(String yaml) {
    return OutcomeFile.read(
        "table.yaml", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
  }
}
