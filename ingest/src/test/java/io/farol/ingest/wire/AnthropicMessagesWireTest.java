// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Draft;
import io.farol.model.Call;
import io.farol.model.Cause;
import io.farol.model.Model;
import io.farol.model.Outcome;
import io.farol.model.Part;
import io.farol.model.Tokens;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AnthropicMessagesWireTest {

  private static final String URL = "https://api.anthropic.com/v1/messages";

  private static final String REQUEST =
      """
      {"model":"claude-sonnet-4-5","max_tokens":100,"system":"Seja breve.",
       "messages":[{"role":"user","content":"Oi"}],"metadata":{"user_id":"u1"}}
      """;

  private static final String ANSWER =
      """
      {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929",
       "content":[{"type":"thinking","thinking":"Hm.","signature":"s"},{"type":"text","text":"Bom dia."},
                  {"type":"tool_use","id":"toolu_1","name":"cpf","input":{"n":1}}],
       "stop_reason":"tool_use",
       "usage":{"input_tokens":10,"cache_creation_input_tokens":5,"cache_read_input_tokens":100,"output_tokens":7}}
      """;

  private static final String STREAM =
      """
      event: message_start
      data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929","content":[],"stop_reason":null,"usage":{"input_tokens":10,"cache_creation_input_tokens":5,"cache_read_input_tokens":100,"output_tokens":1}}}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

      event: ping
      data: {"type":"ping"}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm."}}

      event: content_block_start
      data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Bom "}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"dia."}}

      event: content_block_start
      data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_1","name":"cpf","input":{}}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\\"n\\":"}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"1}"}}

      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":7}}

      event: message_stop
      data: {"type":"message_stop"}

      """;

  private static Call.Usage usage(Draft draft) {
    return Objects.requireNonNull(Objects.requireNonNull(draft.span().call()).usage());
  }

  @Test
  void theWholeInputHoldsTheCachedParts() {
    Draft draft = WireIntakeTest.draft(Raw.post(URL, REQUEST).answer(200, ANSWER));
    assertThat(usage(draft))
        .isEqualTo(
            new Call.Usage(
                new Model("anthropic", "claude-sonnet-4-5", "claude-sonnet-4-5-20250929"),
                new Tokens(115L, 7L, 100L, 5L, null, null, null),
                null,
                List.of("tool_call"),
                "msg_1",
                null));
    assertThat(draft.said().getLast().message().parts())
        .containsExactly(
            new Part.Reasoning("Hm."),
            new Part.Text("Bom dia."),
            new Part.ToolCall("toolu_1", "cpf", "{\"n\":1}"));
  }

  @Test
  void aStreamReadsTheSame() {
    Draft streamed = WireIntakeTest.draft(Raw.post(URL, REQUEST).stream(STREAM));
    Draft whole = WireIntakeTest.draft(Raw.post(URL, REQUEST).answer(200, ANSWER));
    assertThat(streamed.said()).isEqualTo(whole.said());
    assertThat(usage(streamed).tokens()).isEqualTo(usage(whole).tokens());
    assertThat(usage(streamed).finishReasons()).isEqualTo(usage(whole).finishReasons());
    assertThat(usage(streamed).responseId()).isEqualTo("msg_1");
  }

  @Test
  void aClippedStreamKeepsWhatItsLastEventsSay() {
    Draft clipped =
        WireIntakeTest.draft(
            Raw.post(URL, REQUEST).stream(STREAM)
                .gap(STREAM.indexOf("dia."), STREAM.indexOf("toolu_1")));
    assertThat(usage(clipped).tokens()).isEqualTo(new Tokens(115L, 7L, 100L, 5L, null, null, null));
    assertThat(usage(clipped).finishReasons()).containsExactly("tool_call");
    assertThat(clipped.said().getLast().message().parts())
        .containsExactly(new Part.Reasoning("Hm."), new Part.Text("Bom "));
  }

  @Test
  void anErrorHasItsType() {
    Call call =
        WireIntakeTest.call(
            Raw.post(URL, REQUEST)
                .answer(
                    529,
                    "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}"));
    assertThat(call.outcome())
        .isEqualTo(new Outcome.Failed(Cause.UNKNOWN, 529, "overloaded_error: Overloaded"));
  }

  private static final String SERVED =
      """
      event: message_start
      data: {"type":"message_start","message":{"id":"msg_2","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929","content":[],"usage":{"input_tokens":10,"cache_creation_input_tokens":4,"cache_read_input_tokens":0,"cache_creation":{"ephemeral_5m_input_tokens":4,"ephemeral_1h_input_tokens":0},"output_tokens":1}}}

      event: ping
      data: {"type":"ping"}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"redacted_thinking","data":"EmwKAhgB"}}

      event: content_block_start
      data: {"type":"content_block_start","index":1,"content_block":{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{}}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\\"query\\":\\"cpf\\"}"}}

      event: content_block_start
      data: {"type":"content_block_start","index":2,"content_block":{"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"type":"web_search_result","title":"CPF"}]}}

      event: content_block_start
      data: {"type":"content_block_start","index":3,"content_block":{"type":"text","text":"","citations":[]}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":3,"delta":{"type":"citations_delta","citation":{"type":"web_search_result_location","cited_text":"x"}}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":3,"delta":{"type":"text_delta","text":"Oi"}}

      event: content_block_start
      data: {"type":"content_block_start","index":4,"content_block":{"type":"tool_use","id":"toolu_2","name":"now","input":{}}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":4,"delta":{"type":"input_json_delta","partial_json":""}}

      """;

  private static final String DELTA =
      """
      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"pause_turn","stop_sequence":null},"usage":{"input_tokens":10,"cache_creation_input_tokens":4,"cache_read_input_tokens":0,"output_tokens":20,"server_tool_use":{"web_search_requests":1}}}

      event: message_stop
      data: {"type":"message_stop"}

      """;

  @Test
  void toolsOfTheServerAndHiddenThoughtsAreReadInAStream() {
    Draft draft = WireIntakeTest.draft(Raw.post(URL, REQUEST).stream(SERVED + DELTA));
    assertThat(draft.said().getLast().message().parts())
        .containsExactly(
            new Part.ToolCall("srvtoolu_1", "web_search", "{\"query\":\"cpf\"}"),
            new Part.ToolResult(
                "srvtoolu_1", "[{\"type\":\"web_search_result\",\"title\":\"CPF\"}]"),
            new Part.Text("Oi"),
            new Part.ToolCall("toolu_2", "now", "{}"));
    assertThat(usage(draft).tokens()).isEqualTo(new Tokens(14L, 20L, 0L, 4L, null, null, null));
    assertThat(usage(draft).finishReasons()).containsExactly("pause");
  }

  @Test
  void anErrorInTheMiddleOfAStreamIsOne() {
    Told told = new Told();
    AnthropicMessagesWire wire = new AnthropicMessagesWire();
    wire.response(
        wire.joined(
            ServerEvents.of(
                SERVED
                    + "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n")),
        told);
    assertThat(told.providerCode).isEqualTo("overloaded_error");
    assertThat(told.errorType).isEqualTo("overloaded_error");
    assertThat(told.tokens.input()).isEqualTo(14L);
  }
}
