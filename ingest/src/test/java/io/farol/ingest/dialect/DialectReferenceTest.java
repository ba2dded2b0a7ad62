// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.testkit.GoldenFiles;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DialectReferenceTest {

  @Test
  void theReferenceSaysWhatTheCodeDoes() {
    GoldenFiles.in(Path.of("..", "docs", "reference"))
        .assertEqual("dialects.md", DialectReference.markdown());
  }

  @Test
  void noAttributeFillsAFieldTwiceInOneDialect() {
    for (Dialect dialect : Dialects.ALL) {
      Set<String> seen = new HashSet<>();
      assertThat(dialect.rows())
          .as(dialect.id())
          .allMatch(row -> seen.add(row.field() + " " + row.key()));
    }
  }

  @Test
  void everyFieldIsFilledBySomeDialect() {
    assertThat(Field.values())
        .allMatch(field ->
            Dialects.ALL.stream()
                .flatMap(dialect -> dialect.rows().stream())
                .anyMatch(row -> row.field() == field));
  }
}
