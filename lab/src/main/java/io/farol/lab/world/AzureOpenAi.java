// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

import io.farol.lab.people.Luck;
import io.farol.lab.people.Pace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.util.List;

/// Azure OpenAI, told by the conventions of OpenTelemetry for GenAI (1.37 and later), each call
/// with its HTTP request below it.
final class AzureOpenAi {
  static final String HOST = "lia-horizonte.openai.azure.com";

  private static final AttributeKey<List<String>> FINISH_REASONS =
      AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
  private static final String VERSION = "?api-version=2024-10-21";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(4);
  private static final int CACHE_BLOCK = 128;
  private static final int CACHE_LEAST = 1024;

  private final Pace pace;

  AzureOpenAi(Pace pace) {
    this.pace = pace;
  }

  /// Has a model answer with a text, which the chat then holds.
  void answer(Caller caller, Chat chat, Deployment deployment, String text) {
    ask(caller, chat, deployment, new Chat.Line("assistant", text, "", ""));
    chat.assistant(text);
  }

  /// Has a model ask for a tool, which the chat then holds. The id of the call is returned.
  String callTool(Caller caller, Chat chat, Deployment deployment, String tool, String arguments) {
    String callId = "call_" + caller.luck().alphanumeric(24);
    ask(caller, chat, deployment, new Chat.Line("assistant", arguments, tool, callId));
    chat.toolCall(tool, callId, arguments);
    return callId;
  }

  /// Asks for the vector of a text.
  void embed(Caller caller, String text) {
    String model = "text-embedding-3-small";
    SpanBuilder builder = begun(caller, "embeddings", model);
    Spans.within(
        builder,
        span -> {
          request(caller, model, "embeddings", text.length() + 90, caller.luck().around(70), 8300);
          span.setAttribute("gen_ai.response.model", model);
          span.setAttribute("gen_ai.usage.input_tokens", Chat.tokens(text.length()));
          span.setAttribute("gen_ai.embeddings.dimension.count", 512);
          return span;
        });
  }

  /// Turns a voice message into text. The model is the cooperative's own, so nobody has a price for
  /// it.
  void transcribe(Caller caller, int seconds, String text) {
    String model = "whisper-horizonte-v2";
    Chat.Line answer = new Chat.Line("assistant", text, "", "");
    Spans.within(
        begun(caller, "transcription", model),
        span -> {
          Duration takes = caller.luck().around(600 + 70L * seconds);
          request(caller, model, "audio/transcriptions", seconds * 7800, takes, text.length() + 60);
          span.setAttribute("gen_ai.response.model", model);
          span.setAttribute("gen_ai.output.messages", Chat.outputJson(answer));
          return span;
        });
  }

  private void ask(Caller caller, Chat chat, Deployment deployment, Chat.Line answer) {
    if (caller.luck().chance(deployment.refused())) {
      refused(caller, chat, deployment);
      pace.pass(RETRY_AFTER);
    }
    Spans.within(
        begunChat(caller, deployment), span -> answered(span, caller, chat, deployment, answer));
  }

  private Span answered(
      Span span, Caller caller, Chat chat, Deployment deployment, Chat.Line answer) {
    Luck luck = caller.luck();
    int thought = deployment.reasoning() ? luck.between(2, 9) * 64 : 0;
    int output = Chat.tokens(answer.text().length() + answer.tool().length()) + thought;
    Duration first = luck.around(deployment.firstTokenMillis());
    Duration takes = first.plusMillis(1000L * output / deployment.tokensPerSecond());
    request(caller, deployment.name(), "chat/completions", sentBytes(chat), takes, output * 180);
    span.setAttribute("gen_ai.response.id", "chatcmpl-" + luck.alphanumeric(29));
    span.setAttribute("gen_ai.response.model", deployment.model());
    span.setAttribute(FINISH_REASONS, List.of(answer.tool().isEmpty() ? "stop" : "tool_calls"));
    span.setAttribute("gen_ai.response.time_to_first_chunk", first.toNanos() / 1e9 / pace.speed());
    span.setAttribute("gen_ai.usage.input_tokens", chat.tokens());
    span.setAttribute("gen_ai.usage.cache_read.input_tokens", cached(chat, luck));
    span.setAttribute("gen_ai.usage.output_tokens", output);
    if (deployment.reasoning()) {
      span.setAttribute("gen_ai.usage.reasoning.output_tokens", thought);
    }
    span.setAttribute("gen_ai.system_instructions", chat.instructionsJson());
    span.setAttribute("gen_ai.input.messages", chat.inputJson());
    span.setAttribute("gen_ai.output.messages", Chat.outputJson(answer));
    return span;
  }

  private void refused(Caller caller, Chat chat, Deployment deployment) {
    Spans.within(
        begunChat(caller, deployment),
        span -> {
          HttpCall.post(url(deployment.name(), "chat/completions"), sentBytes(chat))
              .answered(caller.component().http("POST"), pace, caller.luck().around(110), 429, 312);
          span.addEvent(
              "exception",
              Attributes.builder()
                  .put("exception.type", "com.openai.errors.RateLimitException")
                  .put(
                      "exception.message",
                      "429: Requests to the ChatCompletions_Create Operation under Azure OpenAI API"
                          + " version 2024-10-21 have exceeded token rate limit of your current"
                          + " OpenAI S0 pricing tier. Please retry after 4 seconds.")
                  .build());
          span.setAttribute("error.type", "com.openai.errors.RateLimitException");
          span.setAttribute("gen_ai.system_instructions", chat.instructionsJson());
          span.setAttribute("gen_ai.input.messages", chat.inputJson());
          span.setStatus(StatusCode.ERROR);
          return span;
        });
  }

  /// The HTTP request below a call of a model, answered well.
  void request(
      Caller caller, String deployment, String path, int sent, Duration takes, int received) {
    HttpCall.post(url(deployment, path), sent)
        .answered(caller.component().http("POST"), pace, takes, 200, received);
  }

  private SpanBuilder begunChat(Caller caller, Deployment deployment) {
    SpanBuilder builder =
        begun(caller, "chat", deployment.name())
            .setAttribute("gen_ai.request.stream", true)
            .setAttribute("openai.api.type", "chat_completions");
    if (!deployment.reasoning()) {
      builder.setAttribute("gen_ai.request.temperature", 0.2);
      builder.setAttribute("gen_ai.request.max_tokens", 800);
    }
    return builder;
  }

  private static SpanBuilder begun(Caller caller, String operation, String model) {
    return caller
        .component()
        .model(operation + " " + model)
        .setAttribute("gen_ai.operation.name", operation)
        .setAttribute("gen_ai.provider.name", "azure.ai.openai")
        .setAttribute("gen_ai.request.model", model)
        .setAttribute("gen_ai.conversation.id", caller.conversation())
        .setAttribute("user.id", caller.user())
        .setAttribute("server.address", HOST)
        .setAttribute("server.port", 443);
  }

  private static String url(String deployment, String path) {
    return "https://" + HOST + "/openai/deployments/" + deployment + "/" + path + VERSION;
  }

  static int sentBytes(Chat chat) {
    return 3 * chat.tokens() + 2100;
  }

  /// What the provider had cached of the prompt: whole blocks of its beginning, four times in five.
  static int cached(Chat chat, Luck luck) {
    int known = (int) (chat.tokens() * 0.86) / CACHE_BLOCK * CACHE_BLOCK;
    return known >= CACHE_LEAST && luck.chance(0.8) ? known : 0;
  }
}
