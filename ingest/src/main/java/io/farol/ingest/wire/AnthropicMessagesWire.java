// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.flow.RawExchange;
import io.farol.ingest.dialect.JsonText;
import io.farol.model.Tokens;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Anthropic's Messages, at Anthropic and where others serve it in the same form.
///
/// | field | from |
/// |---|---|
/// | input tokens | `usage.input_tokens` + `cache_read_input_tokens` + `cache_creation_input_tokens`: Anthropic's own count leaves the cached ones out |
/// | output tokens | `usage.output_tokens`; in a stream the last `message_delta`'s |
/// | finish reason | `stop_reason` |
/// | user | `metadata.user_id` |
///
/// Source: anthropic-sdk-python 0.121.0.
final class AnthropicMessagesWire implements Wire {

  private static final Pattern PATH = Pattern.compile("(?:^|/)v1/messages/?$");

  private static final List<String> PARAMETERS =
      List.of("max_tokens", "temperature", "top_p", "top_k");

  @Override
  public String id() {
    return "anthropic-messages";
  }

  @Override
  public boolean speaks(RawExchange.Target target) {
    return target.method().equals("POST") && PATH.matcher(target.path()).find();
  }

  @Override
  public String operation() {
    return "chat";
  }

  @Override
  public void request(Value.Fields body, Told told) {
    told.put("gen_ai.request.model", Json.text(body, "model"));
    told.put("gen_ai.system_instructions", Json.at(body, "system"));
    told.put("gen_ai.input.messages", Json.at(body, "messages"));
    told.put("gen_ai.tool.definitions", Json.at(body, "tools"));
    told.put("gen_ai.request.user", Json.text(body, "metadata", "user_id"));
    told.put("gen_ai.request.stream", Json.at(body, "stream"));
    for (String parameter : PARAMETERS) {
      told.put("gen_ai.request." + parameter, Json.at(body, parameter));
    }
  }

  @Override
  public void response(Value.Fields body, Told told) {
    OpenAiErrors.read(body, told);
    told.put("gen_ai.response.model", Json.text(body, "model"));
    told.put("gen_ai.response.id", Json.text(body, "id"));
    told.put("anthropic.response.service_tier", Json.text(body, "usage", "service_tier"));
    List<Value> content = Json.items(body, "content");
    if (!content.isEmpty()) {
      Map<String, Value> message = new LinkedHashMap<>();
      message.put("role", Value.of("assistant"));
      message.put("content", new Value.Items(content));
      told.put("gen_ai.output.messages", new Value.Items(List.of(new Value.Fields(message))));
    }
    String reason = Json.text(body, "stop_reason");
    if (reason != null) {
      told.texts("gen_ai.response.finish_reasons", List.of(reason));
    }
    told.tokens = tokens(Json.at(body, "usage"));
  }

  private static Tokens tokens(@Nullable Value usage) {
    Long input = Json.count(usage, "input_tokens");
    Long read = Json.count(usage, "cache_read_input_tokens");
    Long write = Json.count(usage, "cache_creation_input_tokens");
    return new Tokens(
        input == null ? null : (Long) (input + or0(read) + or0(write)),
        Json.count(usage, "output_tokens"),
        read,
        write,
        Json.count(usage, "output_tokens_details", "thinking_tokens"),
        null,
        null);
  }

  private static long or0(@Nullable Long count) {
    return count == null ? 0 : count;
  }

  @Override
  public Value.Fields joined(Iterable<ServerEvents.Event> events) {
    Map<String, Value> whole = new LinkedHashMap<>();
    Map<String, Value> usage = new LinkedHashMap<>();
    Map<Long, Block> blocks = new TreeMap<>();
    boolean gap = false;
    for (ServerEvents.Event event : events) {
      gap |= event == ServerEvents.GAP;
      Value.Fields data = event.data();
      Long number = Json.count(data, "index");
      long index = number == null ? 0 : number;
      String type = Json.text(data, "type");
      switch (type == null ? "" : type) {
        case "message_start" -> {
          if (Json.at(data, "message") instanceof Value.Fields message) {
            whole.putAll(message.values());
            merge(usage, Json.at(message, "usage"));
          }
        }
        case "content_block_start", "content_block_delta" -> {
          if (!gap) {
            Block block = blocks.computeIfAbsent(index, each -> new Block());
            block.start(Json.at(data, "content_block"));
            block.add(Json.at(data, "delta"));
          }
        }
        case "message_delta" -> {
          merge(whole, Json.at(data, "delta"));
          merge(usage, Json.at(data, "usage"));
        }
        case "error" -> merge(whole, data);
        default -> {
          // ping, message_stop, and what may come
        }
      }
    }
    whole.put("content", new Value.Items(blocks.values().stream().map(Block::whole).toList()));
    if (!usage.isEmpty()) {
      whole.put("usage", new Value.Fields(usage));
    }
    return new Value.Fields(whole);
  }

  private static void merge(Map<String, Value> into, @Nullable Value from) {
    if (from instanceof Value.Fields(Map<String, Value> fields)) {
      fields.forEach((name, value) -> {
        if (!(value instanceof Value.Empty)) {
          into.put(name, value);
        }
      });
    }
  }

  /// One block of content while its deltas are put together.
  private static final class Block {

    private final Map<String, Value> start = new LinkedHashMap<>();
    private final Map<String, StringBuilder> texts = new LinkedHashMap<>();

    void start(@Nullable Value block) {
      merge(start, block);
    }

    void add(@Nullable Value delta) {
      for (String name : new String[] {"text", "thinking", "partial_json"}) {
        if (Json.at(delta, name) instanceof Value.Text(String text)) {
          texts.computeIfAbsent(name, each -> new StringBuilder()).append(text);
        }
      }
    }

    Value whole() {
      Map<String, Value> whole = new LinkedHashMap<>(start);
      List<String> names = new ArrayList<>(texts.keySet());
      for (String name : names) {
        String text = String.valueOf(texts.get(name));
        if (name.equals("partial_json")) {
          if (text.isEmpty()) {
            continue; // asked for nothing: what it began with stands
          }
          Value parsed = JsonText.read(text);
          whole.put("input", parsed == null ? Value.of(text) : parsed);
        } else {
          whole.put(name, Value.of(text));
        }
      }
      return new Value.Fields(whole);
    }
  }
}
