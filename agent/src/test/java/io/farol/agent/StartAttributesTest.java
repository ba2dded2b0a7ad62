// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StartAttributesTest {
  @Test
  void typesAndShortValuesAreKept() {
    Attributes source =
        Attributes.builder()
            .put("server.address", "graph.facebook.com")
            .put("server.port", 443)
            .put("gen_ai.request.temperature", 0.2)
            .put("gen_ai.request.stream", true)
            .put(AttributeKey.stringArrayKey("gen_ai.request.stop_sequences"), List.of("fim"))
            .build();

    assertThat(copied(source)).isEqualTo(source);
  }

  @Test
  void longStringsAreCutAtAKilobyteAlsoInsideLists() {
    AttributeKey<List<String>> list = AttributeKey.stringArrayKey("list");
    Attributes source =
        Attributes.builder()
            .put("url.full", "x".repeat(5000))
            .put(list, Collections.nCopies(100, "y".repeat(2000)))
            .build();

    Attributes copied = copied(source);

    assertThat(copied.get(AttributeKey.stringKey("url.full"))).isEqualTo("x".repeat(1024));
    assertThat(copied.get(list)).isEqualTo(Collections.nCopies(16, "y".repeat(1024)));
  }

  @Test
  void aCutNeverSplitsACharacter() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      String text =
          random
              .ints(random.nextInt(1500), 0, 0x10FFFF)
              .filter(point -> point < 0xD800 || point > 0xDFFF)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      byte[] cut = Texts.shortened(text).getBytes(StandardCharsets.UTF_8);

      assertThat(cut.length).as("seed %d", seed).isLessThanOrEqualTo(1024);
      assertThat(text).as("seed %d", seed).startsWith(new String(cut, StandardCharsets.UTF_8));
      if (cut.length < 1021) {
        assertThat(Texts.shortened(text)).as("seed %d", seed).isEqualTo(text);
      }
    }
  }

  @Test
  void noMoreThanSixtyFourAttributesAreCarried() {
    AttributesBuilder source = Attributes.builder();
    for (int i = 0; i < 1000; i++) {
      source.put("k" + i, i);
    }

    assertThat(copied(source.build()).size()).isEqualTo(64);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gen_ai.input.messages",
        "gen_ai.output.messages",
        "gen_ai.system_instructions",
        "gen_ai.prompt",
        "gen_ai.completion",
        "gen_ai.prompt.3.content",
        "gen_ai.completion.0.tool_calls.0.arguments",
        "gen_ai.tool.definitions",
        "gen_ai.tool.call.arguments",
        "gen_ai.tool.call.result",
        "gen_ai.retrieval.query.text",
        "gen_ai.retrieval.documents",
        "gen_ai.memory.records",
        "gen_ai.prompt.variable.nome",
        "input.value",
        "output.value",
        "llm.input_messages.0.message.content",
        "llm.input_messages.1.message.contents.0.message_content.text",
        "llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments",
        "llm.prompts.0.prompt.text",
        "llm.prompt_template.variables",
        "retrieval.documents.0.document.content",
        "embedding.embeddings.0.embedding.text",
        "traceloop.entity.input",
        "ai.prompt.messages",
        "ai.response.text",
        "langfuse.observation.input",
        "langfuse.trace.output",
        "db.query.text",
        "db.statement",
        "another.dialect.prompt"
      })
  void contentIsRecognisedByItsKey(String key) {
    assertThat(copied(Attributes.builder().put(key, "oi").build()).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gen_ai.operation.name",
        "gen_ai.provider.name",
        "gen_ai.request.model",
        "gen_ai.conversation.id",
        "gen_ai.tool.name",
        "openinference.span.kind",
        "llm.model_name",
        "session.id",
        "user.id",
        "server.address",
        "server.port",
        "url.full",
        "http.request.method",
        "http.request.body.size",
        "messaging.destination.name",
        "db.system.name",
        "db.operation.name",
        "rpc.method",
        "farol.deadline_ms"
      })
  void whatIsNotContentIsKept(String key) {
    assertThat(copied(Attributes.builder().put(key, "oi").build()).size()).isEqualTo(1);
  }

  private static Attributes copied(Attributes source) {
    AttributesBuilder target = Attributes.builder();
    StartAttributes.copy(source, target);
    return target.build();
  }
}
