// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.model.Scope;
import io.farol.model.TimeRange;
import io.farol.model.Value;
import io.farol.store.LogHeader;
import io.farol.store.LogQuery;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Log lines kept before they could be asked for.
class LogMigrationTest {

  private static final Scope SCOPE = new Scope(Scope.DEFAULT_TENANT, null);

  @TempDir Path root;

  @Test
  void linesOfTheFirstFormCanBeAskedFor() throws Exception {
    Files.writeString(root.resolve("format"), "1\n");
    try (Connection facts =
        DriverManager.getConnection("jdbc:duckdb:" + root.resolve("facts.duckdb"))) {
      Sql.execute(facts, firstForm());
      Sql.execute(facts, "create table migration (number integer)");
      Sql.execute(facts, "insert into migration values (1)");
      Sql.execute(
          facts,
          """
          insert into log_line
            (tenant, received, at_ns, severity, service, event_name, body, attributes)
          values ('default', 9, 1, 9, 'assistant', null, '"uma \\"linha\\""', '{"n":1}'),
            ('default', 9, 1, 9, 'assistant', null, '"uma \\"linha\\""', '{"n":1}'),
            ('default', 9, 2, 17, null, 'evento', '{"k":[1]}', null),
            ('default', 9, 3, 0, null, null, null, null)
          """);
    }
    try (EmbeddedStore store = EmbeddedStore.open(root, EmbeddedOptions.DEFAULTS)) {
      List<LogHeader> headers =
          store
              .logs(new LogQuery(SCOPE, new TimeRange(0, 10), LogQuery.Filter.ALL, 10, null))
              .value()
              .items();
      assertThat(headers)
          .extracting(LogHeader::text)
          .containsExactly("", "{\"k\":[1]}", "uma \"linha\"");
      assertThat(
              headers.stream().map(each -> store.findLog(SCOPE, each.key()).orElseThrow().body()))
          .containsExactly(
              new Value.Empty(),
              new Value.Fields(Map.of("k", new Value.Items(List.of(Value.of(1))))),
              Value.of("uma \"linha\""));
    }
  }

  private static String firstForm() throws IOException {
    try (InputStream in = EmbeddedStore.class.getResourceAsStream("facts-001.sql")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
