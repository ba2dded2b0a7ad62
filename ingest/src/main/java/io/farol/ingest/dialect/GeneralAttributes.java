// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import static io.farol.ingest.dialect.Field.CONVERSATION;
import static io.farol.ingest.dialect.Field.ERROR_TYPE;
import static io.farol.ingest.dialect.Field.HOST;
import static io.farol.ingest.dialect.Field.PEER;
import static io.farol.ingest.dialect.Field.PORT;
import static io.farol.ingest.dialect.Field.USER;
import static io.farol.ingest.dialect.Row.current;
import static io.farol.ingest.dialect.Row.old;
import static io.farol.ingest.dialect.Row.wild;

import java.util.List;

/// OpenTelemetry's attributes that belong to no one convention: who was called, for whom, with what
/// error. Read last, on every span.
record GeneralAttributes() implements Dialect {

  private static final List<Row> ROWS =
      List.of(
          current(ERROR_TYPE, "error.type"),
          current(HOST, "server.address"),
          old(HOST, "net.peer.name"),
          old(HOST, "http.host"),
          old(HOST, "network.peer.address"),
          old(HOST, "net.sock.peer.addr"),
          old(HOST, "net.peer.ip"),
          current(PORT, "server.port"),
          old(PORT, "net.peer.port"),
          old(PORT, "network.peer.port"),
          current(PEER, "service.peer.name"),
          old(PEER, "peer.service"),
          current(CONVERSATION, "gen_ai.conversation.id"),
          current(CONVERSATION, "session.id"),
          current(USER, "user.id"),
          old(USER, "enduser.id"),
          wild(ERROR_TYPE, "exception.type"));

  @Override
  public String id() {
    return "general";
  }

  @Override
  public boolean speaks(Attributes attributes, Sender sender) {
    return true;
  }

  @Override
  public List<Row> rows() {
    return ROWS;
  }

  @Override
  public Sight see(Look look) {
    return Sight.NOTHING;
  }
}
