// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import static io.farol.semantic.redact.Redacting.REDACTOR;
import static io.farol.semantic.redact.Redacting.explain;
import static io.farol.semantic.redact.Redacting.redact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRedactorTest {

  @Test
  void aTextWithNothingInItComesBackItself() {
    String text = "Olá, tudo bem? São 10h30 de 12/10/2026; pedido nº 48213, R$ 1.234,56 😀";
    assertThat(redact(text)).isSameAs(text);
    assertThat(redact("")).isEmpty();
  }

  @Test
  void pseudonymsHaveOneForm() {
    assertThat(redact("52998224725")).matches("⟦cpf:[0-9a-f]{32}⟧");
    assertThat(redact("11444777000161")).matches("⟦cnpj:[0-9a-f]{32}⟧");
    assertThat(redact("4111111111111111")).matches("⟦card:[0-9a-f]{32}⟧");
    assertThat(redact("a@b.co")).matches("⟦email:[0-9a-f]{32}⟧");
    assertThat(redact("11987654321")).matches("⟦phone:[0-9a-f]{32}⟧");
  }

  @Test
  void pseudonymsAreHmacOfKindAndValueUnderTheKey() {
    // printf 'cpf:52998224725' | openssl dgst -sha256 -mac HMAC -macopt hexkey:00…00, first half
    assertThat(redact("529.982.247-25")).isEqualTo("⟦cpf:eef8928a1f8e21ea1d5bc791be769731⟧");
    TextRedactor other = new TextRedactor(PseudonymKey.random());
    assertThat(other.redact(null, "529.982.247-25")).isNotEqualTo(redact("529.982.247-25"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "authorization",
        "Authorization",
        "api-key",
        "x-api-key",
        "cookie",
        "set-cookie",
        "password",
        "secret",
        "token",
        "http.request.header.authorization",
        "http.response.header.set-cookie",
        "http.request.header.x-api-key",
        "openai.api_key",
        "apiKey",
        "client_secret",
        "db.password",
        "OCP-APIM-SUBSCRIPTION-KEY",
        "jwt_token",
        "autenticar_procurador_token",
        "x-hub-signature-256",
        "X-Twilio-Signature",
        "x-ms-copy-source-authorization",
        "X-Amz-Security-Token",
        "senha",
        "access_token",
        "refreshToken",
        "hub.verify_token",
        "x-goog-api-key",
        "user.pass",
        "AccountKey"
      })
  void underSomeKeysEverythingIsACredential(String key) {
    assertThat(REDACTOR.redact(key, "qualquer coisa")).isEqualTo("⟦credential⟧");
    assertThat(REDACTOR.redact(key, "⟦credential⟧")).isEqualTo("⟦credential⟧");
    assertThat(REDACTOR.redact(key, "")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gen_ai.usage.input_tokens",
        "gen_ai.usage.output_tokens",
        "llm.token_count.prompt",
        "gen_ai.request.max_tokens",
        "llm.usage.total_tokens",
        "gen_ai.token.type",
        "token_type",
        "http.request.header.content-type",
        "db.collection.name",
        "key",
        "name",
        "monkey",
        "messaging.kafka.message.key",
        "cache_key",
        "gen_ai.server.time_to_first_token",
        "session.id",
        "next_page_token",
        "user.id",
        "tokenizer",
        "secretary",
        "cookie_policy",
        "api_key_id",
        "author"
      })
  void underOthersNothingIs(String key) {
    assertThat(REDACTOR.redact(key, "qualquer coisa")).isEqualTo("qualquer coisa");
  }

  @Test
  void nestedJsonStaysJson() {
    assertThat(redact("{\"cpf\":52998224725,\"n\":[52998224725, 1.5]}"))
        .isEqualTo("{\"cpf\":\"%1$s\",\"n\":[\"%1$s\", 1.5]}".formatted(redact("52998224725")));
    assertThat(redact("{\"a\":\"{\\\"cpf\\\":52998224725,\\\"b\\\":1}\"}"))
        .isEqualTo(
            "{\"a\":\"{\\\"cpf\\\":\\\"%s\\\",\\\"b\\\":1}\"}".formatted(redact("52998224725")));
    assertThat(redact("fone\\n11987654321\\t\\\"x\\\""))
        .isEqualTo("fone\\n" + redact("11987654321") + "\\t\\\"x\\\"");
  }

  @Test
  void markersOfTheFormAreLeftAlone() {
    String marker = "⟦cpf:0123456789abcdef0123456789abcdef⟧";
    for (String text :
        List.of(
            marker,
            "senha: ⟦credential⟧",
            "Bearer ⟦credential⟧",
            "⟦data:image/png;bytes=1234⟧",
            "⟦jwt⟧",
            "⟦dropped⟧",
            "a " + marker + marker + "@b.co")) {
      assertThat(redact(text)).isSameAs(text);
    }
    assertThat(redact("⟦cpf:52998224725⟧")).isEqualTo("⟦cpf:" + redact("52998224725") + "⟧");
    assertThat(redact("⟦data:a@b.co;bytes=1⟧")).doesNotContain("a@b.co");
  }

  @Test
  void offsetsAreThoseOfTheTextAsItCame() {
    String text = "😀 cpf 529\u200B982\u200B247\u200B25 e \\u0061@b.co";
    Redaction redaction = explain(text);
    assertThat(redaction.finds()).hasSize(2);
    Find cpf = redaction.finds().get(0);
    assertThat(text.substring(cpf.start(), cpf.end())).isEqualTo("529\u200B982\u200B247\u200B25");
    Find email = redaction.finds().get(1);
    assertThat(text.substring(email.start(), email.end())).isEqualTo("\\u0061@b.co");
  }

  @Test
  void hugeTextsTakeTimeInProportion() {
    for (String piece :
        List.of(
            "1 ",
            "a@",
            "key=",
            "\\",
            "%25",
            "-----BEGIN PRIVATE KEY-----",
            "data:",
            "<a>",
            "eyJ",
            "\"password\":\"",
            "://a:b",
            "9",
            "A1b",
            "⟦",
            "Bearer ",
            "{\"key\":\"token\",",
            "[\"token\":[")) {
      String text = piece.repeat(400_000 / piece.length());
      long start = System.nanoTime();
      redact(text);
      assertThat((System.nanoTime() - start) / 1_000_000).as(piece).isLessThan(20_000);
    }
  }

  @Test
  void manyThreadsOneAnswer() throws ExecutionException, InterruptedException {
    String text = "cpf 529.982.247-25, fone (11) 98765-4321, a@b.co";
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<String>> answers =
          IntStream.range(0, 200).mapToObj(i -> threads.submit(() -> redact(text))).toList();
      Set<String> different =
          answers.stream().map(TextRedactorTest::outcome).collect(Collectors.toSet());
      assertThat(different).containsExactly(redact(text));
    }
  }

  private static String outcome(Future<String> answer) {
    try {
      return answer.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theKeyHidesItself() {
    PseudonymKey key = PseudonymKey.random();
    assertThat(key.reveal()).hasSize(64);
    assertThat(key.toString()).doesNotContain(key.reveal());
    assertThat(PseudonymKey.parse(key.reveal() + "\n")).isEqualTo(key);
    assertThatThrownBy(() -> PseudonymKey.of(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("256 bits");
    assertThatThrownBy(() -> PseudonymKey.parse("segredo-que-vaza"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContainingAny("segredo");
  }
}
