// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

import io.farol.lab.people.Luck;
import io.farol.lab.people.Turn;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import java.time.Duration;
import java.util.List;

/// The component that answers from documents, told in OpenInference: a chain of an embedding, a
/// retrieval and a model, all of kind `INTERNAL`, with flattened messages.
final class Library {
  private static final Deployment MODEL = Deployment.GPT_41_MINI;

  private final AzureOpenAi models;
  private final Infrastructure infrastructure;

  Library(AzureOpenAi models, Infrastructure infrastructure) {
    this.models = models;
    this.infrastructure = infrastructure;
  }

  /// The answer to the turn.
  String serve(Caller caller, Chat chat, Turn turn) {
    return Spans.within(
        begun(caller, "responder_duvida", "CHAIN").setAttribute("input.value", turn.said()),
        chain -> {
          embedding(caller, turn.said());
          retrieval(caller, turn.said());
          model(caller, chat, turn.reply());
          chain.setAttribute("output.value", turn.reply());
          chat.assistant(turn.reply());
          return turn.reply();
        });
  }

  private void embedding(Caller caller, String text) {
    String model = "text-embedding-3-small";
    Spans.within(
        begun(caller, "CreateEmbeddings", "EMBEDDING")
            .setAttribute("embedding.model_name", model)
            .setAttribute("llm.provider", "azure")
            .setAttribute("llm.system", "openai"),
        span -> {
          models.request(caller, model, "embeddings", text.length() + 90, takes(caller, 70), 8300);
          span.setAttribute("embedding.embeddings.0.embedding.text", text);
          span.setAttribute("llm.token_count.prompt", Chat.tokens(text.length()));
          span.setAttribute("llm.token_count.total", Chat.tokens(text.length()));
          return span;
        });
  }

  private void retrieval(Caller caller, String text) {
    Spans.within(
        begun(caller, "buscar_regulamento", "RETRIEVER").setAttribute("input.value", text),
        span -> {
          infrastructure.search(caller);
          span.setAttribute("retrieval.documents.0.document.id", "regulamento-12");
          span.setAttribute("retrieval.documents.0.document.score", 0.83);
          span.setAttribute(
              "retrieval.documents.0.document.content",
              "Art. 12. As tarifas e os limites são os da tabela vigente na data da operação.");
          return span;
        });
  }

  private void model(Caller caller, Chat chat, String reply) {
    Spans.within(
        begun(caller, "ChatCompletion", "LLM")
            .setAttribute("llm.provider", "azure")
            .setAttribute("llm.system", "openai")
            .setAttribute("llm.request.model_name", MODEL.name()),
        span -> {
          int output = Chat.tokens(reply.length());
          Duration takes =
              takes(caller, MODEL.firstTokenMillis() + 1000L * output / MODEL.tokensPerSecond());
          models.request(
              caller,
              MODEL.name(),
              "chat/completions",
              AzureOpenAi.sentBytes(chat),
              takes,
              output * 180);
          span.setAttribute("llm.model_name", MODEL.model());
          span.setAttribute("llm.invocation_parameters", "{\"temperature\":0,\"stream\":true}");
          span.setAttribute("llm.finish_reason", "stop");
          messages(span, chat, reply);
          counts(span, chat, caller.luck(), output);
          return span;
        });
  }

  private static void messages(Span span, Chat chat, String reply) {
    message(span, "llm.input_messages.0.message.", "system", chat.instructions());
    List<Chat.Line> lines = chat.lines();
    for (int i = 0; i < lines.size(); i++) {
      Chat.Line line = lines.get(i);
      message(span, "llm.input_messages." + (i + 1) + ".message.", line.role(), line.text());
    }
    message(span, "llm.output_messages.0.message.", "assistant", reply);
  }

  private static void message(Span span, String prefix, String role, String content) {
    span.setAttribute(prefix + "role", role);
    span.setAttribute(prefix + "content", content);
  }

  private static void counts(Span span, Chat chat, Luck luck, int output) {
    span.setAttribute("llm.token_count.prompt", chat.tokens());
    span.setAttribute("llm.token_count.completion", output);
    span.setAttribute("llm.token_count.total", chat.tokens() + output);
    span.setAttribute("llm.token_count.prompt_details.cache_read", AzureOpenAi.cached(chat, luck));
  }

  private static Duration takes(Caller caller, long medianMillis) {
    return caller.luck().around(medianMillis);
  }

  private static SpanBuilder begun(Caller caller, String name, String kind) {
    return caller
        .component()
        .openInference(name)
        .setAttribute("openinference.span.kind", kind)
        .setAttribute("session.id", caller.conversation())
        .setAttribute("user.id", caller.user());
  }
}
