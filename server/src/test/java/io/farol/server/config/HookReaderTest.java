// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farol.flow.RawExchange;
import io.farol.gateway.Hook;
import io.farol.gateway.Signature;
import io.farol.gateway.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookReaderTest {

  private static final Map<String, String> SECRETS = Map.of("S", "hush", "T", "token");

  @TempDir private Path folder;

  private List<Hook> hooks(String yaml) throws IOException {
    Path file = folder.resolve("farol.yaml");
    Files.writeString(file, "hooks:\n  routes:\n" + yaml.indent(4));
    return ConfigLoader.load(file, SECRETS, Map.of()).hooks();
  }

  @Test
  void whatsAppAsTheReferenceShowsIt() throws IOException {
    Hook hook =
        hooks(
                """
                - name: whatsapp
                  platform: whatsapp
                  secret: ${env:S}
                  verify-token: ${env:T}
                  forward: http://127.0.0.1:8080/webhook
                  to: assistente
                  allow-private: true
                """)
            .getFirst();
    assertThat(hook.signature()).isEqualTo(Signature.meta("hush"));
    assertThat(hook.verifyToken()).isEqualTo("token");
    assertThat(hook.once()).isTrue();
    assertThat(hook.route().upstream()).isEqualTo(Upstream.parse("http://127.0.0.1:8080/webhook"));
    assertThat(hook.route().allowPrivate()).isTrue();
    assertThat(hook.route().parties())
        .isEqualTo(new RawExchange.Parties(RawExchange.Way.IN, "whatsapp", "assistente"));
    assertThat(hook.toString()).doesNotContain("hush", "token");
  }

  @Test
  void anySignedWebhook() throws IOException {
    Hook hook =
        hooks(
                """
                - name: shop
                  secret: ${env:S}
                  signature: {header: X-Sig, encoding: base64, algorithm: sha512}
                  forward: https://assistant.example/
                """)
            .getFirst();
    assertThat(hook.signature())
        .isEqualTo(
            new Signature(
                "X-Sig", "", Signature.Encoding.BASE64, Signature.Algorithm.SHA512, "hush"));
    assertThat(hook.verifyToken()).isNull();
    assertThat(hook.once()).isFalse();
  }

  @Test
  void everyProblemIsToldAtOnceAndNoSecretWithIt() {
    assertThatThrownBy(() ->
            hooks(
                """
                - name: Zap
                  platform: whatsapp
                  secret: plain-secret
                  forwrd: http://127.0.0.1
                - name: shop
                  secret: ${env:MISSING}
                  signature: {encoding: base32}
                  forward: ftp://x
                - 7
                """))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.getMessage())
                    .contains(
                        "hooks.routes[0].forwrd: there is no such setting; did you mean \"forward\"?",
                        "hooks.routes[0].name: may hold lower-case letters",
                        "hooks.routes[0]: a webhook needs forward",
                        "hooks.routes[0]: a webhook of whatsapp needs verify-token",
                        "hooks.routes[0].secret: a secret stands in the file",
                        "hooks.routes[1].secret: the environment variable MISSING is not set",
                        "hooks.routes[1].forward: \"ftp://x\" is not",
                        "hooks.routes[2]: expected a webhook")
                    .doesNotContain("plain-secret"));
  }

  @Test
  void anUnknownSettingBesideTheRoutes() {
    Path file = folder.resolve("farol.yaml");
    assertThatThrownBy(
            () -> {
              Files.writeString(file, "hooks:\n  route: []\n");
              ConfigLoader.load(file, Map.of(), Map.of());
            })
        .hasMessageContaining("hooks.route: there is no such setting");
  }

  @Test
  void thePageNamesEveryKey() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "reference", "webhooks.md"));
    assertThat(HookReader.KEYS).allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
  }

  /// What the page shows and what the example file comments out can be used as it stands.
  @Test
  void theExamplesAreWebhooks() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "reference", "webhooks.md"));
    String yaml = page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("\n```\n"));
    String example =
        Files.readString(Path.of("..", "farol.example.yaml"))
            .lines()
            .dropWhile(line -> !line.equals("# hooks:"))
            .map(line -> line.substring(2) + "\n")
            .collect(java.util.stream.Collectors.joining());
    for (String each : List.of(yaml, example)) {
      Path file = folder.resolve("shown.yaml");
      Files.writeString(file, each);
      assertThatThrownBy(() -> ConfigLoader.load(file, Map.of(), Map.of()))
          .message()
          .satisfies(problems ->
              assertThat(problems.lines())
                  .allMatch(
                      line -> line.contains("is not set") || line.contains("cannot be read")));
    }
  }
}
