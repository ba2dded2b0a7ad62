// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import static io.farol.semantic.redact.Redacting.redact;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The string cases of a public redaction suite. They name their own markers, so what is compared
/// is what must be gone and what must have stayed. Cases that ask for less than Farol does (its
/// light mode, e-mail kept) are left aside.
class RedactionVectorsTest {

  private static final Pattern MARKER = Pattern.compile("\\[REDACTED:[a-z-]+]");

  @Test
  void whatMustGoIsGoneAndTheRestStays() {
    SharedData.find("05-conformance/redaction-vectors/redaction/fixtures/strings.json")
        .ifPresent(file -> {
          int asked = 0;
          List<String> wrong = new ArrayList<>();
          for (JsonNode each : SharedData.json(file).get("cases")) {
            String input = each.get("input").asText();
            boolean mail = input.contains("@") && !each.get("emails").asBoolean();
            if (each.get("mode").asText().equals("full") && !mail) {
              asked++;
              if (!holds(input, each.get("expected").asText())) {
                wrong.add(each.get("id").asText());
              }
            }
          }
          System.out.printf("redaction vectors: %d, wrong %d%n", asked, wrong.size());
          assertThat(asked).isPositive();
          assertThat(wrong).isEmpty();
        });
  }

  private static boolean holds(String input, String expected) {
    String redacted = redact(input);
    Matcher whole = Pattern.compile(pattern(expected), Pattern.DOTALL).matcher(input);
    if (!whole.matches()) {
      return false;
    }
    for (int i = 1; i <= whole.groupCount(); i++) {
      String secret = whole.group(i);
      String tail =
          secret.substring(Math.max(secret.lastIndexOf(' '), secret.lastIndexOf('\u00A0')) + 1);
      if (redacted.contains(tail)) {
        return false;
      }
    }
    return Pattern.compile(kept(expected), Pattern.DOTALL).matcher(redacted).matches();
  }

  /// The input that the expected output was made of, its secrets as groups.
  private static String pattern(String expected) {
    return joined(expected, "(.+)");
  }

  /// Our output: a marker, perhaps after the name of a scheme, which stays.
  private static String kept(String expected) {
    return joined(expected, "(?:[Bb]earer[\\s\u00A0]+)?⟦[^⟧]+⟧");
  }

  private static String joined(String expected, String between) {
    StringBuilder regex = new StringBuilder();
    Matcher marker = MARKER.matcher(expected);
    int at = 0;
    while (marker.find()) {
      regex.append(Pattern.quote(expected.substring(at, marker.start()))).append(between);
      at = marker.end();
    }
    return regex.append(Pattern.quote(expected.substring(at))).toString();
  }
}
