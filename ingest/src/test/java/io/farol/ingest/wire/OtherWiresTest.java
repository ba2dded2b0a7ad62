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
import io.farol.model.Value;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static final String SPEECH = "https://api.openai.com/v1/audio/transcriptions";

  @Test
  void aStreamOfATranscriptionReadsAsItsEnd() {
    String deltas =
        "data: {\"type\":\"transcript.text.delta\",\"delta\":\"Bom \"}\n\n"
            + "data: {\"type\":\"transcript.text.delta\",\"delta\":\"dia\"}\n\n";
    Draft whole =
        WireIntakeTest.draft(
            Raw.post(SPEECH, "").stream(
                deltas
                    + "data: {\"type\":\"transcript.text.done\",\"text\":\"Bom dia\",\"usage\":{\"type\":\"tokens\",\"input_tokens\":14,\"input_token_details\":{\"audio_tokens\":14},\"output_tokens\":3}}\n\n"));
    assertThat(whole.said().getLast().message().parts()).containsExactly(new Part.Text("Bom dia"));
    assertThat(Objects.requireNonNull(Objects.requireNonNull(whole.span().call()).usage()).tokens())
        .isEqualTo(new Tokens(14L, 3L, null, null, null, 14L, null));
    assertThat(WireIntakeTest.draft(Raw.post(SPEECH, "").stream(deltas)).said())
        .isEqualTo(whole.said());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bom dia\naté logo\n",
        "1\n00:00:00,000 --> 00:00:01,000\nBom dia\n\n2\n00:00:01,000 --> 00:00:02,000\naté logo\n",
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nBom dia\n\n00:00:01.000 --> 00:00:02.000\naté logo\n"
      })
  void subtitlesReadAsTheirWords(String body) {
    assertThat(
            WireIntakeTest.draft(Raw.post(SPEECH, "").answer(200, body))
                .said()
                .getLast()
                .message()
                .parts())
        .containsExactly(new Part.Text("Bom dia\naté logo"));
    assertThat(WireIntakeTest.draft(Raw.post(SPEECH, "").answer(502, body)).said()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"text\":\"Oi\",\"usage\":{\"type\":\"duration\",\"seconds\":3}}",
        "{\"task\":\"transcribe\",\"language\":\"portuguese\",\"duration\":3,\"text\":\"Oi\",\"segments\":[{\"id\":0,\"text\":\"Oi\"}]}"
      })
  void howLongTheSoundWasIsKept(String answer) {
    Draft draft = WireIntakeTest.draft(Raw.post(SPEECH, "").answer(200, answer));
    assertThat(draft.span().detail().attributes())
        .containsEntry("openai.usage.seconds", Value.of(3));
    assertThat(draft.said().getLast().message().parts()).containsExactly(new Part.Text("Oi"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"to":"5511987654321","type":"location","location":{"latitude":-23.5,"longitude":-46.6,"name":"X"}} | [location]
          {"to":"5511987654321","type":"contacts","contacts":[{"name":{}},{"name":{}}]} | [contacts] 2
          {"to":"5511987654321","type":"reaction","reaction":{"message_id":"wamid.x","emoji":"👍"}} | 👍
          {"to":"5511987654321","type":"template","template":{"name":"t","components":[{"type":"body","parameters":[{"type":"text","text":"Ana"},{"type":"currency","currency":{"fallback_value":"R$ 10","code":"BRL","amount_1000":10000}}]}]}} | Ana,R$ 10
          {"to":"5511987654321","type":"interactive","interactive":{"type":"button","header":{"type":"text","text":"Boleto"},"body":{"text":"Pagar?"},"footer":{"text":"Hoje"},"action":{"buttons":[]}}} | Boleto,Pagar?,Hoje
          {"messaging_product":"whatsapp","status":"read","message_id":"wamid.x","typing_indicator":{"type":"text"}} |
          """)
  void whatIsSentOverWhatsAppIsRead(String request, String said) {
    Draft draft =
        WireIntakeTest.draft(
            Raw.post(MESSAGES, request).answer(200, "{\"messages\":[{\"id\":\"wamid.y\"}]}"));
    assertThat(
            draft.said().stream()
                .flatMap(each -> each.message().parts().stream())
                .map(part -> part instanceof Part.Text(String text) ? text : part.toString())
                .toList())
        .isEqualTo(said == null ? List.of() : List.of(said.split(",")));
  }

  @Test
  void whoHasNoNumberIsKnownByTheIdMetaGives() {
    Call call =
        WireIntakeTest.call(
            Raw.post(
                    MESSAGES,
                    "{\"recipient\":\"BR.1502576394655843\",\"type\":\"text\",\"text\":{\"body\":\"Oi\"}}")
                .answer(200, "{}"));
    assertThat(call.user()).isEqualTo("BR.1502576394655843@s.whatsapp.net");
    assertThat(call.conversationId()).isEqualTo("whatsapp BR.1502576394655843@s.whatsapp.net");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"code":"900901","message":"Invalid Credentials","description":"Make sure"} | 900901: Invalid Credentials; Make sure
          [{"code":"DV15","property":"cpf","message":"CPF inexistente"}] | DV15: CPF inexistente
          <ams:fault xmlns:ams="http://wso2.org/apimanager/security"><ams:code>900902</ams:code><ams:message>Missing Credentials</ams:message><ams:description>Invalid Credentials</ams:description></ams:fault> | 900902: Missing Credentials; Invalid Credentials
          <html><h1>502 Bad Gateway</h1></html> | null:
          """)
  void serproTellsItsErrorsInYetOtherWays(String body, String detail) {
    Call call =
        WireIntakeTest.call(
            Raw.post("https://gateway.apiserpro.serpro.gov.br/consulta-cpf-df/v2/cpf/1", "")
                .answer(401, body));
    assertThat(call.outcome())
        .isEqualTo(
            new Outcome.Failed(Cause.UNKNOWN, 401, detail.equals("null:") ? "null: " : detail));
  }
}
