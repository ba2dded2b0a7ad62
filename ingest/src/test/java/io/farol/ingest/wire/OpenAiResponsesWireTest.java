// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Draft;
import io.farol.flow.RawExchange;
import io.farol.model.Call;
import io.farol.model.Cause;
import io.farol.model.Model;
import io.farol.model.Outcome;
import io.farol.model.Part;
import io.farol.model.Tokens;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenAiResponsesWireTest {

  private static final String URL = "https://api.openai.com/v1/responses";

  private static final String REQUEST =
      """
      {"model":"gpt-5","instructions":"Seja breve.","conversation":{"id":"conv_1"},
       "input":[{"role":"user","content":[{"type":"input_text","text":"Oi"}]},
                {"type":"function_call","id":"fc_0","call_id":"call_0","name":"cpf","arguments":"{}"},
                {"type":"function_call_output","call_id":"call_0","output":"regular"}]}
      """;

  private static final String ANSWER =
      """
      {"id":"resp_1","status":"completed","model":"gpt-5-2025-08-07","service_tier":"default",
       "output":[{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"Hm."}]},
                 {"type":"message","id":"msg_1","role":"assistant","content":[{"type":"output_text","text":"Bom dia."}]},
                 {"type":"function_call","id":"fc_1","call_id":"call_1","name":"cnpj","arguments":"{}"}],
       "usage":{"input_tokens":50,"input_tokens_details":{"cached_tokens":10},
                "output_tokens":30,"output_tokens_details":{"reasoning_tokens":20},"total_tokens":80}}
      """;

  private static Call.Usage usage(Draft draft) {
    return Objects.requireNonNull(Objects.requireNonNull(draft.span().call()).usage());
  }

  @Test
  void readsModelsTokensItemsAndConversation() {
    Draft draft = WireIntakeTest.draft(Raw.post(URL, REQUEST).answer(200, ANSWER));
    assertThat(usage(draft))
        .isEqualTo(
            new Call.Usage(
                new Model("openai", "gpt-5", "gpt-5-2025-08-07"),
                new Tokens(50L, 30L, 10L, null, 20L, null, null),
                null,
                List.of("tool_call"),
                "resp_1",
                null));
    assertThat(Objects.requireNonNull(draft.span().call()).conversationId()).isEqualTo("conv_1");
    assertThat(draft.said())
        .extracting(said -> said.message().role() + " " + said.message().parts())
        .containsExactly(
            "system " + List.of(new Part.Text("Seja breve.")),
            "user " + List.of(new Part.Text("Oi")),
            "assistant " + List.of(new Part.ToolCall("call_0", "cpf", "{}")),
            "tool " + List.of(new Part.ToolResult("call_0", "regular")),
            "assistant "
                + List.of(
                    new Part.Reasoning("Hm."),
                    new Part.Text("Bom dia."),
                    new Part.ToolCall("call_1", "cnpj", "{}")));
  }

  @Test
  void aStreamReadsTheSame() {
    String oneLine = ANSWER.replace("\n", "");
    Draft streamed =
        WireIntakeTest.draft(
            Raw.post(URL, REQUEST).stream(
                "event: response.created\ndata: {\"type\":\"response.created\",\"response\":{\"id\":\"resp_1\"}}\n\n"
                    + "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":"
                    + oneLine
                    + "}\n\n"));
    Draft whole = WireIntakeTest.draft(Raw.post(URL, REQUEST).answer(200, ANSWER));
    assertThat(streamed.said()).isEqualTo(whole.said());
    assertThat(usage(streamed).tokens()).isEqualTo(usage(whole).tokens());
    assertThat(usage(streamed).finishReasons()).isEqualTo(usage(whole).finishReasons());
  }

  @Test
  void aClippedStreamIsWholeWhereItsLastEventIs() {
    String begin =
        "data: {\"type\":\"response.created\",\"response\":{\"id\":\"resp_1\"}}\n\n"
            + "data: {\"type\":\"response.output_text.delta\",\"output_index\":0,\"delta\":\"Bom \"}\n\n";
    String stream =
        begin
            + "data: {\"type\":\"response.completed\",\"response\":"
            + ANSWER.replace("\n", "")
            + "}\n\n";
    Draft clipped =
        WireIntakeTest.draft(
            Raw.post(URL, REQUEST).stream(stream).gap(begin.length() - 9, begin.length() - 3));
    Draft whole = WireIntakeTest.draft(Raw.post(URL, REQUEST).answer(200, ANSWER));
    assertThat(clipped.said()).isEqualTo(whole.said());
    assertThat(usage(clipped).tokens()).isEqualTo(usage(whole).tokens());
  }

  @Test
  void aStreamCutShortKeepsWhatCame() {
    Draft draft =
        WireIntakeTest.draft(
            Raw.post(URL, REQUEST).stream(
                    """
                    data: {"type":"response.created","response":{"id":"resp_1","model":"gpt-5-2025-08-07","status":"in_progress"}}

                    data: {"type":"response.output_text.delta","output_index":0,"delta":"Bom "}

                    data: {"type":"response.output_text.delta","output_index":0,"delta":"dia"}

                    """)
                .ended(new RawExchange.Ending.Broken(Cause.RESET, "cut")));
    assertThat(draft.said().getLast().message().parts()).containsExactly(new Part.Text("Bom dia"));
    assertThat(usage(draft).tokens()).isEqualTo(Tokens.UNKNOWN);
    assertThat(usage(draft).model().responded()).isEqualTo("gpt-5-2025-08-07");
  }

  private static Draft streamed(String... events) {
    StringBuilder stream = new StringBuilder();
    for (String event : events) {
      stream.append("data: ").append(event).append("\n\n");
    }
    return WireIntakeTest.draft(Raw.post(URL, REQUEST).stream(stream.toString()));
  }

  @Test
  void whatTheProviderRunsItselfIsACallOfATool() {
    Draft draft =
        WireIntakeTest.draft(
            Raw.post(URL, REQUEST)
                .answer(
                    200,
                    """
                    {"id":"resp_1","status":"completed","model":"gpt-5","output":[
                      {"type":"web_search_call","id":"ws_1","status":"completed","action":{"type":"search","query":"cpf"}},
                      {"type":"mcp_call","id":"mcp_1","server_label":"x","name":"roll","arguments":"{}","output":"4"},
                      {"type":"image_generation_call","id":"ig_1","status":"completed","result":"iVBORw0KGgo="},
                      {"type":"custom_tool_call","call_id":"c_1","name":"sql","input":"select 1"}]}
                    """));
    assertThat(draft.said().getLast().message().parts())
        .containsExactly(
            new Part.ToolCall("ws_1", "web_search", "{\"type\":\"search\",\"query\":\"cpf\"}"),
            new Part.ToolCall("mcp_1", "roll", "{}"),
            new Part.ToolResult("mcp_1", "4"),
            new Part.ToolCall("ig_1", "image_generation", ""),
            new Part.ToolCall("c_1", "sql", "select 1"));
    assertThat(usage(draft).finishReasons()).containsExactly("tool_call");
  }

  @Test
  void everyKindOfItemOfAStreamCutShortKeepsWhatCame() {
    Draft draft =
        streamed(
            "{\"type\":\"response.created\",\"response\":{\"id\":\"resp_1\",\"model\":\"gpt-5\",\"output\":[]}}",
            "{\"type\":\"response.output_item.added\",\"output_index\":0,\"item\":{\"type\":\"reasoning\",\"id\":\"rs\",\"summary\":[]}}",
            "{\"type\":\"response.reasoning_summary_text.delta\",\"output_index\":0,\"delta\":\"Hm\"}",
            "{\"type\":\"response.reasoning_summary_text.delta\",\"output_index\":0,\"delta\":\".\"}",
            "{\"type\":\"response.output_item.added\",\"output_index\":1,\"item\":{\"type\":\"function_call\",\"call_id\":\"c1\",\"name\":\"cpf\",\"arguments\":\"\"}}",
            "{\"type\":\"response.function_call_arguments.delta\",\"output_index\":1,\"delta\":\"{\\\"n\\\":\"}",
            "{\"type\":\"response.output_item.added\",\"output_index\":2,\"item\":{\"type\":\"message\",\"role\":\"assistant\",\"content\":[]}}",
            "{\"type\":\"response.refusal.delta\",\"output_index\":2,\"delta\":\"Não\"}");
    assertThat(draft.said().getLast().message().parts())
        .containsExactly(
            new Part.Reasoning("Hm."),
            new Part.ToolCall("c1", "cpf", "{\"n\":"),
            new Part.Refusal("Não"));
  }

  @Test
  void anIncompleteAnswerSaysWhyAndWhatItTook() {
    Draft draft =
        streamed(
            "{\"type\":\"response.incomplete\",\"response\":{\"id\":\"resp_1\",\"status\":\"incomplete\",\"model\":\"gpt-5\",\"incomplete_details\":{\"reason\":\"max_output_tokens\"},\"output\":[],\"usage\":{\"input_tokens\":5,\"output_tokens\":16}}}");
    assertThat(usage(draft).finishReasons()).containsExactly("length");
    assertThat(usage(draft).tokens()).isEqualTo(new Tokens(5L, 16L, null, null, null, null, null));
  }

  @Test
  void aFailureInTheMiddleOfAStreamIsOneInBothItsForms() {
    for (String event :
        List.of(
            "{\"type\":\"error\",\"code\":\"rate_limit_exceeded\",\"message\":\"slow\",\"param\":null,\"sequence_number\":3}",
            "{\"type\":\"error\",\"sequence_number\":3,\"error\":{\"type\":\"requests\",\"code\":\"rate_limit_exceeded\",\"message\":\"slow\"}}",
            "{\"type\":\"response.failed\",\"response\":{\"id\":\"r\",\"status\":\"failed\",\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"slow\"},\"output\":[]}}")) {
      Told told = new Told();
      OpenAiResponsesWire wire = new OpenAiResponsesWire();
      wire.response(wire.joined(ServerEvents.of("data: " + event + "\n\n")), told);
      assertThat(told.providerCode).isEqualTo("rate_limit_exceeded");
      assertThat(told.errorType).isNotNull();
      assertThat(told.errorMessages).containsExactly("slow");
    }
  }

  private static @Nullable String conversation(
      WireIntake intake, @Nullable String before, String more, String id) {
    String request =
        "{\"model\":\"gpt-5\""
            + (before == null ? "" : ",\"previous_response_id\":\"" + before + "\"")
            + more
            + "}";
    Raw raw =
        Raw.post(URL, request)
            .answer(200, "{\"id\":\"" + id + "\",\"status\":\"completed\",\"output\":[]}");
    Draft draft = intake.read(raw.exchange()).getFirst();
    return Objects.requireNonNull(draft.span().call()).conversationId();
  }

  @Test
  void turnsThatGoOnWithEachOtherAreOneDialogue() {
    WireIntake intake = new WireIntake(evidence -> new Outcome.Succeeded(evidence.httpStatus()));
    assertThat(conversation(intake, null, "", "resp_1")).isEqualTo("resp_1");
    assertThat(conversation(intake, "resp_1", "", "resp_2")).isEqualTo("resp_1");
    assertThat(conversation(intake, "resp_2", "", "resp_3")).isEqualTo("resp_1");
    assertThat(conversation(intake, "resp_2", "", "resp_3b")).isEqualTo("resp_1");
    assertThat(conversation(intake, null, ",\"conversation\":\"conv_1\"", "resp_4"))
        .isEqualTo("conv_1");
    assertThat(conversation(intake, "resp_4", "", "resp_5")).isEqualTo("conv_1");
    assertThat(conversation(intake, "resp_unseen", "", "resp_6")).isEqualTo("resp_unseen");
  }

  @Test
  void anAnswerThatIsNotStoredBeginsNoDialogue() {
    Draft draft =
        WireIntakeTest.draft(
            Raw.post(URL, "{\"model\":\"gpt-5\",\"store\":false}")
                .answer(
                    200,
                    "{\"id\":\"resp_1\",\"store\":false,\"status\":\"completed\",\"output\":[]}"));
    assertThat(Objects.requireNonNull(draft.span().call()).conversationId()).isNull();
  }

  @Test
  void oldTurnsAreForgotten() {
    Turns turns = new Turns(2);
    for (int i = 1; i <= 5; i++) {
      Told told = new Told();
      told.turnBefore = "resp_" + (i - 1);
      told.turn = "resp_" + i;
      turns.join(told);
      assertThat(told.conversation()).isEqualTo("resp_0");
    }
    Told late = new Told();
    late.turnBefore = "resp_1";
    turns.join(late);
    assertThat(late.conversation()).isEqualTo("resp_1");
  }
}
