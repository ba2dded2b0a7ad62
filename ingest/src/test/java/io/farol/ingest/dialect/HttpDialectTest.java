// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Outcome;
import io.farol.model.SpanKind;
import io.farol.model.Traffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpDialectTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
"""
https://gateway.apiserpro.serpro.gov.br/consulta-cpf-df/v2/cpf/40442820135, serpro, serpro/consulta-cpf, serpro, GET /consulta-cpf-df/v2/cpf/{id}
https://gateway.apiserpro.serpro.gov.br/consulta-cpf-df-trial/v1/cpf/1, serpro, serpro/consulta-cpf-trial, serpro, GET /consulta-cpf-df-trial/v1/cpf/1
https://gateway.apiserpro.serpro.gov.br/token, serpro, serpro/token, serpro, GET /token
https://apigateway.serpro.gov.br/consulta-cnpj-df/v2/basica/34238864000168, serpro, serpro/consulta-cnpj, serpro, GET /consulta-cnpj-df/v2/basica/{id}
https://gateway.apiserpro.serpro.gov.br/integra-contador/v1/Consultar, serpro, serpro/integra-contador, serpro, GET /integra-contador/v1/Consultar
https://graph.facebook.com/v23.0/106540352242922/messages, whatsapp, whatsapp/messages, whatsapp, GET /v23.0/{id}/messages
https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&ext=2, whatsapp, whatsapp/media, whatsapp, GET /whatsapp_business/attachments/
https://acme.openai.azure.com/openai/deployments/gpt-4.1/chat/completions?api-version=2024-10-21, azure-openai, azure-openai/gpt-4.1, azure-openai, GET /openai/deployments/gpt-4.1/chat/completions
https://acme.openai.azure.com/openai/v1/responses, azure-openai, azure-openai, azure-openai, GET /openai/v1/responses
https://apim.acme.com.br/ai/openai/deployments/chat/chat/completions, azure-openai, azure-openai/chat, azure-openai, GET /ai/openai/deployments/chat/chat/completions
https://eu.api.openai.com/v1/responses, openai, openai, openai, GET /v1/responses
https://api.anthropic.com/v1/messages, anthropic, anthropic, anthropic, GET /v1/messages
https://bedrock-runtime.sa-east-1.amazonaws.com/model/anthropic.claude-v2/converse, aws-bedrock, aws-bedrock/anthropic.claude-v2, aws-bedrock, GET /model/anthropic.claude-v2/converse
https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/l/publishers/google/models/gemini-2.5-pro:generateContent, vertex-ai, vertex-ai/gemini-2.5-pro, vertex-ai, GET /v1/projects/p/locations/l/publishers/google/models/gemini-2.5-pro:generateContent
https://acme.blob.core.windows.net/c/file.pdf, azure-storage, azure-storage/blob, azure-storage, GET /c/file.pdf
https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a/oauth2/v2.0/token, entra, entra/token, entra, GET /{id}/oauth2/v2.0/token
https://sso.acesso.gov.br/userinfo, govbr-login, govbr-login, govbr-login, GET /userinfo
https://api.telegram.org/bot110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/sendMessage, telegram, telegram/sendMessage, telegram, GET /{id}/sendMessage
https://api.boletos.internal/v1/boletos, api.boletos.internal, api.boletos.internal, -, GET /v1/boletos
http://localhost:8080/x, localhost:8080, localhost:8080, -, GET /x
http://[::1]:9/x, ::1:9, ::1:9, -, GET /x
""")
  void hostAndPathTellThePlatform(
      String url, String to, String integration, String platform, String operation) {
    Call call = Told.span("http.request.method", "GET", "url.full", url).call();

    assertThat(call.kind()).isEqualTo(CallKind.HTTP);
    assertThat(call.to()).isEqualTo(to);
    assertThat(call.integration()).isEqualTo(integration);
    assertThat(call.platform()).isEqualTo(platform);
    assertThat(call.operation()).isEqualTo(operation);
  }

  @Test
  void aRequestBelongsToTheConversationThatItIsToldToBelongTo() {
    Call call =
        Told.span(
                "http.request.method", "POST",
                "url.full", "https://graph.facebook.com/v24.0/104582671093345/messages",
                "gen_ai.conversation.id", "c-7")
            .call();

    assertThat(call.conversationId()).isEqualTo("c-7");
  }

  @Test
  void theOldSpellingIsRead() {
    Call call =
        Told.span(
                "http.method", "POST",
                "http.url", "https://user:secret@api.acme.com:8443/pedidos/98765?cpf=40442820135",
                "http.status_code", "503",
                "http.request_content_length", 10,
                "http.response_content_length", 20)
            .call();

    assertThat(call.to()).isEqualTo("api.acme.com");
    assertThat(call.operation()).isEqualTo("POST /pedidos/{id}");
    assertThat(call.outcome().httpStatus()).isEqualTo(503);
    assertThat(call.traffic()).isEqualTo(new Traffic(10L, 20L));
    assertThat(call.source().dialect()).isEqualTo("http");
  }

  @Test
  void hostAndTargetServeWhereThereIsNoUrl() {
    Call call =
        Told.span(
                "http.method", "GET",
                "net.peer.name", "gateway.apiserpro.serpro.gov.br",
                "http.target", "/consulta-cpf-df/v1/cpf/40442820135?x=1")
            .call();

    assertThat(call.integration()).isEqualTo("serpro/consulta-cpf");
    assertThat(call.operation()).isEqualTo("GET /consulta-cpf-df/v1/cpf/{id}");
  }

  @Test
  void theSendersOwnTemplateWinsOverThePath() {
    Call call =
        Told.span(
                "http.request.method", "get",
                "url.full", "https://api.acme.com/people/maria",
                "url.template", "/people/{name}")
            .call();

    assertThat(call.operation()).isEqualTo("GET /people/{name}");
  }

  @Test
  void aServiceThatIsNamedIsTheParty() {
    Call call =
        Told.span(
                "http.request.method", "GET",
                "server.address", "10.0.0.7",
                "peer.service", "pedidos")
            .call();

    assertThat(call.to()).isEqualTo("pedidos");
    assertThat(call.integration()).isEqualTo("10.0.0.7");
  }

  @Test
  void bytesNobodyMeasuredAreUnknown() {
    assertThat(Told.span("http.request.method", "GET").call().traffic()).isEqualTo(Traffic.UNKNOWN);
  }

  @Test
  void theSideThatAnswersIsNoCallOfOurs() {
    assertThat(
            Told.span("http.request.method", "GET", "url.path", "/x")
                .of(SpanKind.SERVER)
                .draft()
                .span()
                .call())
        .isNull();
  }

  @Test
  void aCallThatIsStillOpenHasNoOutcome() {
    assertThat(Told.span("http.request.method", "GET").open().call().outcome())
        .isEqualTo(new Outcome.Open());
  }
}
