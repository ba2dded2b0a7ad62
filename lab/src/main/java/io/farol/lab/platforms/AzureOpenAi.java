// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.platforms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.lab.people.Luck;
import io.farol.lab.people.Pace;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Azure OpenAI: chat completions at once and streamed, with tools; responses; embeddings;
/// transcription. Deployments are those of [Deployment], anything else is `DeploymentNotFound`.
///
/// Shapes, headers and errors as in the reference of Azure OpenAI, API version 2024-10-21 and v1.
public final class AzureOpenAi implements AutoCloseable {
  /// The resource's name.
  public static final String HOST = "lia-horizonte.openai.azure.com";

  /// What callers show in `api-key`.
  public static final String KEY = "chave-da-demonstracao";

  private static final Pattern DEPLOYED = Pattern.compile("/openai/deployments/([^/]+)/(.+)");
  private static final Pattern SPOKEN = Pattern.compile("LIA:([A-Za-z0-9+/=]+);(\\d+)");
  private static final Duration FOREVER = Duration.ofMinutes(5);
  private static final Duration AT_ONCE = Duration.ofMillis(60);
  private static final double REFUSED = 0.05;
  private static final int CACHE_BLOCK = 128;
  private static final int CACHE_LEAST = 1024;
  private static final int SLOWER = 8;
  private static final BigDecimal WHISPER_SECOND = new BigDecimal("0.0001");

  private final long seed;
  private final Misfortunes misfortunes;
  private final Platform platform;

  private AzureOpenAi(
      int port,
      long seed,
      Pace pace,
      Misfortunes misfortunes,
      Certificates certificates,
      Logbook logbook)
      throws IOException {
    this.seed = seed;
    this.misfortunes = misfortunes;
    this.platform =
        Platform.secure(
            "azure-openai", port, pace, logbook, certificates.shown(() -> false), this::answer);
  }

  /// Opens it.
  ///
  /// @param port where it listens on loopback; 0 for any free port
  public static AzureOpenAi open(
      int port,
      long seed,
      Pace pace,
      Misfortunes misfortunes,
      Certificates certificates,
      Logbook logbook)
      throws IOException {
    return new AzureOpenAi(port, seed, pace, misfortunes, certificates, logbook);
  }

  /// Where it listens on loopback.
  public int port() {
    return platform.port();
  }

  @Override
  public void close() {
    platform.close();
  }

  private Reply answer(Asked asked) {
    Luck luck = asked.luck(seed);
    Matcher deployed = DEPLOYED.matcher(asked.path());
    JsonNode body = asked.json();
    String name = deployed.matches() ? deployed.group(1) : body.path("model").asText();
    String operation =
        deployed.matches() ? deployed.group(2) : asked.path().replace("/openai/v1/", "");
    if (!asked.header("api-key").equals(KEY) && !asked.header("authorization").endsWith(KEY)) {
      return error(
          401,
          "401",
          "Access denied due to invalid subscription key or wrong API endpoint. Make sure to"
              + " provide a valid key for an active subscription and use a correct regional API"
              + " endpoint for your resource.",
          Reply.entry(operation, 401));
    }
    Deployment deployment = Deployment.named(name).orElse(null);
    boolean large = deployment == Deployment.GPT_41;
    if (deployment == null || (large && misfortunes.has(Misfortune.DEPLOYMENT_RENAMED))) {
      return error(
          404,
          "DeploymentNotFound",
          "The API deployment for this resource does not exist. If you created the deployment"
              + " within the last 5 minutes, please wait a moment and try again.",
          Reply.entry(operation, 404));
    }
    if (large && misfortunes.has(Misfortune.UNPRICED_MODEL)) {
      deployment = Deployment.NEWER;
    }
    return switch (operation) {
      case "chat/completions" -> chat(asked, body, deployment, large, luck);
      case "responses" -> response(body, deployment, luck);
      case "embeddings" -> embeddings(body, deployment, luck);
      case "audio/transcriptions" -> transcription(asked, luck);
      default -> error(404, "404", "Resource not found", Reply.entry(operation, 404));
    };
  }

  private Reply chat(Asked asked, JsonNode body, Deployment deployment, boolean large, Luck luck) {
    List<Brain.Line> lines = Brain.lines(body.path("messages"));
    int input = input(lines, body);
    boolean first = asked.header("x-stainless-retry-count").equals("0");
    boolean stormy = large && misfortunes.has(Misfortune.AZURE_429);
    if (stormy || (large && first && luck.chance(REFUSED))) {
      return refused(stormy ? 10 : 2);
    }
    if (Brain.isJailbreak(lines)) {
      return filtered(deployment, input);
    }
    if (misfortunes.has(Misfortune.HUNG_CALLS) && luck.chance(0.5)) {
      return new Reply.Silence(FOREVER, Reply.entry("chat", 0));
    }
    Brain.Thought thought =
        Brain.think(lines, tools(body), misfortunes.has(Misfortune.TOOL_LOOP), luck);
    Tokens tokens = tokens(input, thought, deployment, luck);
    ObjectNode entry = answered("chat", deployment, tokens);
    String id = "chatcmpl-" + luck.alphanumeric(29);
    String callId = "call_" + luck.alphanumeric(24);
    entry.put("response", id);
    if (body.path("stream").asBoolean()) {
      boolean counted = body.path("stream_options").path("include_usage").asBoolean();
      return new Reply.Events(
          headers(luck),
          chunks(id, deployment, thought, counted ? tokens : null),
          slowly(luck.around(deployment.firstTokenMillis)),
          slowly(Duration.ofMillis(3000L / deployment.tokensPerSecond)),
          entry);
    }
    ObjectNode answer = Reply.object().put("id", id).put("object", "chat.completion");
    answer.put("created", System.currentTimeMillis() / 1000).put("model", deployment.model);
    ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    message.putNull("refusal");
    switch (thought) {
      case Brain.Thought.Text(String text) -> {
        message.put("content", text);
        choice.put("finish_reason", "stop");
      }
      case Brain.Thought.Tool(String name, String arguments) -> {
        message.putNull("content");
        ObjectNode call = message.putArray("tool_calls").addObject().put("id", callId);
        call.put("type", "function")
            .putObject("function")
            .put("name", name)
            .put("arguments", arguments);
        choice.put("finish_reason", "tool_calls");
      }
    }
    choice.putNull("logprobs");
    choice
        .putObject("content_filter_results")
        .putObject("hate")
        .put("filtered", false)
        .put("severity", "safe");
    answer.set("usage", tokens.chatUsage());
    answer.put("service_tier", "default").put("system_fingerprint", "fp_" + luck.alphanumeric(10));
    return whole(answer, takes(deployment, tokens, luck), luck, entry);
  }

  private static List<String> tools(JsonNode body) {
    List<String> names = new ArrayList<>();
    body.path("tools").forEach(tool -> names.add(tool.path("function").path("name").asText()));
    return names;
  }

  private static List<String> chunks(
      String id, Deployment deployment, Brain.Thought thought, @Nullable Tokens counted) {
    List<String> events = new ArrayList<>();
    ObjectNode before =
        Reply.object().put("id", "").put("object", "").put("created", 0).put("model", "");
    before.putArray("choices");
    before
        .putArray("prompt_filter_results")
        .addObject()
        .put("prompt_index", 0)
        .putObject("content_filter_results");
    events.add("data: " + before);
    String text = thought instanceof Brain.Thought.Text(String said) ? said : "";
    List<String> words = List.of(text.split("(?<= )", -1));
    for (int i = 0; i < words.size(); i += 3) {
      ObjectNode chunk = chunk(id, deployment);
      ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
      ObjectNode delta = choice.putObject("delta");
      if (i == 0) {
        delta.put("role", "assistant");
      }
      delta.put("content", String.join("", words.subList(i, Math.min(words.size(), i + 3))));
      choice.putNull("finish_reason");
      chunk.putNull("usage");
      events.add("data: " + chunk);
    }
    ObjectNode end = chunk(id, deployment);
    ObjectNode choice = end.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta");
    choice.put("finish_reason", "stop");
    end.putNull("usage");
    events.add("data: " + end);
    if (counted != null) {
      ObjectNode usage = chunk(id, deployment);
      usage.putArray("choices");
      usage.set("usage", counted.chatUsage());
      events.add("data: " + usage);
    }
    events.add("data: [DONE]");
    return events;
  }

  private static ObjectNode chunk(String id, Deployment deployment) {
    return Reply.object()
        .put("id", id)
        .put("object", "chat.completion.chunk")
        .put("created", System.currentTimeMillis() / 1000)
        .put("model", deployment.model);
  }

  private Reply response(JsonNode body, Deployment deployment, Luck luck) {
    List<Brain.Line> lines = new ArrayList<>();
    lines.add(new Brain.Line("system", body.path("instructions").asText()));
    JsonNode said = body.path("input");
    if (said.isTextual()) {
      lines.add(new Brain.Line("user", said.textValue()));
    } else {
      lines.addAll(Brain.lines(said));
    }
    Brain.Thought thought = Brain.think(lines, List.of(), false, luck);
    Tokens tokens = tokens(input(lines, body), thought, deployment, luck);
    ObjectNode answer = Reply.object().put("id", "resp_" + luck.alphanumeric(40));
    answer.put("object", "response").put("created_at", System.currentTimeMillis() / 1000);
    answer.put("status", "completed").put("model", deployment.model);
    answer.putNull("error").putNull("incomplete_details");
    ObjectNode message = answer.putArray("output").addObject().put("type", "message");
    message.put("id", "msg_" + luck.alphanumeric(40)).put("status", "completed");
    message.put("role", "assistant");
    ObjectNode part = message.putArray("content").addObject().put("type", "output_text");
    part.put("text", thought instanceof Brain.Thought.Text(String text) ? text : "");
    part.putArray("annotations");
    answer.put("parallel_tool_calls", true).put("tool_choice", "auto").putArray("tools");
    answer.set("usage", tokens.responseUsage());
    return whole(
        answer, takes(deployment, tokens, luck), luck, answered("responses", deployment, tokens));
  }

  private Reply embeddings(JsonNode body, Deployment deployment, Luck luck) {
    JsonNode asked = body.path("input");
    int input =
        Tokens.of(asked.isTextual() ? asked.textValue().length() : asked.toString().length());
    ObjectNode answer = Reply.object().put("object", "list");
    ObjectNode found =
        answer.putArray("data").addObject().put("object", "embedding").put("index", 0);
    byte[] vector = new byte[4 * body.path("dimensions").asInt(256)];
    found.put("embedding", Base64.getEncoder().encodeToString(vector));
    answer.put("model", deployment.model);
    answer.putObject("usage").put("prompt_tokens", input).put("total_tokens", input);
    Tokens tokens = new Tokens(input, 0, 0, 0);
    return whole(
        answer,
        slowly(luck.around(deployment.firstTokenMillis)),
        luck,
        answered("embeddings", deployment, tokens));
  }

  private Reply transcription(Asked asked, Luck luck) {
    Matcher spoken = SPOKEN.matcher(new String(asked.body(), StandardCharsets.ISO_8859_1));
    boolean heard = spoken.find();
    int seconds = heard ? Integer.parseInt(spoken.group(2)) : 0;
    ObjectNode answer = Reply.object();
    answer.put(
        "text",
        heard
            ? new String(Base64.getDecoder().decode(spoken.group(1)), StandardCharsets.UTF_8)
            : "");
    answer.putObject("usage").put("type", "duration").put("seconds", seconds);
    ObjectNode entry = Reply.entry("transcription", 200).put("model", Deployment.WHISPER.model);
    entry.put("seconds", seconds);
    charge(entry, "whisper", WHISPER_SECOND.multiply(BigDecimal.valueOf(seconds)));
    return whole(answer, slowly(luck.around(600 + 40L * seconds)), luck, entry);
  }

  private static Reply refused(int seconds) {
    ObjectNode entry = Reply.entry("chat", 429);
    Reply.Whole told =
        error(
            429,
            "429",
            "Requests to the ChatCompletions_Create Operation under Azure OpenAI API version"
                + " 2024-10-21 have exceeded token rate limit of your current OpenAI S0 pricing"
                + " tier. Please retry after "
                + seconds
                + " seconds.",
            entry);
    Map<String, String> headers = new HashMap<>(told.headers());
    headers.put("retry-after", Integer.toString(seconds));
    headers.put("retry-after-ms", Integer.toString(seconds * 1000));
    headers.put("x-ratelimit-limit-tokens", "120000");
    headers.put("x-ratelimit-remaining-tokens", "0");
    headers.put("x-ratelimit-reset-tokens", seconds + "s");
    return new Reply.Whole(429, headers, told.body(), AT_ONCE, entry);
  }

  /// Reading the prompt is charged, though nothing was answered.
  private static Reply filtered(Deployment deployment, int input) {
    ObjectNode body = Reply.object();
    ObjectNode error = body.putObject("error");
    error.put(
        "message",
        "The response was filtered due to the prompt triggering Azure OpenAI's content management"
            + " policy. Please modify your prompt and retry.");
    error.putNull("type").put("param", "prompt").put("code", "content_filter").put("status", 400);
    ObjectNode inner = error.putObject("innererror").put("code", "ResponsibleAIPolicyViolation");
    ObjectNode result = inner.putObject("content_filter_result");
    result.putObject("hate").put("filtered", false).put("severity", "safe");
    result.putObject("jailbreak").put("filtered", true).put("detected", true);
    ObjectNode entry = Reply.entry("chat", 400).put("model", deployment.model);
    Tokens tokens = new Tokens(input, 0, 0, 0);
    tokens.into(entry);
    charge(entry, deployment.model, deployment.cost(tokens));
    return Reply.json(400, body, AT_ONCE, entry);
  }

  private static Reply.Whole error(int status, String code, String message, ObjectNode entry) {
    ObjectNode body = Reply.object();
    body.putObject("error").put("code", code).put("message", message);
    return Reply.json(status, body, AT_ONCE, entry);
  }

  private static Reply whole(ObjectNode answer, Duration after, Luck luck, ObjectNode entry) {
    return new Reply.Whole(
        200, headers(luck), answer.toString().getBytes(StandardCharsets.UTF_8), after, entry);
  }

  private static Map<String, String> headers(Luck luck) {
    return Map.of(
        "Content-Type", "application/json",
        "apim-request-id", luck.alphanumeric(36),
        "x-ms-region", "East US 2",
        "x-ratelimit-limit-tokens", "120000",
        "x-ratelimit-remaining-tokens", Integer.toString(luck.between(20_000, 110_000)));
  }

  private static ObjectNode answered(String operation, Deployment deployment, Tokens tokens) {
    ObjectNode entry = Reply.entry(operation, 200).put("model", deployment.model);
    tokens.into(entry);
    charge(entry, deployment.model, deployment.cost(tokens));
    return entry;
  }

  private static void charge(ObjectNode entry, String sku, BigDecimal dollars) {
    entry
        .putObject("charge")
        .put("sku", sku)
        .put("amount", dollars.toPlainString())
        .put("currency", "USD");
  }

  private static int input(List<Brain.Line> lines, JsonNode body) {
    int characters = body.path("tools").isArray() ? body.path("tools").toString().length() : 0;
    for (Brain.Line line : lines) {
      characters += line.text().length() + 12;
    }
    return Tokens.of(characters);
  }

  /// What the provider had cached of the prompt: whole blocks of its beginning, four times in five.
  private static Tokens tokens(int input, Brain.Thought thought, Deployment deployment, Luck luck) {
    int known = (int) (input * 0.86) / CACHE_BLOCK * CACHE_BLOCK;
    int cached = input >= CACHE_LEAST && luck.chance(0.8) ? known : 0;
    int reasoning = deployment.reasons() ? luck.between(2, 9) * 64 : 0;
    return new Tokens(input, cached, Tokens.of(thought.length()) + reasoning, reasoning);
  }

  private Duration takes(Deployment deployment, Tokens tokens, Luck luck) {
    return slowly(
        luck.around(deployment.firstTokenMillis)
            .plusMillis(1000L * tokens.output() / deployment.tokensPerSecond));
  }

  private Duration slowly(Duration usual) {
    return misfortunes.has(Misfortune.SLOW_ANSWERS) ? usual.multipliedBy(SLOWER) : usual;
  }
}
