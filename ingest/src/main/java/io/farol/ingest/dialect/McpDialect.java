// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import static io.farol.ingest.dialect.Field.OPERATION;
import static io.farol.ingest.dialect.Field.RPC_STATUS;
import static io.farol.ingest.dialect.Field.TOOL;
import static io.farol.ingest.dialect.Row.current;
import static io.farol.ingest.dialect.Row.old;

import io.farol.model.CallKind;
import java.util.List;

/// The Model Context Protocol as OpenTelemetry sees it (1.39 and later): the client's side of a
/// call is a tool's call; the tool run around it is a step.
record McpDialect() implements Dialect {

  private static final List<Row> ROWS =
      List.of(
          current(OPERATION, "mcp.method.name"),
          current(TOOL, "gen_ai.tool.name"),
          current(TOOL, "gen_ai.prompt.name"),
          current(TOOL, "mcp.resource.uri"),
          current(RPC_STATUS, "rpc.status_code"),
          old(RPC_STATUS, "rpc.response.status_code"));

  @Override
  public String id() {
    return "mcp";
  }

  @Override
  public boolean speaks(Attributes attributes, Sender sender) {
    return attributes.has("mcp.method.name");
  }

  @Override
  public List<Row> rows() {
    return ROWS;
  }

  @Override
  public Sight see(Look look) {
    String method = look.attributes().text("mcp.method.name");
    if (method == null || !look.isOutgoing()) {
      return Sight.NOTHING;
    }
    Reading reading = look.reading();
    String tool = reading.text(TOOL);
    Address address = Address.of(reading);
    Platforms.Recognised place = Platforms.at(address);
    String peer = reading.text(Field.PEER);
    String party = peer != null ? peer : address.party();
    String to = place != null ? place.platform() : party == null ? id() : party;
    String name = tool == null ? null : PathTemplate.segment(tool);
    return new Sight.Seen(
        CallKind.TOOL,
        id(),
        new Sight.Peer(to, place == null ? null : place.platform()),
        name == null ? to : to + "/" + name,
        name == null ? method : method + " " + name,
        null);
  }
}
