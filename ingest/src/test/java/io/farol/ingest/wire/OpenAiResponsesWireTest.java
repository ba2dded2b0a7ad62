// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Draft;
import io.farol.flow.RawExchange;
import io.farol.model.Call;
import io.farol.model.Cause;
import io.farol.model.Model;
import io.farol.model.Part;
import io.farol.model.Tokens;
import java.util.List;
import java.util.Objects;
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
}
