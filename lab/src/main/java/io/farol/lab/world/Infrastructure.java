// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

import io.farol.lab.people.Pace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.function.Function;

/// What the assistant stands on: PostgreSQL, Service Bus, AI Search, and the cooperative's own API
/// for slips. AI Search is slow today, and after six minutes it gets worse; the API for slips is
/// called by a client without start records, so nobody can know how many of those calls are under
/// way.
final class Infrastructure {
  private static final String DATABASE = "pg-lia.postgres.database.azure.com";
  private static final String BUS = "lia-horizonte.servicebus.windows.net";
  private static final String SEARCH =
      "https://busca-horizonte.search.windows.net/indexes/regulamentos/docs/search"
          + "?api-version=2024-07-01";
  private static final String SLIPS = "https://boletos.horizonte.coop.br/v1/cooperados/";

  private static final Duration TURN_FOR_THE_WORSE = Duration.ofMinutes(6);
  private static final long SLOW_MILLIS = 1300;
  private static final long SLOWER_MILLIS = 5200;

  private final Pace pace;
  private final long begunNanos = System.nanoTime();

  Infrastructure(Pace pace) {
    this.pace = pace;
  }

  void insert(Caller caller, String table) {
    query(caller, "INSERT", table, "INSERT INTO " + table + " VALUES (?, ?, ?, ?)");
  }

  void select(Caller caller, String table) {
    query(caller, "SELECT", table, "SELECT * FROM " + table + " WHERE conversa = ? ORDER BY em");
  }

  /// Puts a message into a queue; the context is that of its sending.
  Context send(Caller caller, String queue, int bytes) {
    return Spans.within(
        bus(caller, "send", queue, SpanKind.PRODUCER)
            .setAttribute("messaging.message.body.size", bytes),
        span -> {
          pace.pass(caller.luck().around(9));
          return Context.current();
        });
  }

  /// Takes a message out of a queue and works on it.
  <T> T process(Caller caller, String queue, Context sent, Function<Span, T> work) {
    pace.pass(caller.luck().around(12));
    return Spans.within(bus(caller, "process", queue, SpanKind.CONSUMER).setParent(sent), work);
  }

  /// Seconds where it usually takes a tenth of one.
  void search(Caller caller) {
    boolean worse = pace.passed(begunNanos).compareTo(TURN_FOR_THE_WORSE) > 0;
    HttpCall.post(SEARCH, 412)
        .answered(
            caller.component().http("POST"),
            pace,
            caller.luck().around(worse ? SLOWER_MILLIS : SLOW_MILLIS),
            200,
            9120);
  }

  void slips(Caller caller, String cpf) {
    SpanBuilder builder =
        caller.component().blindHttp("GET").setAttribute("peer.service", "API Boletos");
    HttpCall.get(SLIPS + cpf + "/boletos?situacao=aberto")
        .answered(builder, pace, caller.luck().around(640), 200, 1830);
  }

  private void query(Caller caller, String operation, String table, String text) {
    Spans.within(
        caller
            .component()
            .database(operation + " " + table)
            .setAttribute("db.system.name", "postgresql")
            .setAttribute("db.namespace", "lia")
            .setAttribute("db.collection.name", table)
            .setAttribute("db.operation.name", operation)
            .setAttribute("db.query.text", text)
            .setAttribute("server.address", DATABASE)
            .setAttribute("server.port", 5432),
        span -> {
          pace.pass(caller.luck().around(6));
          return span;
        });
  }

  private static SpanBuilder bus(Caller caller, String operation, String queue, SpanKind kind) {
    return caller
        .component()
        .messaging(operation + " " + queue, kind)
        .setAttribute("messaging.system", "servicebus")
        .setAttribute("messaging.operation.name", operation)
        .setAttribute("messaging.operation.type", operation)
        .setAttribute("messaging.destination.name", queue)
        .setAttribute("server.address", BUS)
        .setAttribute("server.port", 5671);
  }
}
