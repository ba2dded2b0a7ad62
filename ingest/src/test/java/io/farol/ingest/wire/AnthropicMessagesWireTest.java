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
}
