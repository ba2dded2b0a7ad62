// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.flow.RawExchange;
import io.farol.model.Tokens;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// OpenAI's Responses, at OpenAI and at Azure.
///
/// | field | from |
/// |---|---|
/// | models | `model` of request and answer |
/// | input, output tokens | `usage.input_tokens`, `usage.output_tokens`: both whole |
/// | cached, reasoning | `usage.input_tokens_details.cached_tokens`, `usage.output_tokens_details.reasoning_tokens` |
/// | finish reason | `incomplete_details.reason`; else `tool_calls` where the output calls one; else `stop` |
/// | conversation | `conversation`, an id or an object with one; else that of `previous_response_id`; else, of an answer that is stored, its own id |
/// | tools of the provider's own | `web_search_call` … as calls of tools, without the bytes they made |
///
/// A stream's last event carries the whole answer; one cut short is put together from its items and
/// deltas. Source: OpenAI's OpenAPI 2.3.0.
final class OpenAiResponsesWire implements Wire {

  private static final Pattern PATH = Pattern.compile("(?:^|/)responses(?:/compact)?/?$");

  private static final List<String> PARAMETERS = List.of("temperature", "top_p");

  private static final String OWN_TOOL = "_call";

  /// Events that carry the whole answer.
  private static final Set<String> ENDS =
      Set.of("response.completed", "response.incomplete", "response.failed");

  @Override
  public String id() {
    return "openai-responses";
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
    told.put("gen_ai.system_instructions", Json.at(body, "instructions"));
    told.put("gen_ai.tool.definitions", Json.at(body, "tools"));
    told.put("gen_ai.request.user", Json.text(body, "user"));
    told.put("gen_ai.request.max_tokens", Json.at(body, "max_output_tokens"));
    told.put("gen_ai.request.reasoning.level", Json.text(body, "reasoning", "effort"));
    told.put("openai.request.service_tier", Json.text(body, "service_tier"));
    told.put("gen_ai.request.stream", Json.at(body, "stream"));
    for (String parameter : PARAMETERS) {
      told.put("gen_ai.request." + parameter, Json.at(body, parameter));
    }
    OpenAiConversations.read(body, told);
    told.turnBefore = Json.text(body, "previous_response_id");
    Value input = Json.at(body, "input");
    if (input instanceof Value.Items(List<Value> items)) {
      told.put(
          "gen_ai.input.messages",
          new Value.Items(items.stream().map(OpenAiResponsesWire::message).toList()));
    } else {
      told.put("gen_ai.input.messages", input);
    }
  }

  @Override
  public void response(Value.Fields body, Told told) {
    OpenAiErrors.read(body, told);
    told.put("gen_ai.response.model", Json.text(body, "model"));
    told.put("gen_ai.response.id", Json.text(body, "id"));
    told.put("openai.response.service_tier", Json.text(body, "service_tier"));
    OpenAiConversations.read(body, told);
    if (!"false".equals(Json.text(body, "store"))) {
      told.turn = Json.text(body, "id");
    }
    List<Value> parts = new ArrayList<>();
    boolean calls = false;
    for (Value item : Json.items(body, "output")) {
      String type = orEmpty(Json.text(item, "type"));
      calls |= type.equals("function_call") || type.equals("custom_tool_call");
      parts.addAll(parts(item));
    }
    if (!parts.isEmpty()) {
      told.put("gen_ai.output.messages", new Value.Items(List.of(said("assistant", parts))));
    }
    String cut = Json.text(body, "incomplete_details", "reason");
    if (cut != null) {
      told.texts("gen_ai.response.finish_reasons", List.of(cut));
    } else if ("completed".equals(Json.text(body, "status"))) {
      told.texts("gen_ai.response.finish_reasons", List.of(calls ? "tool_calls" : "stop"));
    }
    Value usage = Json.at(body, "usage");
    told.tokens =
        new Tokens(
            Json.count(usage, "input_tokens"),
            Json.count(usage, "output_tokens"),
            Json.count(usage, "input_tokens_details", "cached_tokens"),
            Json.count(usage, "input_tokens_details", "cache_write_tokens"),
            Json.count(usage, "output_tokens_details", "reasoning_tokens"),
            Json.count(usage, "input_tokens_details", "audio_tokens"),
            Json.count(usage, "output_tokens_details", "audio_tokens"));
  }

  /// An item of the input as a message.
  private static Value message(Value item) {
    String type = Json.text(item, "type");
    if (type == null || type.equals("message")) {
      return item;
    }
    return said(type.endsWith("_output") ? "tool" : "assistant", parts(item));
  }

  private static Value said(String role, List<Value> parts) {
    Map<String, Value> message = new LinkedHashMap<>();
    message.put("role", Value.of(role));
    message.put("parts", new Value.Items(parts));
    return new Value.Fields(message);
  }

  /// The parts that an item stands for. Calls and their results are joined by `call_id`; an item's
  /// own `id` is another.
  private static List<Value> parts(Value item) {
    String type = orEmpty(Json.text(item, "type"));
    return switch (type) {
      case "message" -> Json.items(item, "content");
      case "function_call", "custom_tool_call" ->
          List.of(
              part(
                  "tool_call",
                  Json.text(item, "call_id"),
                  "name",
                  Json.at(item, "name"),
                  "arguments",
                  type.equals("function_call")
                      ? Json.at(item, "arguments")
                      : Json.at(item, "input")));
      case "function_call_output", "custom_tool_call_output" ->
          List.of(
              part(
                  "tool_call_response",
                  Json.text(item, "call_id"),
                  "response",
                  Json.at(item, "output"),
                  null,
                  null));
      default -> type.endsWith(OWN_TOOL) ? ownTool(type, item) : List.of(item);
    };
  }

  /// A tool that the provider runs itself: what it was asked, and what it answered in words.
  private static List<Value> ownTool(String type, Value item) {
    Value asked = null;
    for (String name : new String[] {"arguments", "action", "queries", "code", "prompt", "input"}) {
      asked = asked == null ? Json.at(item, name) : asked;
    }
    String said = Json.text(item, "name");
    String name = said == null ? type.substring(0, type.length() - OWN_TOOL.length()) : said;
    String id = Json.text(item, "call_id");
    id = id == null ? Json.text(item, "id") : id;
    Value call = part("tool_call", id, "name", Value.of(name), "arguments", asked);
    Value output = Json.at(item, "output");
    return output == null
        ? List.of(call)
        : List.of(call, part("tool_call_response", id, "response", output, null, null));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static Value part(
      String type,
      @Nullable String id,
      String name,
      @Nullable Value value,
      @Nullable String secondName,
      @Nullable Value second) {
    Map<String, Value> part = new LinkedHashMap<>();
    part.put("type", Value.of(type));
    if (id != null) {
      part.put("id", Value.of(id));
    }
    part.put(name, value == null ? Value.of("") : value);
    if (secondName != null) {
      part.put(secondName, second == null ? Value.of("") : second);
    }
    return new Value.Fields(part);
  }

  @Override
  public Value.Fields joined(Iterable<ServerEvents.Event> events) {
    Map<String, Value> begun = new LinkedHashMap<>();
    Map<Long, Item> items = new TreeMap<>();
    boolean gap = false;
    for (ServerEvents.Event event : events) {
      gap |= event == ServerEvents.GAP;
      String type = orEmpty(Json.text(event.data(), "type"));
      if (Json.at(event.data(), "response") instanceof Value.Fields response) {
        begun.putAll(response.values());
        if (ENDS.contains(type)) {
          return withItems(begun, items);
        }
      }
      if (type.equals("error")) {
        Value error = Json.at(event.data(), "error");
        begun.put("error", error == null ? event.data() : error);
      }
      Long index = Json.count(event.data(), "output_index");
      if (index != null) {
        items.computeIfAbsent(index, each -> new Item()).add(type, event.data(), !gap);
      }
    }
    return withItems(begun, items);
  }

  /// The items that came, where the answer does not hold them itself: a failed one may be empty.
  private static Value.Fields withItems(Map<String, Value> answer, Map<Long, Item> items) {
    if (Json.items(answer.get("output")).isEmpty()) {
      answer.put("output", new Value.Items(items.values().stream().map(Item::whole).toList()));
    }
    return new Value.Fields(answer);
  }

  /// One item of the output while its deltas are put together.
  private static final class Item {

    private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
    private @Nullable Value begun;
    private @Nullable Value done;

    /// @param goesOn whether it goes on with what is known
    void add(String type, Value.Fields event, boolean goesOn) {
      switch (type) {
        case "response.output_item.added" -> begun = Json.at(event, "item");
        case "response.output_item.done" -> done = Json.at(event, "item");
        default -> {
          String piece = Json.text(event, "delta");
          if (goesOn && piece != null && type.endsWith(".delta")) {
            texts.computeIfAbsent(type, each -> new StringBuilder()).append(piece);
          }
        }
      }
    }

    /// As it was when it was done, else as far as it came.
    Value whole() {
      if (done != null) {
        return done;
      }
      Map<String, Value> whole = new LinkedHashMap<>();
      whole.put("type", Value.of("message"));
      if (begun instanceof Value.Fields fields) {
        whole.putAll(fields.values());
      }
      texts.forEach((type, text) -> {
        Value said = Value.of(text.toString());
        switch (type) {
          case "response.output_text.delta" -> content(whole, "output_text", "text", said);
          case "response.refusal.delta" -> content(whole, "refusal", "refusal", said);
          case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" ->
              whole.put(
                  "summary",
                  new Value.Items(List.of(part("summary_text", null, "text", said, null, null))));
          case "response.function_call_arguments.delta", "response.mcp_call_arguments.delta" ->
              whole.put("arguments", said);
          case "response.custom_tool_call_input.delta" -> whole.put("input", said);
          case "response.code_interpreter_call_code.delta" -> whole.put("code", said);
          default -> {
            // sounds and pictures: what they are made of is not kept
          }
        }
      });
      return new Value.Fields(whole);
    }

    private static void content(Map<String, Value> message, String type, String name, Value said) {
      List<Value> parts = new ArrayList<>(Json.items(message.get("content")));
      parts.add(part(type, null, name, said, null, null));
      message.put("content", new Value.Items(parts));
    }
  }
}
