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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// OpenAI's Chat Completions, as OpenAI, Azure OpenAI (both styles of URL) and the many that
/// imitate it speak it.
///
/// | field | from |
/// |---|---|
/// | model asked for | `model`; on Azure the deployment in the path |
/// | model that answered | `model` |
/// | input, output tokens | `usage.prompt_tokens`, `usage.completion_tokens`: both whole |
/// | cached, written to cache | `usage.prompt_tokens_details.cached_tokens`, `.cache_write_tokens` |
/// | reasoning, audio | `usage.completion_tokens_details`, `usage.prompt_tokens_details` |
/// | code of an error | `error.code`, else `error.type` |
///
/// Source: OpenAI's OpenAPI 2.3.0, Microsoft's Azure OpenAI reference of March 2026.
final class OpenAiChatWire implements Wire {

  private static final Pattern PATH = Pattern.compile("(?:^|/)chat/completions/?$");
  private static final Pattern DEPLOYMENT = Pattern.compile("/deployments/([^/]+)/");

  private static final List<String> PARAMETERS =
      List.of(
          "temperature",
          "top_p",
          "max_tokens",
          "max_completion_tokens",
          "frequency_penalty",
          "presence_penalty",
          "seed",
          "stop",
          "n");

  @Override
  public String id() {
    return "openai-chat";
  }

  @Override
  public boolean speaks(RawExchange.Target target) {
    return target.method().equals("POST") && PATH.matcher(target.path()).find();
  }

  @Override
  public String operation() {
    return "chat";
  }

  /// The deployment that stands in an Azure path.
  @Override
  public @Nullable String modelOf(RawExchange.Target target) {
    Matcher matcher = DEPLOYMENT.matcher(target.path());
    return matcher.find() ? matcher.group(1) : null;
  }

  @Override
  public void request(Value.Fields body, Told told) {
    told.put("gen_ai.request.model", Json.text(body, "model"));
    told.put("gen_ai.input.messages", Json.at(body, "messages"));
    told.put("gen_ai.tool.definitions", Json.at(body, "tools"));
    told.put("gen_ai.request.user", Json.text(body, "user"));
    OpenAiConversations.read(body, told);
    for (String parameter : PARAMETERS) {
      told.put("gen_ai.request." + parameter, Json.at(body, parameter));
    }
    told.put("gen_ai.request.reasoning.level", Json.text(body, "reasoning_effort"));
    told.put("openai.request.service_tier", Json.text(body, "service_tier"));
    told.put("gen_ai.request.stream", Json.at(body, "stream"));
  }

  @Override
  public void response(Value.Fields body, Told told) {
    OpenAiErrors.read(body, told);
    told.put("gen_ai.response.model", Json.text(body, "model"));
    told.put("gen_ai.response.id", Json.text(body, "id"));
    told.put("openai.response.service_tier", Json.text(body, "service_tier"));
    told.put("openai.response.system_fingerprint", Json.text(body, "system_fingerprint"));
    List<Value> messages = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (Value choice : Json.items(body, "choices")) {
      Value message = Json.at(choice, "message");
      if (message != null) {
        messages.add(message);
      }
      String reason = Json.text(choice, "finish_reason");
      if (reason != null) {
        reasons.add(reason);
      }
    }
    if (!messages.isEmpty()) {
      told.put("gen_ai.output.messages", new Value.Items(messages));
    }
    told.texts("gen_ai.response.finish_reasons", reasons);
    told.tokens = tokens(Json.at(body, "usage"));
  }

  private static Tokens tokens(@Nullable Value usage) {
    return new Tokens(
        Json.count(usage, "prompt_tokens"),
        Json.count(usage, "completion_tokens"),
        Json.count(usage, "prompt_tokens_details", "cached_tokens"),
        Json.count(usage, "prompt_tokens_details", "cache_write_tokens"),
        Json.count(usage, "completion_tokens_details", "reasoning_tokens"),
        Json.count(usage, "prompt_tokens_details", "audio_tokens"),
        Json.count(usage, "completion_tokens_details", "audio_tokens"));
  }

  @Override
  public Value.Fields joined(Iterable<ServerEvents.Event> events) {
    Map<String, Value> whole = new LinkedHashMap<>();
    Map<Long, Choice> choices = new TreeMap<>();
    boolean gap = false;
    for (ServerEvents.Event event : events) {
      gap |= event == ServerEvents.GAP;
      event
          .data()
          .values()
          .forEach((name, value) -> {
            boolean says =
                !(value instanceof Value.Empty)
                    && !(value instanceof Value.Text(String text) && text.isEmpty());
            if (says && !name.equals("choices")) {
              whole.put(name, value);
            }
          });
      for (Value choice : Json.items(event.data(), "choices")) {
        Long index = Json.count(choice, "index");
        choices.computeIfAbsent(index == null ? 0L : index, each -> new Choice()).add(choice, !gap);
      }
    }
    whole.put("choices", new Value.Items(choices.values().stream().map(Choice::whole).toList()));
    return new Value.Fields(whole);
  }

  /// One choice while its deltas are put together.
  private static final class Choice {

    private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
    private final Map<Long, Call> calls = new TreeMap<>();
    private @Nullable String role;
    private @Nullable String reason;

    /// @param goesOn whether it goes on with what is known
    void add(Value choice, boolean goesOn) {
      String saidReason = Json.text(choice, "finish_reason");
      reason = saidReason == null ? reason : saidReason;
      if (!goesOn) {
        return;
      }
      Value delta = Json.at(choice, "delta");
      String saidRole = Json.text(delta, "role");
      role = saidRole == null || saidRole.isEmpty() ? role : saidRole;
      for (String name : new String[] {"content", "refusal", "reasoning_content", "reasoning"}) {
        if (Json.at(delta, name) instanceof Value.Text(String text) && !text.isEmpty()) {
          texts.computeIfAbsent(name, each -> new StringBuilder()).append(text);
        }
      }
      for (Value call : Json.items(delta, "tool_calls")) {
        Long index = Json.count(call, "index");
        calls.computeIfAbsent(index == null ? calls.size() : index, each -> new Call()).add(call);
      }
    }

    Value whole() {
      Map<String, Value> message = new LinkedHashMap<>();
      message.put("role", Value.of(role == null ? "assistant" : role));
      texts.forEach((name, text) -> message.put(name, Value.of(text.toString())));
      if (!calls.isEmpty()) {
        message.put(
            "tool_calls", new Value.Items(calls.values().stream().map(Call::whole).toList()));
      }
      Map<String, Value> whole = new LinkedHashMap<>();
      whole.put("message", new Value.Fields(message));
      whole.put("finish_reason", reason == null ? new Value.Empty() : Value.of(reason));
      return new Value.Fields(whole);
    }
  }

  /// One call of a tool while its pieces are put together.
  private static final class Call {

    private @Nullable String id;
    private @Nullable String name;
    private final StringBuilder arguments = new StringBuilder();

    void add(Value call) {
      String saidId = Json.text(call, "id");
      id = saidId == null || saidId.isEmpty() ? id : saidId;
      String saidName = Json.text(call, "function", "name");
      name = saidName == null || saidName.isEmpty() ? name : saidName;
      String piece = Json.text(call, "function", "arguments");
      arguments.append(piece == null ? "" : piece);
    }

    Value whole() {
      Map<String, Value> function = new LinkedHashMap<>();
      function.put("name", Value.of(name == null ? "" : name));
      function.put("arguments", Value.of(arguments.toString()));
      Map<String, Value> whole = new LinkedHashMap<>();
      if (id != null) {
        whole.put("id", Value.of(id));
      }
      whole.put("type", Value.of("function"));
      whole.put("function", new Value.Fields(function));
      return new Value.Fields(whole);
    }
  }
}
