// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.SpanKind;
import io.farol.model.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// RPC, messaging, databases and MCP.
class OtherCallsTest {

  @Test
  void grpcInItsOlderForm() {
    Call call =
        Told.span(
                "rpc.system", "grpc",
                "rpc.service", "acme.Pedidos",
                "rpc.method", "Buscar",
                "rpc.grpc.status_code", 14,
                "server.address", "pedidos.internal")
            .failed(null)
            .call();

    assertThat(call.kind()).isEqualTo(CallKind.RPC);
    assertThat(call.to()).isEqualTo("pedidos.internal");
    assertThat(call.integration()).isEqualTo("pedidos.internal/acme.Pedidos");
    assertThat(call.operation()).isEqualTo("acme.Pedidos/Buscar");
    assertThat(call.outcome().toString()).contains("rpcStatus=14");
  }

  @Test
  void grpcInItsNewerForm() {
    Call call =
        Told.span(
                "rpc.system.name", "grpc",
                "rpc.method", "acme.Pedidos/Buscar",
                "rpc.response.status_code", "UNAVAILABLE")
            .failed(null)
            .call();

    assertThat(call.to()).isEqualTo("acme.Pedidos");
    assertThat(call.integration()).isEqualTo("acme.Pedidos");
    assertThat(call.operation()).isEqualTo("acme.Pedidos/Buscar");
    assertThat(call.outcome().toString()).contains("rpcStatus=UNAVAILABLE");
  }

  @Test
  void awsApis() {
    Call call =
        Told.span(
                "rpc.system", "aws-api",
                "rpc.service", "S3",
                "rpc.method", "PutObject",
                "http.response.status_code", 200)
            .call();

    assertThat(call.kind()).isEqualTo(CallKind.RPC);
    assertThat(call.integration()).isEqualTo("aws/s3");
    assertThat(call.operation()).isEqualTo("S3/PutObject");
    assertThat(call.outcome().httpStatus()).isEqualTo(200);
  }

  @Test
  void aMessageHandedToABroker() {
    Call call =
        Told.span(
                "messaging.system", "servicebus",
                "messaging.operation.type", "send",
                "messaging.destination.name", "respostas",
                "messaging.message.body.size", 512)
            .of(SpanKind.PRODUCER)
            .call();

    assertThat(call.kind()).isEqualTo(CallKind.MESSAGING);
    assertThat(call.to()).isEqualTo("servicebus");
    assertThat(call.integration()).isEqualTo("servicebus/respostas");
    assertThat(call.platform()).isEqualTo("azure-servicebus");
    assertThat(call.operation()).isEqualTo("send");
    assertThat(call.traffic()).isEqualTo(new Traffic(512L, null));
  }

  @Test
  void aMessageInTheOlderForm() {
    Call call =
        Told.span(
                "messaging.system", "kafka",
                "messaging.operation", "publish",
                "messaging.destination", "pedidos")
            .of(SpanKind.PRODUCER)
            .call();

    assertThat(call.integration()).isEqualTo("kafka/pedidos");
    assertThat(call.operation()).isEqualTo("send");
  }

  @Test
  void temporaryDestinationsAreOne() {
    Call call =
        Told.span(
                "messaging.system", "rabbitmq",
                "messaging.destination.name", "amq.gen-7hZq",
                "messaging.destination.temporary", true)
            .of(SpanKind.PRODUCER)
            .call();

    assertThat(call.integration()).isEqualTo("rabbitmq/(temporary)");
  }

  @Test
  void makingAMessageAndWorkingOnOneAreNoCalls() {
    assertThat(
            List.of(
                Told.span("messaging.system", "kafka", "messaging.operation.type", "create")
                    .of(SpanKind.PRODUCER),
                Told.span("messaging.system", "kafka", "messaging.operation.type", "process")
                    .of(SpanKind.CONSUMER),
                Told.span("messaging.system", "kafka", "messaging.operation.type", "receive")
                    .of(SpanKind.CONSUMER)))
        .allSatisfy(told -> assertThat(told.draft().span().call()).isNull());
  }

  @Test
  void aDatabaseInBothForms() {
    Call newer =
        Told.span(
                "db.system.name", "postgresql",
                "db.namespace", "clientes",
                "db.operation.name", "SELECT",
                "db.collection.name", "pessoas",
                "db.response.status_code", "23505",
                "server.address", "db.internal")
            .failed(null)
            .call();
    Call older =
        Told.span("db.system", "postgresql", "db.name", "clientes", "db.statement", "select 1")
            .call();

    assertThat(newer.kind()).isEqualTo(CallKind.DATABASE);
    assertThat(newer.to()).isEqualTo("postgresql");
    assertThat(newer.integration()).isEqualTo("postgresql/clientes");
    assertThat(newer.operation()).isEqualTo("SELECT pessoas");
    assertThat(newer.outcome().toString()).contains("providerCode=23505");
    assertThat(older.integration()).isEqualTo("postgresql/clientes");
    assertThat(older.operation()).isEqualTo("select");
  }

  @Test
  void aToolCalledThroughMcp() {
    Told told =
        Told.span(
            "mcp.method.name", "tools/call",
            "gen_ai.operation.name", "execute_tool",
            "gen_ai.tool.name", "consulta_cpf",
            "server.address", "mcp.internal",
            "rpc.response.status_code", "-32601");

    assertThat(told.call().kind()).isEqualTo(CallKind.TOOL);
    assertThat(told.call().to()).isEqualTo("mcp.internal");
    assertThat(told.call().integration()).isEqualTo("mcp.internal/consulta_cpf");
    assertThat(told.call().operation()).isEqualTo("tools/call consulta_cpf");
    assertThat(told.call().usage()).isNull();
    assertThat(told.of(SpanKind.SERVER).draft().span().call()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void whatNobodyRecognisesIsStillASpan(SpanKind kind) {
    var span = Told.span("my.attribute", 7).of(kind).draft().span();

    assertThat(span.call()).isNull();
    assertThat(span.detail().attributes()).containsKey("my.attribute");
  }
}
