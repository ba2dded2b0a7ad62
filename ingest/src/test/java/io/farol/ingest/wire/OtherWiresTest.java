// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Draft;
import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Cause;
import io.farol.model.Outcome;
import io.farol.model.Part;
import io.farol.model.Tokens;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The wires of one or two fields: embeddings, transcription, WhatsApp, SERPRO, plain errors.
class OtherWiresTest {

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1/embeddings, openai, text-embedding-3-small",
    "https://x.openai.azure.com/openai/deployments/emb/embeddings?api-version=1, azure-openai, emb"
  })
  void embeddings(String url, String platform, String model) {
    String request =
        url.contains("deployments")
            ? "{\"input\":\"a\"}"
            : "{\"model\":\"" + model + "\",\"input\":\"a\"}";
    Call call =
        WireIntakeTest.call(
            Raw.post(url, request)
                .answer(
                    200,
                    "{\"object\":\"list\",\"model\":\"text-embedding-3-small\",\"data\":[{\"embedding\":[0.1]}],\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}"));
    assertThat(call.operation()).isEqualTo("embeddings");
    assertThat(call.platform()).isEqualTo(platform);
    assertThat(Objects.requireNonNull(call.usage()).model().requested()).isEqualTo(model);
    assertThat(Objects.requireNonNull(call.usage()).tokens())
        .isEqualTo(new Tokens(8L, null, null, null, null, null, null));
  }

  @Test
  void embeddings_of_a_clipped_answer_have_the_tokens_that_stand_at_its_end() {
    String answer =
        "{\"object\":\"list\",\"data\":[{\"embedding\":[0.1,0.2]},{\"embedding\":[0.3]}],"
            + "\"model\":\"text-embedding-3-small\",\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}\n";
    Raw raw =
        Raw.post("https://api.openai.com/v1/embeddings", "{\"model\":\"m\",\"input\":\"a\"}")
            .answer(200, answer);
    for (int to : new int[] {answer.indexOf("0.3"), answer.indexOf("\"usage"), 60}) {
      Call.Usage usage = Objects.requireNonNull(WireIntakeTest.call(raw.gap(50, to)).usage());
      assertThat(usage.tokens()).isEqualTo(new Tokens(8L, null, null, null, null, null, null));
    }
    assertThat(WireIntakeTest.call(raw.gap(50, answer.indexOf("0.3"))).usage())
        .satisfies(usage ->
            assertThat(Objects.requireNonNull(usage).model().responded())
                .isEqualTo("text-embedding-3-small"));
    assertThat(WireIntakeTest.call(raw.gap(50, answer.length())).usage())
        .satisfies(
            usage -> assertThat(Objects.requireNonNull(usage).tokens()).isEqualTo(Tokens.UNKNOWN));
  }

  @Test
  void transcription() {
    String form =
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.ogg\"\r\nContent-Type: audio/ogg\r\n\r\n\u0000\u0001\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\ngpt-4o-transcribe\r\n--b--\r\n";
    Draft draft =
        WireIntakeTest.draft(
            Raw.post("https://api.openai.com/v1/audio/transcriptions", form)
                .answer(
                    200,
                    "{\"text\":\"Bom dia\",\"usage\":{\"type\":\"tokens\",\"input_tokens\":14,\"input_token_details\":{\"audio_tokens\":14,\"text_tokens\":0},\"output_tokens\":3}}"));
    Call call = Objects.requireNonNull(draft.span().call());
    assertThat(call.operation()).isEqualTo("transcription");
    assertThat(Objects.requireNonNull(call.usage()).model().requested())
        .isEqualTo("gpt-4o-transcribe");
    assertThat(Objects.requireNonNull(call.usage()).tokens())
        .isEqualTo(new Tokens(14L, 3L, null, null, null, 14L, null));
    assertThat(draft.said().getLast().message().parts()).containsExactly(new Part.Text("Bom dia"));
  }

  private static final String MESSAGES =
      "https://graph.facebook.com/v23.0/106540352242922/messages";

  @Test
  void whatsApp() {
    Draft draft =
        WireIntakeTest.draft(
            Raw.post(
                    MESSAGES,
                    "{\"messaging_product\":\"whatsapp\",\"to\":\"5511987654321\",\"type\":\"text\",\"text\":{\"body\":\"Ol\u00e1!\"}}")
                .answer(
                    200,
                    "{\"messaging_product\":\"whatsapp\",\"contacts\":[],\"messages\":[{\"id\":\"wamid.HBg\"}]}"));
    Call call = Objects.requireNonNull(draft.span().call());
    assertThat(call.platform()).isEqualTo("whatsapp");
    assertThat(call.kind()).isEqualTo(CallKind.HTTP);
    assertThat(call.source().dialect()).isEqualTo("whatsapp-cloud");
    assertThat(draft.said())
        .singleElement()
        .satisfies(
            said -> assertThat(said.message().parts()).containsExactly(new Part.Text("Ol\u00e1!")));
  }

  @Test
  void whatsAppFailsByCodeAndNotByStatus() {
    Call call =
        WireIntakeTest.call(
            Raw.post(MESSAGES, "{\"type\":\"template\",\"template\":{\"name\":\"t\"}}")
                .answer(
                    400,
                    "{\"error\":{\"message\":\"(#131056) too fast\",\"type\":\"OAuthException\",\"code\":131056,\"error_data\":{\"details\":\"pair limit\"}}}"));
    assertThat(call.outcome())
        .isEqualTo(
            new Outcome.Failed(Cause.UNKNOWN, 400, "131056: (#131056) too fast; pair limit"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"fault":{"code":900908,"message":"Resource forbidden","description":"no subscription"}} | 900908: Resource forbidden; no subscription
          {"error":"invalid_client","error_description":"Client Authentication failed."} | invalid_client: Client Authentication failed.
          {"codigo":"ERRO-1","mensagem":"CPF inexistente"} | ERRO-1: CPF inexistente
          {"status":403,"mensagens":[{"codigo":"[AcessoNegado-ICGERENCIADOR-022]","texto":"Acesso negado"}]} | [AcessoNegado-ICGERENCIADOR-022]: Acesso negado
          """)
  void serproTellsItsErrorsInFourWays(String body, String detail) {
    Call call =
        WireIntakeTest.call(
            Raw.post("https://gateway.apiserpro.serpro.gov.br/token", "grant_type=x")
                .answer(403, body));
    assertThat(call.platform()).isEqualTo("serpro");
    assertThat(call.outcome()).isEqualTo(new Outcome.Failed(Cause.UNKNOWN, 403, detail));
  }

  @Test
  void aPlainErrorIsReadWhereItIsWrittenAsMostAre() {
    Call call =
        WireIntakeTest.call(
            Raw.post("https://api.example.org/v1/x", "{}")
                .answer(422, "{\"error\":{\"code\":\"bad_field\",\"message\":\"no\"}}"));
    assertThat(call.outcome()).isEqualTo(new Outcome.Failed(Cause.UNKNOWN, 422, "bad_field: no"));
  }
}
