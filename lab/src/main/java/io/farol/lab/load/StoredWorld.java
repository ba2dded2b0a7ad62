// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// Facts of many exchanges, written by SQL into the empty data directory of a server that is not
/// running: days of calls at an even pace, and one trace of 40,000 spans. The same values give the
/// same rows.
///
/// @param seed decides everything but when
/// @param exchanges how many, a multiple of 100
/// @param untilEpochNanos when the last of them begins
/// @param days over how many days they are spread
record StoredWorld(long seed, long exchanges, long untilEpochNanos, int days) {

  static final int HUGE_SPANS = 40_000;

  private static final long DAY = 86_400_000_000_000L;
  private static final long CHUNK = 250_000;
  private static final String HUGE =
      """
      insert into told_span by name
      select FACT + n as fact, FROM_NS + n * 1000000 as received, 0::bigint as revision,
        'default' as tenant, md5(SEED || ':huge')::uuid as trace, hash(n, SEED, 8) | 1 as span,
        3::utinyint as phase, 0::bigint as part,
        case when n > 0 then hash(n // 8, SEED, 8) | 1 end as parent,
        FROM_NS + n * 1000000 as start_ns, FROM_NS + n * 1000000 + 40000000000 // (n + 1) as end_ns,
        case when n % 2 = 0 then 'passo' else 'GET' end as name,
        case when n % 2 = 0 then 1 else 3 end::utinyint as kind, 'assistant' as service,
        'production' as environment, '{"passo":' || n || '}' as attributes, 0::integer as messages,
        case when n % 2 = 1 then 5::utinyint end as call,
        case when n % 2 = 1 then 'serpro' end as callee,
        case when n % 2 = 1 then 'serpro/consulta-cpf' end as integration,
        case when n % 2 = 1 then 'GET /cpf' end as operation,
        case when n % 2 = 1 then 2::utinyint end as outcome,
        case when n % 2 = 1 then 200::integer end as http_status,
        case when n % 2 = 1 then 'otlp' end as source_kind,
        case when n % 2 = 1 then 'otel-http' end as source_dialect
      from range(SPANS) r(n)
      """;

  StoredWorld {
    if (exchanges < 100 || exchanges % 100 != 0) {
      throw new IllegalArgumentException(
          "--exchanges " + exchanges + " is no multiple of 100; give one, 100 at least");
    }
    if (days < 1) {
      throw new IllegalArgumentException("--days " + days + " is too small; give 1 or more");
    }
  }

  /// Writes it.
  ///
  /// @param facts the file `facts.duckdb`, with its tables and nothing in them
  /// @return a checksum over all that was written, the same for the same values
  String write(Path facts) throws IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      run(connection, "set memory_limit = '2GB'; set threads = 2");
      run(connection, "attach '" + facts.toString().replace("'", "''") + "' as facts");
      if (number(connection, "select count(*) from facts.span") > 0) {
        throw new IOException(facts + " holds facts already; give an empty directory");
      }
      String script = resource("stored.sql");
      for (long from = 0; from < exchanges; from += CHUNK) {
        script(connection, script, from, Math.min(exchanges, from + CHUNK));
      }
      script(connection, HUGE, 0, 0);
      run(
          connection,
          "insert into facts.progress (select 0, coalesce(max(received), 0), max(fact) + 1,"
              + " (select coalesce(max(entry) + 1, 0) from facts.ledger),"
              + " 0, count(*), 0, 0, 0, 0, 0, 0, 0, 0 from facts.span)");
      run(connection, "checkpoint facts");
      return checksum(connection);
    } catch (SQLException e) {
      throw new IOException(facts + " cannot be written: " + e.getMessage(), e);
    }
  }

  /// The id of the trace of [#HUGE_SPANS] spans.
  String hugeTrace() throws IOException {
    return one("select replace((md5(SEED || ':huge')::uuid)::varchar, '-', '')");
  }

  /// The id of a trace of twenty exchanges, another for every number.
  String someTrace(long number) throws IOException {
    long trace = Math.floorMod(number, exchanges / 100) * 37 + 36;
    return one("select replace((md5(SEED || ':' || " + trace + ")::uuid)::varchar, '-', '')");
  }

  private String one(String sql) throws IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql.replace("SEED", Long.toString(seed)))) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IOException(sql + ": " + e.getMessage(), e);
    }
  }

  private void script(Connection connection, String script, long low, long high)
      throws SQLException, IOException {
    long facts = number(connection, "select coalesce(max(fact) + 1, 0) from facts.span");
    long entries = number(connection, "select coalesce(max(entry) + 1, 0) from facts.ledger");
    double step = (double) days * DAY / exchanges;
    Map<String, String> words = new TreeMap<>();
    words.put("SEED", Long.toString(seed));
    words.put("SPANS", Integer.toString(HUGE_SPANS));
    words.put("LO", Long.toString(low));
    words.put("HI", Long.toString(high));
    words.put("FACT", Long.toString(facts));
    words.put("ENTRY", Long.toString(entries));
    words.put("STEP_NS", Double.toString(step));
    words.put(
        "FROM_NS",
        Long.toString(high == 0 ? untilEpochNanos - DAY / 2 : untilEpochNanos - days * DAY));
    String sql = script;
    for (Map.Entry<String, String> word : words.entrySet()) {
      sql = sql.replaceAll("\\b" + word.getKey() + "\\b", word.getValue());
    }
    run(connection, resource("told.sql"));
    run(connection, sql);
    run(connection, resource("write.sql"));
  }

  private static String checksum(Connection connection) throws SQLException {
    return HexFormat.of()
        .toHexDigits(
            number(
                connection,
                """
                select xor(xor(bit_xor(hash(span)), (select coalesce(bit_xor(hash(ledger)), 0) from facts.ledger)),
                  (select coalesce(bit_xor(hash(refs)), 0) from facts.telling))::hugeint
                    % 9223372036854775807::hugeint
                from facts.span
                """));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = StoredWorld.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
