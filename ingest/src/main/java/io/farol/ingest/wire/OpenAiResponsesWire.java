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
/// | conversation | `conversation`, an id or an object with one |
///
/// A stream's last event carries the whole answer; one cut short is put together from its items and
/// deltas. Source: OpenAI's OpenAPI 2.3.0.
final class OpenAiResponsesWire implements Wire {

  private static final Pattern PATH = Pattern.compile("(?:^|/)responses/?$");

  private static final List<String> PARAMETERS = List.of("temperature", "top_p");

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
    List<Value> parts = new ArrayList<>();
    boolean calls = false;
    for (Value item : Json.items(body, "output")) {
      calls |= "function_call".equals(Json.text(item, "type"));
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
      default -> List.of(item);
    };
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
    Map<Long, Value> items = new TreeMap<>();
    Map<Long, StringBuilder> texts = new TreeMap<>();
    boolean gap = false;
    for (ServerEvents.Event event : events) {
      gap |= event == ServerEvents.GAP;
      String type = Json.text(event.data(), "type");
      Value response = Json.at(event.data(), "response");
      if (response instanceof Value.Fields fields) {
        if ("response.completed".equals(type)
            || "response.incomplete".equals(type)
            || "response.failed".equals(type)) {
          return fields;
        }
        begun.putAll(fields.values());
      }
      Long index = Json.count(event.data(), "output_index");
      if (index == null) {
        if ("error".equals(type)) {
          begun.put("error", event.data());
        }
        continue;
      }
      Value item = Json.at(event.data(), "item");
      if ("response.output_item.done".equals(type) && item != null) {
        items.put(index, item);
      } else if (!gap && "response.output_text.delta".equals(type)) {
        String delta = Json.text(event.data(), "delta");
        texts
            .computeIfAbsent(index, each -> new StringBuilder())
            .append(delta == null ? "" : delta);
      }
    }
    texts.forEach((index, text) ->
        items.computeIfAbsent(
            index,
            each -> {
              Map<String, Value> message = new LinkedHashMap<>();
              message.put("type", Value.of("message"));
              message.put(
                  "content",
                  new Value.Items(
                      List.of(
                          new Value.Fields(
                              Map.of(
                                  "type",
                                  Value.of("output_text"),
                                  "text",
                                  Value.of(text.toString()))))));
              return new Value.Fields(message);
            }));
    begun.put("output", new Value.Items(List.copyOf(items.values())));
    return new Value.Fields(begun);
  }
}
