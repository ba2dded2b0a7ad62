// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.assistant;

import com.openai.azure.AzureOpenAIServiceVersion;
import com.openai.azure.AzureUrlPathMode;
import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The models at Azure OpenAI, through the official library. Fails with the library's own
/// exceptions, after its own two attempts more.
final class Models {
  static final String LARGE = "gpt-4.1";
  static final String SMALL = "gpt-4.1-mini";
  static final String REASONING = "o4-mini";
  private static final String EMBEDDING = "text-embedding-3-small";
  private static final String WHISPER = "whisper-horizonte";
  private static final int LONGEST = 800;
  private static final int ROUNDS = 8;

  private final OpenAIClient client;
  private final OpenAIClient unified;

  Models(Settings settings) {
    Duration patience = settings.patience(Duration.ofSeconds(60));
    this.client =
        settings.azureLegacy()
            ? client(settings.azure(), settings.azureKey(), AzureUrlPathMode.LEGACY, patience)
            : v1(settings, patience);
    this.unified = v1(settings, patience);
  }

  /// A tool that a model may call.
  ///
  /// @param parameter its only parameter, a text
  /// @param use takes what the model passed, as JSON, and returns JSON
  record Tool(String name, String description, String parameter, Function<String, String> use) {
    ChatCompletionFunctionTool definition() {
      return ChatCompletionFunctionTool.builder()
          .function(
              FunctionDefinition.builder()
                  .name(name)
                  .description(description)
                  .parameters(
                      FunctionParameters.builder()
                          .putAdditionalProperty("type", JsonValue.from("object"))
                          .putAdditionalProperty(
                              "properties",
                              JsonValue.from(Map.of(parameter, Map.of("type", "string"))))
                          .putAdditionalProperty("required", JsonValue.from(List.of(parameter)))
                          .build())
                  .build())
          .build();
    }
  }

  /// Asks once and gets the whole answer.
  String answer(String model, String instructions, List<Memory.Line> said) {
    return client
        .chat()
        .completions()
        .create(chat(model, instructions, said).build())
        .choices()
        .getFirst()
        .message()
        .content()
        .orElse("");
  }

  /// Asks and reads the answer while it is written.
  String streamed(String model, String instructions, List<Memory.Line> said) {
    StringBuilder answer = new StringBuilder();
    ChatCompletionCreateParams asked =
        chat(model, instructions, said)
            .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
            .build();
    try (StreamResponse<ChatCompletionChunk> chunks =
        client.chat().completions().createStreaming(asked)) {
      chunks.stream()
          .flatMap(chunk -> chunk.choices().stream())
          .forEach(choice -> choice.delta().content().ifPresent(answer::append));
    }
    return answer.toString();
  }

  /// Asks, lets the model use tools, and asks again, until it answers with words.
  ///
  /// @param finishing the model that is asked once a tool was used
  /// @throws IllegalStateException when it goes on asking for tools
  String withTools(
      String model,
      String finishing,
      String instructions,
      List<Memory.Line> said,
      List<Tool> tools) {
    ChatCompletionCreateParams.Builder asked = chat(model, instructions, said);
    tools.forEach(tool -> asked.addTool(tool.definition()));
    for (int round = 0; round < ROUNDS; round++) {
      ChatCompletionMessage message =
          client.chat().completions().create(asked.build()).choices().getFirst().message();
      List<ChatCompletionMessageToolCall> calls = message.toolCalls().orElse(List.of());
      if (calls.isEmpty()) {
        return message.content().orElse("");
      }
      asked.addMessage(message);
      calls.forEach(call -> asked.addMessage(used(call.asFunction(), tools)));
      asked.model(finishing);
    }
    throw new IllegalStateException("the model asked for tools " + ROUNDS + " times");
  }

  /// Asks over the newer API, which keeps instructions apart.
  String respond(String model, String instructions, String said) {
    StringBuilder answer = new StringBuilder();
    ResponseCreateParams asked =
        ResponseCreateParams.builder().model(model).instructions(instructions).input(said).build();
    unified.responses().create(asked).output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .forEach(part -> part.outputText().ifPresent(text -> answer.append(text.text())));
    return answer.toString();
  }

  /// The vector of a text; how long it is.
  int embed(String text) {
    return client
        .embeddings()
        .create(EmbeddingCreateParams.builder().model(EMBEDDING).input(text).build())
        .data()
        .getFirst()
        .embedding()
        .size();
  }

  /// What is said in a recording.
  String transcribe(byte[] recording) {
    return client
        .audio()
        .transcriptions()
        .create(TranscriptionCreateParams.builder().model(WHISPER).file(recording).build())
        .asTranscription()
        .text();
  }

  private static ChatCompletionToolMessageParam used(
      ChatCompletionMessageFunctionToolCall call, List<Tool> tools) {
    String name = call.function().name();
    String result =
        tools.stream()
            .filter(tool -> tool.name().equals(name))
            .findFirst()
            .map(tool -> Traces.tool(name, () -> tool.use().apply(call.function().arguments())))
            .orElse("{\"erro\":\"ferramenta_desconhecida\"}");
    return ChatCompletionToolMessageParam.builder().toolCallId(call.id()).content(result).build();
  }

  private static ChatCompletionCreateParams.Builder chat(
      String model, String instructions, List<Memory.Line> said) {
    ChatCompletionCreateParams.Builder asked =
        ChatCompletionCreateParams.builder().model(model).maxCompletionTokens(LONGEST);
    asked.addSystemMessage(instructions);
    for (Memory.Line line : said) {
      if (line.role().equals("assistant")) {
        asked.addAssistantMessage(line.text());
      } else {
        asked.addUserMessage(line.text());
      }
    }
    return asked;
  }

  private static OpenAIClient v1(Settings settings, Duration patience) {
    return client(
        URI.create(settings.azure() + "/openai/v1"),
        settings.azureKey(),
        AzureUrlPathMode.UNIFIED,
        patience);
  }

  private static OpenAIClient client(
      URI base, String key, AzureUrlPathMode mode, Duration patience) {
    OpenAIOkHttpClient.Builder builder =
        OpenAIOkHttpClient.builder()
            .baseUrl(base.toString())
            .credential(AzureApiKeyCredential.create(key))
            .azureUrlPathMode(mode)
            .timeout(patience);
    if (mode == AzureUrlPathMode.LEGACY) {
      builder.azureServiceVersion(AzureOpenAIServiceVersion.fromString("2024-10-21"));
    }
    return builder.build();
  }
}
