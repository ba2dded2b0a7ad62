// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/// Puts the rows of each key together: a minute that was written to again and again becomes one row
/// a key. What is asked does not change. Confined to the roll-ups' thread.
final class Settling {

  private record Table(String keys, List<String> sums, List<String> greatest, String zero) {}

  private static final Map<String, Table> TABLES =
      new TreeMap<>(
          Map.of(
              "traffic",
              new Table(
                  "minute, tenant, environment, service, callee, integration, platform",
                  List.of(
                      "exchanges",
                      "failed",
                      "open",
                      "unpriced",
                      "messages",
                      String.join(", ", Sums.COUNTS),
                      String.join(", ", Sums.KNOWN)),
                  List.of("last_success", "last_failure", "withdrawn"),
                  "exchanges = 0 and not withdrawn"),
              "spending",
              new Table(
                  "minute, tenant, environment, service, callee, integration, currency",
                  List.of("amount", "charges"),
                  List.of(),
                  "charges = 0"),
              "gap",
              new Table(
                  "minute, tenant, environment, integration, kind, reason",
                  List.of("exchanges"),
                  List.of(),
                  "exchanges = 0"),
              "item",
              new Table(
                  "minute, tenant, environment, integration, sku, currency",
                  List.of("amount", "charges"),
                  List.of(),
                  "charges = 0"),
              "duration",
              new Table(
                  "minute, tenant, environment, integration, bucket",
                  List.of("exchanges"),
                  List.of(),
                  "exchanges = 0"),
              "conversation",
              new Table(
                  "minute, tenant, environment, conversation",
                  List.of("exchanges"),
                  List.of(),
                  "exchanges = 0")));

  private Settling() {}

  /// In one transaction.
  static void settle(DuckDBConnection connection) throws SQLException {
    Sql.execute(connection, "begin transaction");
    try {
      for (Map.Entry<String, Table> each : TABLES.entrySet()) {
        settle(connection, each.getKey(), each.getValue());
      }
      Sql.execute(connection, "commit");
    } catch (SQLException | RuntimeException e) {
      Sql.rollback(connection);
      throw e;
    }
  }

  private static void settle(DuckDBConnection connection, String name, Table table)
      throws SQLException {
    String touched = " minute in (select minute from rollup." + name + " where not settled)";
    List<String> sums =
        table.sums().stream()
            .flatMap(columns -> List.of(columns.split(", ", -1)).stream())
            .toList();
    String columns =
        sums.stream()
                .map(column -> "sum(" + column + ") as " + column)
                .collect(Collectors.joining(", "))
            + table.greatest().stream()
                .map(column -> ", max(" + column + ") as " + column)
                .collect(Collectors.joining());
    Sql.execute(
        connection,
        "create or replace temp table settling as select %s, %s, true as settled from rollup.%s where %s group by %s"
            .formatted(table.keys(), columns, name, touched, table.keys()));
    Sql.execute(connection, "delete from rollup." + name + " where" + touched);
    Sql.execute(
        connection,
        "insert into rollup.%s by name select * from settling where not (%s)"
            .formatted(name, table.zero()));
    Sql.execute(connection, "drop table temp.settling");
  }
}
