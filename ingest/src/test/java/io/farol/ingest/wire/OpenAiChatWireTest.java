// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Draft;
import io.farol.flow.RawExchange;
import io.farol.model.Call;
import io.farol.model.Cause;
import io.farol.model.Direction;
import io.farol.model.Message;
import io.farol.model.Model;
import io.farol.model.Outcome;
import io.farol.model.Part;
import io.farol.model.Tokens;
import io.farol.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiChatWireTest {

  private static final String URL = "https://api.openai.com/v1/chat/completions";

  private static final String REQUEST =
      """
      {"model":"gpt-4.1","temperature":0.2,"tools":[{"type":"function","function":{"name":"cpf"}}],
       "messages":[{"role":"system","content":"Seja breve."},
                   {"role":"user","content":[{"type":"text","text":"Oi"}]},
                   {"role":"assistant","content":null,"tool_calls":[{"id":"c0","type":"function","function":{"name":"cpf","arguments":"{}"}}]},
                   {"role":"tool","tool_call_id":"c0","content":"regular"}]}
      """;

  private static final String ANSWER =
      """
      {"id":"chatcmpl-1","object":"chat.completion","model":"gpt-4.1-2025-04-14","service_tier":"priority",
       "choices":[{"index":0,"message":{"role":"assistant","content":"Olá, já vejo.","refusal":null,
         "tool_calls":[{"id":"c1","type":"function","function":{"name":"cpf","arguments":"{\\"n\\":1}"}},
                       {"id":"c2","type":"function","function":{"name":"cnpj","arguments":"{}"}}]},
         "finish_reason":"tool_calls"}],
       "usage":{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120,
         "prompt_tokens_details":{"cached_tokens":64,"audio_tokens":0},
         "completion_tokens_details":{"reasoning_tokens":5,"audio_tokens":0}}}
      """;

  private static final String STREAM =
      """
      data: {"choices":[],"id":"","model":"","prompt_filter_results":[{"prompt_index":0}]}

      data: {"id":"chatcmpl-1","model":"gpt-4.1-2025-04-14","service_tier":"priority","choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"finish_reason":null}]}

      data: {"id":"chatcmpl-1","model":"gpt-4.1-2025-04-14","choices":[{"index":0,"delta":{"content":"Olá, "}}]}

      data: {"id":"chatcmpl-1","model":"gpt-4.1-2025-04-14","choices":[{"index":0,"delta":{"content":"já vejo."}}]}

      data: {"id":"chatcmpl-1","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"cpf","arguments":""}}]}}]}

      data: {"id":"chatcmpl-1","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"c2","type":"function","function":{"name":"cnpj","arguments":"{}"}},{"index":0,"function":{"arguments":"{\\"n\\":"}}]}}]}

      data: {"id":"chatcmpl-1","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"1}"}}]}}]}

      data: {"id":"chatcmpl-1","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

      data: {"id":"chatcmpl-1","choices":[],"usage":{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120,"prompt_tokens_details":{"cached_tokens":64,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":5,"audio_tokens":0}}}

      data: [DONE]

      """;

  private static Call.Usage usage(Draft draft) {
    return Objects.requireNonNull(Objects.requireNonNull(draft.span().call()).usage());
  }

  @Test
  void readsModelTokensToolsAndMessages() {
    Draft draft = WireIntakeTest.draft(Raw.post(URL, REQUEST).answer(200, ANSWER));
    assertThat(usage(draft))
        .isEqualTo(
            new Call.Usage(
                new Model("openai", "gpt-4.1", "gpt-4.1-2025-04-14"),
                new Tokens(100L, 20L, 64L, null, 5L, 0L, 0L),
                null,
                List.of("tool_call"),
                "chatcmpl-1",
                "priority"));
    assertThat(draft.said())
        .containsExactly(
            in("system", new Part.Text("Seja breve.")),
            in("user", new Part.Text("Oi")),
            in("assistant", new Part.ToolCall("c0", "cpf", "{}")),
            in("tool", new Part.ToolResult("c0", "regular")),
            new Draft.Said(
                Direction.OUTPUT,
                new Message(
                    "assistant",
                    List.of(
                        new Part.Text("Olá, já vejo."),
                        new Part.ToolCall("c1", "cpf", "{\"n\":1}"),
                        new Part.ToolCall("c2", "cnpj", "{}")))));
    assertThat(draft.span().detail().attributes()).doesNotContainKey("gen_ai.input.messages");
  }

  private static Draft.Said in(String role, Part part) {
    return new Draft.Said(Direction.INPUT, new Message(role, List.of(part)));
  }

  @Test
  void aStreamReadsTheSame() {
    Draft whole = WireIntakeTest.draft(Raw.post(URL, REQUEST).answer(200, ANSWER));
    Draft streamed = WireIntakeTest.draft(Raw.post(URL, REQUEST).stream(STREAM));
    assertThat(streamed.said()).isEqualTo(whole.said());
    Call.Usage expected = usage(whole);
    assertThat(usage(streamed))
        .isEqualTo(
            new Call.Usage(
                expected.model(),
                expected.tokens(),
                200_000_000L,
                expected.finishReasons(),
                expected.responseId(),
                expected.serviceTier()));
  }

  @Test
  void aStreamIsKnownWithoutItsType() {
    Draft streamed = WireIntakeTest.draft(Raw.post(URL, REQUEST).answer(200, STREAM));
    assertThat(usage(streamed).tokens().output()).isEqualTo(20);
  }

  @Test
  void aStreamCutShortKeepsWhatCameAndReportsNoTokens() {
    String cut = STREAM.substring(0, STREAM.indexOf("já vejo."));
    Draft draft =
        WireIntakeTest.draft(
            Raw.post(URL, REQUEST).stream(cut)
                .ended(new RawExchange.Ending.Broken(Cause.RESET, "cut")));
    assertThat(draft.said().getLast().message().parts()).containsExactly(new Part.Text("Olá, "));
    assertThat(usage(draft).tokens()).isEqualTo(Tokens.UNKNOWN);
    assertThat(usage(draft).model().responded()).isEqualTo("gpt-4.1-2025-04-14");
  }

  @Test
  void aClippedStreamKeepsWhatItsLastEventsSay() {
    int from = STREAM.indexOf("já vejo.");
    int to = STREAM.indexOf("arguments", STREAM.indexOf("c2"));
    Draft draft = WireIntakeTest.draft(Raw.post(URL, REQUEST).stream(STREAM).gap(from, to));
    assertThat(draft.said().getLast().message().parts()).containsExactly(new Part.Text("Olá, "));
    assertThat(usage(draft).tokens()).isEqualTo(new Tokens(100L, 20L, 64L, null, 5L, 0L, 0L));
    assertThat(usage(draft).finishReasons()).containsExactly("tool_call");
    assertThat(draft.span().detail().attributes())
        .containsEntry("farol.capture.response", Value.of("clipped"));
  }

  /// Wherever the gap is, nothing is said that was not said.
  @Test
  void whereverAStreamIsClipped() {
    Draft whole = WireIntakeTest.draft(Raw.post(URL, REQUEST).stream(STREAM));
    Tokens all = usage(whole).tokens();
    byte[] stream = STREAM.getBytes(StandardCharsets.UTF_8);
    for (int from = 1; from < stream.length; from += 7) {
      for (int to = from + 1; to < stream.length; to += 11) {
        Draft draft = WireIntakeTest.draft(Raw.post(URL, REQUEST).stream(STREAM).gap(from, to));
        assertThat(usage(draft).tokens()).isIn(all, Tokens.UNKNOWN);
        draft.said().getLast().message().parts().stream()
            .filter(Part.Text.class::isInstance)
            .forEach(part -> assertThat("Olá, já vejo.Oi").contains(((Part.Text) part).text()));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://x.openai.azure.com/openai/deployments/my-gpt/chat/completions?api-version=2024-10-21, azure-openai, my-gpt",
    "https://x.openai.azure.com/openai/v1/chat/completions, azure-openai, gpt-4.1",
    "https://api.openai.com/v1/chat/completions, openai, gpt-4.1",
    "https://api.groq.com/openai/v1/chat/completions, groq, gpt-4.1",
    "https://api.deepseek.com/chat/completions, deepseek, gpt-4.1"
  })
  void recognisesWhoAnswers(String url, String platform, String model) {
    String request = url.contains("deployments") ? "{\"messages\":[]}" : REQUEST;
    Call call = WireIntakeTest.call(Raw.post(url, request).answer(200, ANSWER));
    assertThat(call.platform()).isEqualTo(platform);
    assertThat(Objects.requireNonNull(call.usage()).model().requested()).isEqualTo(model);
    assertThat(call.integration()).isEqualTo(platform + "/" + model);
  }

  @Test
  void aHostNobodyKnowsIsItsOwnParty() {
    Call call =
        WireIntakeTest.call(
            Raw.post("https://llm.example.org/v1/chat/completions", REQUEST).answer(200, ANSWER));
    assertThat(call.platform()).isNull();
    assertThat(call.integration()).isEqualTo("llm.example.org/gpt-4.1");
  }

  @Test
  void anErrorHasTheProvidersCode() {
    Call call =
        WireIntakeTest.call(
            Raw.post(URL, REQUEST)
                .answer(
                    404,
                    "{\"error\":{\"code\":\"DeploymentNotFound\",\"message\":\"It does not exist.\"}}"));
    assertThat(call.outcome())
        .isEqualTo(
            new Outcome.Failed(Cause.UNKNOWN, 404, "DeploymentNotFound: It does not exist."));
  }

  private static String stream(String... events) {
    return String.join(
        "", java.util.Arrays.stream(events).map(e -> "data: " + e + "\n\n").toList());
  }

  @Test
  void aCallOfAFunctionInTheOldFormIsPutTogether() {
    Draft draft =
        WireIntakeTest.draft(
            Raw.post(
                URL,
                "{\"model\":\"gpt-3.5-turbo\",\"functions\":[{\"name\":\"cpf\"}],\"messages\":[]}")
                .stream(
                    stream(
                        "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":null,\"function_call\":{\"name\":\"cpf\",\"arguments\":\"\"}}}]}",
                        "{\"choices\":[{\"index\":0,\"delta\":{\"function_call\":{\"arguments\":\"{\\\"n\\\":\"}}}]}",
                        "{\"choices\":[{\"index\":0,\"delta\":{\"function_call\":{\"arguments\":\"1}\"}}}]}",
                        "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"function_call\"}]}",
                        "[DONE]")));
    assertThat(draft.said().getLast().message().parts())
        .containsExactly(new Part.ToolCall(null, "cpf", "{\"n\":1}"));
    assertThat(draft.span().detail().attributes()).containsKey("gen_ai.tool.definitions");
  }

  /// The same in a stream and at once: what was heard is text, the sound a reference.
  @Test
  void aSpokenAnswerReadsAsItsTranscript() {
    String request =
        "{\"model\":\"gpt-4o-audio-preview\",\"modalities\":[\"text\",\"audio\"],\"messages\":[]}";
    Draft streamed =
        WireIntakeTest.draft(
            Raw.post(URL, request).stream(
                stream(
                    "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"audio\":{\"id\":\"audio_1\",\"transcript\":\"Bom \"}}}]}",
                    "{\"choices\":[{\"index\":0,\"delta\":{\"audio\":{\"data\":\"UklGRg==\"}}}]}",
                    "{\"choices\":[{\"index\":0,\"delta\":{\"audio\":{\"transcript\":\"dia\",\"expires_at\":1}},\"finish_reason\":\"stop\"}]}")));
    Draft whole =
        WireIntakeTest.draft(
            Raw.post(URL, request)
                .answer(
                    200,
                    "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null,\"audio\":{\"id\":\"audio_1\",\"data\":\"UklGRg==\",\"transcript\":\"Bom dia\",\"expires_at\":1}},\"finish_reason\":\"stop\"}]}"));
    assertThat(whole.said().getLast().message().parts())
        .containsExactly(new Part.Text("Bom dia"), new Part.Media("audio", null, null, "audio_1"));
    assertThat(streamed.said()).isEqualTo(whole.said());
  }

  @Test
  void twoAnswersAreTwoMessagesWithAReasonEach() {
    Draft draft =
        WireIntakeTest.draft(
            Raw.post(URL, REQUEST).stream(
                stream(
                    "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}",
                    "{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"b\"}}]}",
                    "{\"choices\":[{\"index\":1,\"delta\":{},\"finish_reason\":\"length\"}]}",
                    "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}")));
    assertThat(usage(draft).finishReasons()).containsExactly("stop", "length");
    assertThat(draft.said().subList(draft.said().size() - 2, draft.said().size()))
        .extracting(said -> said.message().parts())
        .containsExactly(List.of(new Part.Text("a")), List.of(new Part.Text("b")));
  }

  /// Groq, Moonshot, DeepSeek, and those who repeat it in every chunk.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"x_groq":{"id":"r","usage":{"prompt_tokens":7,"completion_tokens":3}}} | 7 | 3 |
          {"choices":[{"index":0,"delta":{},"finish_reason":"stop","usage":{"prompt_tokens":7,"completion_tokens":3,"cached_tokens":2}}]} | 7 | 3 | 2
          {"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3,"prompt_cache_hit_tokens":4,"prompt_cache_miss_tokens":3}} | 7 | 3 | 4
          """)
  void usageIsFoundWhereOthersPutIt(String last, long input, long output, Long cached) {
    Draft draft =
        WireIntakeTest.draft(
            Raw.post(URL, REQUEST).stream(
                ": keep-alive\r\n\r\n"
                    + "data:{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}],\"usage\":null}\r\n\r\n"
                    + "data:"
                    + last
                    + "\r\n\r\n"));
    assertThat(usage(draft).tokens())
        .isEqualTo(new Tokens(input, output, cached, null, null, null, null));
  }

  /// Mistral's reasoning models write content in pieces with a type.
  @Test
  void thoughtsInTheContentAreNoText() {
    Draft draft =
        WireIntakeTest.draft(
            Raw.post(URL, REQUEST).stream(
                stream(
                    "{\"choices\":[{\"index\":0,\"delta\":{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"Hm\"}]}]}}]}",
                    "{\"choices\":[{\"index\":0,\"delta\":{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\".\"}]}]}}]}",
                    "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Oi\"},\"finish_reason\":\"stop\"}]}")));
    Draft whole =
        WireIntakeTest.draft(
            Raw.post(URL, REQUEST)
                .answer(
                    200,
                    "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"Hm.\"}]},{\"type\":\"text\",\"text\":\"Oi\"}]},\"finish_reason\":\"stop\"}]}"));
    assertThat(draft.said().getLast().message().parts())
        .containsExactly(new Part.Reasoning("Hm."), new Part.Text("Oi"));
    assertThat(whole.said().getLast()).isEqualTo(draft.said().getLast());
  }

  /// Some number all calls 0, some do not number them; a call that goes on may have another id.
  @ParameterizedTest
  @ValueSource(strings = {"\"index\":0,", ""})
  void callsOfToolsAreToldApartByTheirIds(String index) {
    Draft draft =
        WireIntakeTest.draft(
            Raw.post(URL, REQUEST).stream(
                stream(
                    "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{"
                        + index
                        + "\"id\":\"a\",\"function\":{\"name\":\"cpf\",\"arguments\":\"{\"}}]}}]}",
                    "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{"
                        + index
                        + "\"function\":{\"arguments\":\"}\"}}]}}]}",
                    "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{"
                        + index
                        + "\"id\":\"b\",\"function\":{\"name\":\"cnpj\",\"arguments\":\"{}\"}}]}}]}")));
    assertThat(draft.said().getLast().message().parts())
        .containsExactly(new Part.ToolCall("a", "cpf", "{}"), new Part.ToolCall("b", "cnpj", "{}"));
  }

  /// An answer that has begun cannot change its status any more.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"error":{"message":"The server had an error","type":"server_error","code":null}} | server_error | server_error
          {"error":{"message":"quota","code":429}} | 429 | error
          {"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error","error":{"code":502,"message":"upstream"}}]} | 502 | error
          {"error":"out of memory"} | | error
          """)
  void anErrorInTheMiddleOfAStreamIsOne(String event, String code, String type) {
    Told told = new Told();
    OpenAiChatWire wire = new OpenAiChatWire();
    wire.response(
        wire.joined(
            ServerEvents.of(
                stream("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}", event))),
        told);
    assertThat(told.providerCode).isEqualTo(code);
    assertThat(told.errorType).isEqualTo(type);
    assertThat(told.errorMessages).hasSize(1);
  }

  /// What stands around the model may refuse in words of its own.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"object":"error","message":"Unknown model","type":"invalid_model","param":null,"code":"1500"} | 1500: Unknown model
          {"message":"Unauthorized","request_id":"1"} | null: Unauthorized
          {"detail":[{"type":"missing","loc":["body","model"],"msg":"Field required"}]} | null: Field required
          {"detail":"Not authenticated"} | null: Not authenticated
          {"statusCode":401,"message":"Access denied due to missing subscription key."} | null: Access denied due to missing subscription key.
          [{"error":{"code":400,"message":"API key not valid","status":"INVALID_ARGUMENT"}}] | 400: API key not valid
          {"code":"The caller does not have permission","error":"Team is blocked"} | The caller does not have permission: Team is blocked
          {"error":{"message":"filtered","type":null,"code":"","innererror":{"code":"ResponsibleAIPolicyViolation"}}} | ResponsibleAIPolicyViolation: filtered
          """)
  void anErrorIsReadInWhateverWords(String body, String detail) {
    assertThat(WireIntakeTest.call(Raw.post(URL, REQUEST).answer(422, body)).outcome())
        .isEqualTo(new Outcome.Failed(Cause.UNKNOWN, 422, detail));
  }

  @Test
  void anErrorThatCallsItselfAStreamIsReadAsWhatItIs() {
    Raw raw = Raw.post(URL, REQUEST).stream("{\"error\":{\"code\":\"x\",\"message\":\"no\"}}");
    assertThat(Body.isStream(raw.exchange().response(), "{\"error\":{}}")).isFalse();
    assertThat(Body.isStream(raw.exchange().response(), "data: {}")).isTrue();
  }
}
