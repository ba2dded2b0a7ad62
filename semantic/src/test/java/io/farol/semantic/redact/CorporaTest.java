// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import static io.farol.semantic.redact.Redacting.explain;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Real texts: what labelled ones say is there must be found, and in Portuguese talk in which there
/// is nothing, next to nothing may be. Figures are printed.
class CorporaTest {

  private static final Map<String, Kind> LABELS =
      Map.of("CREDIT_CARD", Kind.CARD, "EMAIL_ADDRESS", Kind.EMAIL);

  @Test
  void labelledCardsAndAddressesAreFound() {
    SharedData.find("06-text-corpora/presidio-research/tests/data/generated_small.json")
        .ifPresent(file -> {
          int wanted = 0;
          int found = 0;
          int other = 0;
          for (JsonNode each : SharedData.json(file)) {
            String text = each.get("full_text").asText();
            List<Find> finds = explain(text).finds();
            int right = 0;
            for (JsonNode span : each.get("spans")) {
              Kind kind = LABELS.get(span.get("entity_type").asText());
              int start = span.get("start_position").asInt();
              int end = span.get("end_position").asInt();
              wanted += kind == null ? 0 : 1;
              right +=
                  finds.stream()
                          .anyMatch(
                              it -> it.kind() == kind && it.start() == start && it.end() == end)
                      ? 1
                      : 0;
            }
            found += right;
            other +=
                (int) finds.stream().filter(it -> LABELS.containsValue(it.kind())).count() - right;
          }
          System.out.printf(
              "labelled cards and addresses: %d, found %d, false alarms %d%n",
              wanted, found, other);
          assertThat(wanted).isPositive();
          assertThat(found).isEqualTo(wanted);
          assertThat(other).isZero();
        });
  }

  @Test
  void talkInWhichThereIsNothingStaysAsItIs() {
    quiet("06-text-corpora/rasa-ptbr-intents-GPL/bot", 0);
    quiet("06-text-corpora/tais-govbr-intents-GPL", 0);
    quiet("06-text-corpora/lener-br-ner/leNER-Br", 1);
  }

  @Test
  void answersOfModelsHoldNoDocumentsOrCards() {
    SharedData.find("02-llm-http")
        .ifPresent(folder -> {
          Map<Kind, Integer> counts = count(folder);
          System.out.printf("recorded model traffic: %s%n", counts);
          assertThat(counts.keySet())
              .doesNotContainAnyElementsOf(Set.of(Kind.CPF, Kind.CNPJ, Kind.CARD));
          assertThat(counts.getOrDefault(Kind.PHONE, 0)).isLessThanOrEqualTo(25);
        });
  }

  private static void quiet(String path, int allowed) {
    SharedData.find(path)
        .ifPresent(folder -> {
          Map<Kind, Integer> counts = count(folder);
          int all = counts.values().stream().mapToInt(Integer::intValue).sum();
          System.out.printf("false alarms in %s: %d %s%n", path, all, counts);
          assertThat(all).isLessThanOrEqualTo(allowed);
        });
  }

  private static Map<Kind, Integer> count(Path folder) {
    Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    long characters = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(CorporaTest::isText)::iterator) {
        for (String line : Files.readAllLines(file)) {
          characters += line.length();
          explain(line).finds().forEach(find -> counts.merge(find.kind(), 1, Integer::sum));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + folder.getFileName(), e);
    }
    System.out.printf("read %d characters%n", characters);
    assertThat(characters).isPositive();
    return counts;
  }

  private static boolean isText(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file) && !name.equals("README.md") && !name.endsWith(".gz");
  }
}
