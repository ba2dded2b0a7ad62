// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import static io.farol.semantic.redact.Redacting.REDACTOR;
import static io.farol.semantic.redact.Redacting.redact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionPreviewTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private final RedactionPreview preview = new RedactionPreview(REDACTOR);

  @Test
  void ofText() {
    Redaction redaction = preview.ofText("CPF 529.982.247-25");
    assertThat(redaction.finds()).containsExactly(new Find(Kind.CPF, 4, 18, redact("52998224725")));
    assertThat(redaction.text()).isEqualTo("CPF " + redact("52998224725"));
  }

  @Test
  void ofJsonWithKeysAndNumbers() {
    String cpf = redact("52998224725");
    Redaction redaction =
        preview.ofJson(
            """
            { "cpf": 52998224725, "n": [1.5, -3, 5.2998224725E10, true, null],
              "529.982.247-25": {"texto": "oi \\"529.982.247-25\\"\\n"},
              "password": 123, "set-cookie": ["a=b", "c"], "max_tokens": 300 }\
            """);
    assertThat(redaction.text())
        .isEqualTo(
            """
            { "cpf": "%1$s", "n": [1.5, -3, "%1$s", true, null],
              "%1$s": {"texto": "oi \\"%1$s\\"\\n"},
              "password": "⟦credential⟧", "set-cookie": ["⟦credential⟧", "⟦credential⟧"], "max_tokens": 300 }\
            """
                .formatted(cpf));
    assertThat(redaction.finds())
        .extracting(Find::kind)
        .containsExactly(
            Kind.CPF,
            Kind.CPF,
            Kind.CPF,
            Kind.CPF,
            Kind.CREDENTIAL,
            Kind.CREDENTIAL,
            Kind.CREDENTIAL);
    assertThat(redaction.finds().get(3)).isEqualTo(new Find(Kind.CPF, 4, 18, cpf));
  }

  @Test
  void ofJsonThatNamesItsKeysBesideTheirValues() {
    assertThat(preview.ofJson("[{\"key\":\"api-key\",\"value\":{\"stringValue\":\"zz\"}}]").text())
        .isEqualTo("[{\"key\":\"api-key\",\"value\":{\"stringValue\":\"⟦credential⟧\"}}]");
    assertThat(preview.ofJson("{\"name\":\"x\",\"value\":\"zz\"}").finds()).isEmpty();
    assertThat(preview.ofJson("{\"secret\":{\"a\":[\"b\",1]}}").text())
        .isEqualTo("{\"secret\":{\"a\":[\"⟦credential⟧\",\"⟦credential⟧\"]}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a\"}",
        "{\"a\":}",
        "[1,]",
        "{\"a\":1,}",
        "\"a",
        "\"\\q\"",
        "\"\\u12\"",
        "tru",
        "01x",
        "1 2",
        "{a:1}",
        "\"\u0001\"",
        "--1",
        "1."
      })
  void whatIsNoJsonIsRefusedWithItsPlace(String text) {
    assertThatThrownBy(() -> preview.ofJson(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not JSON at character ");
  }

  @Test
  void depthIsBounded() {
    assertThatThrownBy(() -> preview.ofJson("[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nested deeper");
  }

  @Test
  void realDocumentsStayJsonAndComeToRest() {
    SharedData.find("04-channels")
        .ifPresent(folder -> {
          int documents = 0;
          try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                (Iterable<Path>) files.filter(RedactionPreviewTest::isJson)::iterator) {
              String json = Files.readString(file);
              if (parses(json)) {
                documents++;
                String redacted = preview.ofJson(json).text();
                assertThat(parses(redacted)).as(file.getFileName().toString()).isTrue();
                assertThat(preview.ofJson(redacted).text()).isEqualTo(redacted);
                assertThat(shape(redacted)).isEqualTo(shape(json));
              }
            }
          } catch (IOException e) {
            throw new IllegalStateException("cannot read " + folder.getFileName(), e);
          }
          System.out.printf("JSON documents redacted and read again: %d%n", documents);
          assertThat(documents).isPositive();
        });
  }

  /// The same text-level redaction must leave JSON within a string readable.
  @Test
  void jsonReadAsTextStaysJson() {
    SharedData.find("04-channels")
        .ifPresent(folder -> {
          int broken = 0;
          int documents = 0;
          try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                (Iterable<Path>) files.filter(RedactionPreviewTest::isJson)::iterator) {
              String json = Files.readString(file);
              if (parses(json)) {
                documents++;
                broken += parses(redact(json)) ? 0 : 1;
              }
            }
          } catch (IOException e) {
            throw new IllegalStateException("cannot read " + folder.getFileName(), e);
          }
          System.out.printf("JSON read as text: %d, broken %d%n", documents, broken);
          assertThat(broken).isZero();
        });
  }

  private static boolean isJson(Path file) {
    return file.getFileName().toString().endsWith(".json");
  }

  private static boolean parses(String json) {
    try {
      JSON.readTree(json);
      return !json.isBlank();
    } catch (IOException notJson) {
      return false;
    }
  }

  private static int shape(String json) throws IOException {
    return count(JSON.readTree(json));
  }

  private static int count(JsonNode node) {
    int count = 1;
    for (JsonNode each : node) {
      count += count(each);
    }
    return count;
  }
}
