// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.testkit.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplateTest {

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, /v1/chat/completions",
    "/cpf/404.428.201-35, /cpf/{id}",
    "/cpf/40442820135/nome, /cpf/{id}/nome",
    "/cnpj/12ABC34501DE35, /cnpj/{id}",
    "/users/maria@example.org, /users/{id}",
    "/users/Jo%C3%A3o, /users/{id}",
    "/t/f8cdef31-a31e-4b4a-93e4-5f571e91255a, /t/{id}",
    "/o/deadbeefdeadbeef1, /o/{id}",
    "/models/gpt-4.1-mini/x, /models/gpt-4.1-mini/x",
    "/v23.0/me, /v23.0/me",
    "/page/123, /page/123",
    "/page/1234, /page/{id}",
    "/people/{name}, /people/{name}",
    "/, /",
    "/a/b/c/d/e/f/g/h/i/j/k/l, /a/b/c/d/e/f/g/h/i/j/…"
  })
  void idsBecomePlaceholders(String path, String template) {
    assertThat(PathTemplate.of(path)).isEqualTo(template);
  }

  @Test
  void noDocumentNumberSurvives() {
    Seeds.check(
        200,
        seed -> {
          Random random = new Random(seed);
          String number = "%011d".formatted(random.nextLong(100_000_000_000L));
          String written =
              random.nextBoolean()
                  ? number
                  : number.substring(0, 3)
                      + "."
                      + number.substring(3, 6)
                      + "."
                      + number.substring(6, 9)
                      + "-"
                      + number.substring(9);

          assertThat(PathTemplate.of("/a/" + written + "/b")).isEqualTo("/a/{id}/b");
        });
  }
}
