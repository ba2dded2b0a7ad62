// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.model.Message;
import io.farol.model.Part;
import io.farol.model.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageReaderTest {

  private static final String SHA_OF_123 =
      "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81";

  private static List<Message> read(String json) {
    return MessageReader.messages(Value.of(json), "user");
  }

  private static List<Part> parts(String json) {
    return read("[{\"role\":\"user\",\"parts\":[" + json + "]}]").getFirst().parts();
  }

  @Test
  void everyPartOfTheConvention() {
    assertThat(
            parts(
                """
                {"type":"text","content":"oi"},
                {"type":"reasoning","content":"penso"},
                {"type":"tool_call","id":"c1","name":"f","arguments":{"a":1,"b":[true,null]}},
                {"type":"tool_call","id":"c2","name":"g","arguments":"{\\"a\\": 1}"},
                {"type":"tool_call_response","id":"c1","response":{"x":"y"}},
                {"type":"tool_call_response","id":"c2","result":"pronto"},
                {"type":"server_tool_call","id":"s","name":"web_search","server_tool_call":{"type":"web_search"}},
                {"type":"server_tool_call_response","id":"s","server_tool_call_response":{"type":"r"}},
                {"type":"blob","modality":"image","mime_type":"image/png","content":"AQID"},
                {"type":"blob","modality":"audio","data":"AQID"},
                {"type":"file","modality":"document","file_id":"file-1"},
                {"type":"uri","modality":"video","uri":"https://x/v.mp4","mime_type":"video/mp4"},
                {"type":"file_data","uri":"gs://b/f.pdf","mime_type":"application/pdf"},
                {"type":"compaction","content":"resumo"},
                {"type":"anthropic_container_upload"},
                {"type":"mystery","value":1}
                """))
        .containsExactly(
            new Part.Text("oi"),
            new Part.Reasoning("penso"),
            new Part.ToolCall("c1", "f", "{\"a\":1,\"b\":[true,null]}"),
            new Part.ToolCall("c2", "g", "{\"a\": 1}"),
            new Part.ToolResult("c1", "{\"x\":\"y\"}"),
            new Part.ToolResult("c2", "pronto"),
            new Part.ToolCall("s", "web_search", "{\"type\":\"web_search\"}"),
            new Part.ToolResult("s", "{\"type\":\"r\"}"),
            new Part.Media("image/png", 3L, SHA_OF_123, null),
            new Part.Media("audio", 3L, SHA_OF_123, null),
            new Part.Media("document", null, null, "file-1"),
            new Part.Media("video/mp4", null, null, "https://x/v.mp4"),
            new Part.Media("application/pdf", null, null, "gs://b/f.pdf"),
            new Part.Text("resumo"),
            new Part.Text("{\"type\":\"mystery\",\"value\":1}"));
  }

  @Test
  void openAisChat() {
    assertThat(
            read(
                """
                [{"role":"developer","content":"D"},
                 {"role":"user","name":"ana","content":[{"type":"text","text":"veja"},
                   {"type":"image_url","image_url":{"url":"data:image/jpeg;base64,AQID"}},
                   {"type":"input_audio","input_audio":{"data":"AQID","format":"wav"}}]},
                 {"role":"assistant","content":null,"refusal":"não posso",
                   "tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]},
                 {"role":"tool","tool_call_id":"c","content":"ok"},
                 {"role":"assistant","reasoning_content":"r","content":"fim"},
                 {"role":"function","name":"f","content":"velho"},
                 {"role":"assistant","function_call":{"name":"f","arguments":"{}"}}]
                """))
        .containsExactly(
            Told.text("developer", "D"),
            Told.message(
                "user",
                new Part.Text("veja"),
                new Part.Media("image/jpeg", 3L, SHA_OF_123, null),
                new Part.Media("audio/wav", 3L, SHA_OF_123, null)),
            Told.message(
                "assistant", new Part.Refusal("não posso"), new Part.ToolCall("c", "f", "{}")),
            Told.message("tool", new Part.ToolResult("c", "ok")),
            Told.message("assistant", new Part.Reasoning("r"), new Part.Text("fim")),
            Told.message("tool", new Part.ToolResult(null, "velho")),
            Told.message("assistant", new Part.ToolCall(null, "f", "{}")));
  }

  @Test
  void anthropicsBlocks() {
    assertThat(
            read(
                """
                [{"role":"user","content":[
                   {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AQID"}},
                   {"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"22"}]}]},
                 {"role":"assistant","content":[{"type":"thinking","thinking":"hum","signature":"x"},
                   {"type":"tool_use","id":"t","name":"tempo","input":{"c":"SP"}}]}]
                """))
        .containsExactly(
            Told.message(
                "user",
                new Part.Media("image/png", 3L, SHA_OF_123, null),
                new Part.ToolResult("t", "22")),
            Told.message(
                "assistant",
                new Part.Reasoning("hum"),
                new Part.ToolCall("t", "tempo", "{\"c\":\"SP\"}")));
  }

  @Test
  void geminisAndBedrocksParts() {
    assertThat(
            read(
                """
                [{"role":"model","parts":[{"text":"oi"},{"text":"penso","thought":true},
                   {"functionCall":{"id":"1","name":"f","args":{"a":1}}},
                   {"functionResponse":{"id":"1","name":"f","response":{"r":2}}},
                   {"inlineData":{"mimeType":"image/png","data":"AQID"}}]},
                 {"role":"user","content":[{"text":"b"},
                   {"toolUse":{"toolUseId":"u","name":"g","input":{}}},
                   {"toolResult":{"toolUseId":"u","content":[{"text":"r"}]}},
                   {"reasoningContent":{"reasoningText":{"text":"z"}}}]}]
                """))
        .containsExactly(
            Told.message(
                "assistant",
                new Part.Text("oi"),
                new Part.Reasoning("penso"),
                new Part.ToolCall("1", "f", "{\"a\":1}"),
                new Part.ToolResult("1", "{\"r\":2}"),
                new Part.Media("image/png", 3L, SHA_OF_123, null)),
            Told.message(
                "user",
                new Part.Text("b"),
                new Part.ToolCall("u", "g", "{}"),
                new Part.ToolResult("u", "r"),
                new Part.Reasoning("z")));
  }

  @Test
  void hiddenContentLeavesAMessageWithoutParts() {
    assertThat(read("[{\"role\":\"user\"},{\"role\":\"user\",\"content\":\"\"}]"))
        .containsExactly(Told.message("user"), Told.message("user"));
  }

  @Test
  void plainTextAndTextThatIsJsonAreWhatWasSaid() {
    assertThat(read("oi")).containsExactly(Told.text("user", "oi"));
    assertThat(read("[{\"role\":\"user\",\"content\":\"[{\\\"nome\\\":\\\"Ana\\\"}]\"}]"))
        .containsExactly(Told.text("user", "[{\"nome\":\"Ana\"}]"));
  }

  @Test
  void choicesAndRolesOfOtherApis() {
    assertThat(read("[{\"index\":0,\"message\":{\"role\":\"ai\",\"content\":\"a\"}}]"))
        .containsExactly(Told.text("assistant", "a"));
    assertThat(read("{\"role\":\"human\",\"content\":\"h\"}"))
        .containsExactly(Told.text("user", "h"));
  }

  @Test
  void nestingWithoutEndIsText() {
    String deep = "[".repeat(5000) + "]".repeat(5000);

    assertThat(read(deep)).containsExactly(Told.text("user", deep));
  }

  @Test
  void bytesInAnUnknownPartAreNotKept() {
    String bytes = "QUJD".repeat(400);

    assertThat(parts("{\"type\":\"mystery\",\"data\":\"" + bytes + "\"}").toString())
        .doesNotContain("QUJDQUJD")
        .contains("1200 bytes");
  }
}
