// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.BatchReader;
import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import io.farol.model.CallKind;
import io.farol.model.Direction;
import io.farol.model.LedgerEntry;
import io.farol.model.Message;
import io.farol.model.MessageId;
import io.farol.model.MessageRef;
import io.farol.model.Money;
import io.farol.model.Outcome;
import io.farol.model.Part;
import io.farol.model.Provenance;
import io.farol.model.Scope;
import io.farol.model.SpanKey;
import io.farol.store.ExchangeStore.Whole;
import io.farol.testkit.Drafts;
import io.farol.testkit.Sketch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The forms that facts were and are kept in.
class FactsFormsTest {

  private static final Scope SCOPE = new Scope(Scope.DEFAULT_TENANT, null);
  private static final SpanKey CALL = Drafts.key(7, 1);

  @TempDir Path root;

  @Test
  void factsOfTheFirstFormCanBeAskedFor() throws Exception {
    Files.writeString(root.resolve("format"), "1\n");
    try (Connection facts =
        DriverManager.getConnection("jdbc:duckdb:" + root.resolve("facts.duckdb"))) {
      Sql.execute(facts, script("facts-001.sql"));
      Sql.execute(facts, script("facts-002.sql"));
      Sql.execute(facts, "create table migration (number integer)");
      Sql.execute(facts, "insert into migration values (2)");
      Sql.execute(
          facts,
          """
          insert into span by name
          select n::bigint as fact, 'default' as tenant, 9::bigint as received,
            '00000000-0000-0000-0000-000000000007'::uuid as trace, n::ubigint as span,
            3::utinyint as phase, 0::bigint as part, 0::bigint as revision,
            (1000 + n)::bigint as start_ns, 2000::bigint as end_ns, 'chat' as name,
            'assistant' as service, case when n = 2 then 'production' end as environment,
            '{"n":1}' as attributes, case when n = 1 then 2 else 0 end::integer as messages,
            0::utinyint as call, 'azure' as callee, 'azure/gpt' as integration, 'chat' as operation,
            3::utinyint as outcome, 6::utinyint as cause, 429::integer as http_status,
            'slow down' as outcome_detail, true as usage, 'openai' as provider,
            (10 * n)::bigint as input_tokens, '["stop"]' as finish_reasons, 'otlp' as source_kind
          from range(1, 3) r(n)
          """);
      Sql.execute(
          facts,
          """
          insert into message_ref values
            (1, 1, 1, '00000000-0000-0003-0000-000000000004'::uuid, 20783, 1001),
            (1, 0, 0, 'f0000000-0000-0001-0000-000000000002'::uuid, 20782, 1001)
          """);
      Sql.execute(
          facts,
          """
          insert into ledger by name
          select n::bigint as entry, 'default' as tenant, '0000000000000000000000000000000' || n as id,
            '00000000-0000-0000-0000-000000000007'::uuid as trace, 1::ubigint as span,
            (1000 + n)::bigint as at_ns, case when n = 1 then 'input' else 'output' end as kind,
            n = 1 as priced, case when n = 1 then 'gpt' end as sku, case when n = 1 then '10.50' end as quantity,
            'token' as unit, case when n = 1 then '0.1' end as unit_price,
            case when n = 1 then 1.05 end::decimal(38, 9) as amount,
            case when n = 1 then 'USD' end as currency, case when n = 1 then 1 end::utinyint as how,
            case when n = 2 then 'no price' end as reason
          from range(1, 3) r(n)
          """);
      Sql.execute(facts, "insert into progress values (5, 9, 3, 3, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)");
    }
    try (EmbeddedStore store = EmbeddedStore.open(root, EmbeddedOptions.DEFAULTS)) {
      Whole whole = store.findExchange(SCOPE, CALL, null).orElseThrow();
      assertThat(whole.exchange().call().kind()).isEqualTo(CallKind.values()[0]);
      assertThat(whole.exchange().call().outcome())
          .isEqualTo(new Outcome.Failed(io.farol.model.Cause.values()[6], 429, "slow down"));
      assertThat(Objects.requireNonNull(whole.exchange().call().usage()).tokens().input())
          .isEqualTo(10);
      assertThat(whole.messages())
          .containsExactly(
              new MessageRef(new MessageId(0xf000000000000001L, 2), 20_782, Direction.INPUT),
              new MessageRef(new MessageId(3, 4), 20_783, Direction.OUTPUT));
      assertThat(whole.entries())
          .extracting(LedgerEntry::id)
          .containsExactly(Drafts.id("1"), Drafts.id("2"));
      LedgerEntry.Charge charge = (LedgerEntry.Charge) whole.entries().getFirst();
      assertThat(charge.quantity()).isEqualTo("10.50");
      assertThat(charge.amount()).isEqualTo(new Money(new java.math.BigDecimal("1.05"), "USD"));
      assertThat(charge.how()).isEqualTo(Provenance.values()[1]);
      Whole other = store.findExchange(SCOPE, Drafts.key(7, 2), null).orElseThrow();
      assertThat(other.exchange().origin().environment()).isEqualTo("production");
      assertThat(other.messages()).isEmpty();
    }
  }

  /// Twice the turns must take about twice the room, though each call sends all that was said.
  @Test
  void referencesToAResentHistoryGrowWithItsTurns() throws Exception {
    long half = bytesOfReferences(root.resolve("half"), 100);
    long whole = bytesOfReferences(root.resolve("whole"), 200);
    int turn = 3 * 21;
    assertThat(half).isLessThan(100 * turn * 4);
    assertThat(whole).isLessThan(200 * turn * 5);
  }

  private static long bytesOfReferences(Path root, int turns) throws Exception {
    List<CleanBatch> batches = new ArrayList<>();
    for (int turn = 1; turn <= turns; turn++) {
      Sketch call = Sketch.model(Drafts.key(7, turn));
      for (int i = 0; i < 2 * turn; i++) {
        call.says(Direction.INPUT, new Message("user", List.of(new Part.Text("turno " + i))));
      }
      batches.add(Drafts.batch(call.asks("e agora?").end()));
    }
    try (EmbeddedStore store = EmbeddedStore.open(root, EmbeddedOptions.DEFAULTS)) {
      for (BatchReader reader : store.readers()) {
        reader.apply(new Position(1), batches);
        reader.settle();
      }
    }
    try (Connection facts =
        DriverManager.getConnection("jdbc:duckdb:" + root.resolve("facts.duckdb"))) {
      return Sql.number(facts, "select sum(octet_length(refs)) from telling");
    }
  }

  private static String script(String name) throws IOException {
    try (InputStream in = EmbeddedStore.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
