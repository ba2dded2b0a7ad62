// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.flow.RawExchange;
import io.farol.model.Tokens;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.Comparator;
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
/// | usage elsewhere | `x_groq.usage` (Groq), `choices[].usage` (Moonshot), `prompt_cache_hit_tokens` (DeepSeek) |
/// | code of an error | `error.code`, else `error.type`; also of a choice (OpenRouter) |
/// | spoken answers | `message.audio`: its transcript as text, and a reference |
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
    Value tools = Json.at(body, "tools");
    told.put("gen_ai.tool.definitions", tools == null ? Json.at(body, "functions") : tools);
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
      if (Json.at(choice, "message") instanceof Value.Fields message) {
        messages.add(heard(message));
      }
      if (choice instanceof Value.Fields fields && told.errorMessages.isEmpty()) {
        OpenAiErrors.read(fields, told);
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
    told.tokens = tokens(usage(body));
  }

  private static @Nullable Value usage(Value.Fields body) {
    Value usage = Json.at(body, "usage");
    if (usage == null) {
      usage = Json.at(body, "x_groq", "usage");
    }
    for (Value choice : Json.items(body, "choices")) {
      usage = usage == null ? Json.at(choice, "usage") : usage;
    }
    return usage;
  }

  /// A spoken answer reads as what was said, with a reference to the sound.
  private static Value heard(Value.Fields message) {
    Value audio = Json.at(message, "audio");
    String transcript = Json.text(audio, "transcript");
    if (transcript == null) {
      return message;
    }
    List<Value> content = new ArrayList<>();
    Value said = Json.at(message, "content");
    if (said != null) {
      content.add(said);
    }
    content.add(fields("type", "text", "text", transcript));
    String id = Json.text(audio, "id");
    if (id != null) {
      content.add(fields("type", "audio", "id", id));
    }
    Map<String, Value> whole = new LinkedHashMap<>(message.values());
    whole.put("content", new Value.Items(content));
    return new Value.Fields(whole);
  }

  private static Value fields(String name, String value, String secondName, String second) {
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put(name, Value.of(value));
    fields.put(secondName, Value.of(second));
    return new Value.Fields(fields);
  }

  private static Tokens tokens(@Nullable Value usage) {
    Long cached = Json.count(usage, "prompt_tokens_details", "cached_tokens");
    if (cached == null) {
      cached = Json.count(usage, "prompt_cache_hit_tokens");
    }
    return new Tokens(
        Json.count(usage, "prompt_tokens"),
        Json.count(usage, "completion_tokens"),
        cached == null ? Json.count(usage, "cached_tokens") : cached,
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
    private final List<Call> calls = new ArrayList<>();
    private final StringBuilder transcript = new StringBuilder();
    private @Nullable Call legacy;
    private @Nullable String audio;
    private @Nullable String role;
    private @Nullable String reason;
    private @Nullable Value error;
    private @Nullable Value usage;

    /// @param goesOn whether it goes on with what is known
    void add(Value choice, boolean goesOn) {
      String saidReason = Json.text(choice, "finish_reason");
      reason = saidReason == null ? reason : saidReason;
      Value saidError = Json.at(choice, "error");
      error = saidError == null ? error : saidError;
      Value saidUsage = Json.at(choice, "usage");
      usage = saidUsage == null ? usage : saidUsage;
      if (!goesOn) {
        return;
      }
      Value delta = Json.at(choice, "delta");
      String saidRole = Json.text(delta, "role");
      role = saidRole == null || saidRole.isEmpty() ? role : saidRole;
      for (String name : new String[] {"content", "refusal", "reasoning_content", "reasoning"}) {
        text(name, Json.text(delta, name));
      }
      for (Value piece : Json.items(delta, "content")) {
        text("content", Json.text(piece, "text"));
        text("reasoning_content", Json.text(piece, "thinking"));
        for (Value thought : Json.items(piece, "thinking")) {
          text("reasoning_content", Json.text(thought, "text"));
        }
      }
      for (Value call : Json.items(delta, "tool_calls")) {
        call(call).add(call, Json.at(call, "function"));
      }
      Value function = Json.at(delta, "function_call");
      if (function != null) {
        legacy = legacy == null ? new Call(null) : legacy;
        legacy.add(delta, function);
      }
      String saidAudio = Json.text(delta, "audio", "id");
      audio = saidAudio == null ? audio : saidAudio;
      String heard = Json.text(delta, "audio", "transcript");
      transcript.append(heard == null ? "" : heard);
    }

    private void text(String name, @Nullable String text) {
      if (text != null && !text.isEmpty()) {
        texts.computeIfAbsent(name, each -> new StringBuilder()).append(text);
      }
    }

    /// Where a piece of a call belongs: by its index. Some write none, or the same for all; then a
    /// piece with a name and another id begins another call.
    private Call call(Value piece) {
      Long index = Json.count(piece, "index");
      String id = Json.text(piece, "id");
      String name = Json.text(piece, "function", "name");
      boolean begins = name != null && !name.isEmpty();
      for (Call known : calls.reversed()) {
        boolean other = begins && id != null && known.id != null && !known.id.equals(id);
        if (index == null ? !begins : index.equals(known.index) && !other) {
          return known;
        }
      }
      Call another = new Call(index);
      calls.add(another);
      return another;
    }

    Value whole() {
      Map<String, Value> message = new LinkedHashMap<>();
      message.put("role", Value.of(role == null ? "assistant" : role));
      texts.forEach((name, text) -> message.put(name, Value.of(text.toString())));
      if (!calls.isEmpty()) {
        message.put(
            "tool_calls",
            new Value.Items(calls.stream().sorted(Call.BY_INDEX).map(Call::whole).toList()));
      }
      if (legacy != null) {
        message.put("function_call", legacy.function());
      }
      if (!transcript.isEmpty()) {
        Map<String, Value> sound = new LinkedHashMap<>();
        sound.put("transcript", Value.of(transcript.toString()));
        if (audio != null) {
          sound.put("id", Value.of(audio));
        }
        message.put("audio", new Value.Fields(sound));
      }
      Map<String, Value> whole = new LinkedHashMap<>();
      whole.put("message", new Value.Fields(message));
      whole.put("finish_reason", reason == null ? new Value.Empty() : Value.of(reason));
      if (error != null) {
        whole.put("error", error);
      }
      if (usage != null) {
        whole.put("usage", usage);
      }
      return new Value.Fields(whole);
    }
  }

  /// One call of a tool while its pieces are put together.
  private static final class Call {

    static final Comparator<Call> BY_INDEX =
        Comparator.comparing(call -> call.index == null ? 0L : call.index);

    private final @Nullable Long index;
    private @Nullable String id;
    private @Nullable String name;
    private final StringBuilder arguments = new StringBuilder();

    Call(@Nullable Long index) {
      this.index = index;
    }

    void add(@Nullable Value call, @Nullable Value function) {
      String saidId = Json.text(call, "id");
      id = saidId == null || saidId.isEmpty() ? id : saidId;
      String saidName = Json.text(function, "name");
      name = saidName == null || saidName.isEmpty() ? name : saidName;
      String piece = Json.text(function, "arguments");
      arguments.append(piece == null ? "" : piece);
    }

    Value function() {
      Map<String, Value> function = new LinkedHashMap<>();
      function.put("name", Value.of(name == null ? "" : name));
      function.put("arguments", Value.of(arguments.toString()));
      return new Value.Fields(function);
    }

    Value whole() {
      Map<String, Value> whole = new LinkedHashMap<>();
      if (id != null) {
        whole.put("id", Value.of(id));
      }
      whole.put("type", Value.of("function"));
      whole.put("function", function());
      return new Value.Fields(whole);
    }
  }
}
