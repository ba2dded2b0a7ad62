// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.farol.flow.Draft;
import io.farol.flow.Signal;
import io.farol.model.CallKind;
import io.farol.model.Outcome;
import io.farol.model.Tokens;
import io.farol.testkit.SharedData;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What must hold for every recording, golden file or not.
class SampleFactsTest {

  @TestFactory
  Stream<DynamicTest> tokensAreThoseThatTheSpanReports() {
    return Samples.files("openinference-spans-for-cassettes", ".json").stream()
        .map(file -> DynamicTest.dynamicTest(Samples.name(file), () -> tokens(file)));
  }

  private static void tokens(Path file) {
    JsonNode span = Samples.json(file);
    Draft draft = Samples.intake(Signal.SPANS, Samples.around(span)).batch().drafts().getFirst();

    assertThat(Taken.call(draft).kind()).isEqualTo(CallKind.MODEL);
    assertThat(Taken.tokens(draft))
        .isEqualTo(
            new Tokens(
                reported(span, "llm.token_count.prompt"),
                reported(span, "llm.token_count.completion"),
                reported(span, "llm.token_count.prompt_details.cache_read"),
                reported(span, "llm.token_count.prompt_details.cache_write"),
                reported(span, "llm.token_count.completion_details.reasoning"),
                reported(span, "llm.token_count.prompt_details.audio"),
                reported(span, "llm.token_count.completion_details.audio")));
    assertThat(Taken.usage(draft).model().requested()).isNotNull();
    boolean failed = span.path("status").path("code").asText().endsWith("ERROR");
    assertThat(Taken.call(draft).outcome() instanceof Outcome.Failed).isEqualTo(failed);
  }

  private static @Nullable Long reported(JsonNode span, String key) {
    for (JsonNode attribute : span.path("attributes")) {
      if (attribute.get("key").asText().equals(key)) {
        return Long.valueOf(attribute.get("value").get("intValue").asText());
      }
    }
    return null;
  }

  /// These recordings may be used in tests and not copied: only facts are asserted.
  @TestFactory
  Stream<DynamicTest> traceGraphs() {
    return Samples.files("tempo-otlp-traces", ".json").stream()
        .map(file ->
            DynamicTest.dynamicTest(
                Samples.name(file),
                () -> {
                  JsonNode request = Samples.json(file);
                  Intake intake = Samples.intake(Signal.SPANS, request);

                  assertThat(intake.rejections()).isEmpty();
                  assertThat(intake.batch().drafts()).hasSize(spans(request));
                  assertThat(intake.batch().drafts())
                      .filteredOn(draft -> draft.span().call() != null)
                      .allSatisfy(draft -> {
                        assertThat(draft.span().kind().name()).isIn("CLIENT", "PRODUCER");
                        assertThat(Taken.call(draft).to()).isNotEmpty();
                      });
                }));
  }

  @Test
  void aTraceThroughAQueueAndADatabase() {
    Samples.files("tempo-otlp-traces", "trace-with-queue-database.json")
        .forEach(file ->
            assertThat(
                    Samples.intake(Signal.SPANS, Samples.json(file)).batch().drafts().stream()
                        .filter(draft -> draft.span().call() != null)
                        .map(draft -> Taken.call(draft).integration())
                        .distinct())
                .contains("postgresql/postgres", "rabbitmq/messages"));
  }

  /// The real requests of another collector are read without a single rejection.
  @Test
  void brokenGroupsDoNotBreakTheRest() {
    Samples.files("jaeger-ui-otlp", "combined.json")
        .forEach(file ->
            assertThat(Samples.intake(Signal.SPANS, Samples.json(file)).rejections()).isEmpty());
  }

  /// The attributes that real instrumentations emit are kept, or consumed as messages.
  @TestFactory
  Stream<DynamicTest> conformanceScenariosKeepTheirAttributes() {
    Set<String> content =
        Set.of("gen_ai.input.messages", "gen_ai.output.messages", "gen_ai.system_instructions");
    return Stream.of("otel-genai-semconv-conformance", "otel-genai-semconv-reference")
        .flatMap(folder -> Stream.ofNullable(folder(folder)))
        .flatMap(folder -> Samples.below(folder, "data.json"))
        .map(file ->
            DynamicTest.dynamicTest(
                file.getName(file.getNameCount() - 2) + "/" + Samples.name(file),
                () ->
                    Samples.json(file)
                        .path("spans")
                        .properties()
                        .forEach(kind -> scenario(kind.getKey(), kind.getValue(), content))));
  }

  private static void scenario(String kind, JsonNode keys, Set<String> content) {
    var span = Sent.span("00f067aa0ba902b7", kind);
    for (JsonNode key : keys) {
      span.addAllAttributes(Sent.attributes(key.asText(), value(kind, key.asText())));
    }
    Draft draft = Taken.draft(span);

    assertThat(draft.span().detail().attributes().keySet())
        .containsAll(
            Stream.iterate(0, i -> i < keys.size(), i -> i + 1)
                .map(i -> keys.get(i).asText())
                .filter(key -> !content.contains(key) || draft.said().isEmpty())
                .toList());
    if (kind.equals("inference")) {
      assertThat(Taken.call(draft).kind()).isEqualTo(CallKind.MODEL);
    }
  }

  private static Object value(String kind, String key) {
    if (key.equals("gen_ai.operation.name")) {
      return kind.equals("inference") ? "chat" : kind;
    }
    if (key.startsWith("gen_ai.usage.") || key.endsWith(".port") || key.endsWith("status_code")) {
      return 7L;
    }
    return content(key) ? "[{\"role\":\"user\",\"content\":\"oi\"}]" : "x";
  }

  private static boolean content(String key) {
    return key.endsWith("messages");
  }

  private static @Nullable Path folder(String name) {
    Optional<Path> found = SharedData.find("05-conformance/" + name);
    return found.orElse(null);
  }

  private static int spans(JsonNode request) {
    int count = 0;
    for (JsonNode group : request.path("resourceSpans")) {
      for (JsonNode scope : group.path("scopeSpans")) {
        count += scope.path("spans").size();
      }
    }
    return count;
  }
}
