// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farol.flow.RawExchange;
import io.farol.gateway.Route;
import io.farol.gateway.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteReaderTest {

  @TempDir private Path folder;

  private List<Route> routes(String yaml, Map<String, String> environment) throws IOException {
    Path file = folder.resolve("farol.yaml");
    Files.writeString(file, "gateway:\n  routes:\n" + yaml.indent(4));
    return ConfigLoader.load(file, environment, Map.of()).routes();
  }

  @Test
  void theShortestRoute() throws IOException {
    assertThat(routes("- name: azure\n  upstream: https://example.openai.azure.com", Map.of()))
        .containsExactly(Route.plain("azure", Upstream.parse("https://example.openai.azure.com")));
  }

  @Test
  void everythingARouteMaySay() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "hush\n");
    List<Route> routes =
        routes(
            """
            - name: all
              upstream: http://10.0.0.7:8080/v1
              platform: openai
              from: assistente
              http: "2"
              headers:
                set: {X-Team: farol}
                remove: [X-Internal]
                conversation: X-Conversation-Id
              credential: {header: api-key, value: "Key ${file:%s}"}
              egress-proxy: {url: "http://proxy.example:3128", user: u, password: "${env:P}"}
              timeouts: {connect: 1s, first-byte: 2min, idle: 3s, keep-alive: 400ms}
              capture: metadata
              limits: {in-flight: 5, request-body: 20 MiB}
              allow-private: true
            """
                .formatted(secret),
            Map.of("P", "pass"));
    assertThat(routes)
        .containsExactly(
            new Route(
                "all",
                Upstream.parse("http://10.0.0.7:8080/v1"),
                "openai",
                new RawExchange.Parties(RawExchange.Way.OUT, "assistente", null),
                Route.Http.HTTP_2,
                new Route.HeaderRules(
                    Map.of("X-Team", "farol"), List.of("X-Internal"), "X-Conversation-Id"),
                new Route.Credential("api-key", "Key hush"),
                Route.Tls.PLATFORM,
                new Route.EgressProxy("proxy.example", 3128, "u", "pass"),
                new Route.Timeouts(
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(3),
                    Duration.ofMillis(400)),
                Route.Capture.METADATA,
                new Route.Limits(5, 20 << 20),
                true));
  }

  @Test
  void allProblemsAreToldTogetherWithPlaceAndMend() {
    assertThatThrownBy(() ->
            routes(
                """
                - name: Azure
                  upstrem: https://x.example
                - name: b
                  upstream: ftp://x.example
                  credential: {value: sk-a-literal-secret}
                  http: 3
                  headers: {set: {Host: x}, conversation: Authorization}
                - name: c
                  upstream: https://u:hidden@x.example
                  timeouts: {connect: soon}
                  limits: {in-flight: -1}
                - name: d
                  upstream: https://x.example
                  credential: {value: "${env:NOT_SET}"}
                  trust-store: /no/such.pem
                - name: e
                  upstream: https://x.example
                - name: e
                  upstream: https://x.example
                - just text
                """,
                Map.of()))
        .isInstanceOf(ConfigException.class)
        .message()
        .contains("routes[0].name: may hold lower-case letters")
        .contains("routes[0].upstrem: there is no such setting; did you mean \"upstream\"?")
        .contains("routes[0]: a route needs an upstream")
        .contains(
            "routes[1].upstream: \"ftp://x.example\" is not https://api.example.com: it does not begin with")
        .contains("routes[1].credential.value: a secret stands in the file; name it as ${env:NAME}")
        .contains("routes[1].http: is one of 1.1, 2, auto")
        .contains("routes[1].headers.set: Host belongs to the connection")
        .contains("routes[1].headers.conversation: Authorization carries a credential")
        .contains("routes[2].upstream: \"https://…@x.example\"")
        .contains("routes[2].timeouts.connect: \"soon\" is not 10s, 500ms or 5min")
        .contains("routes[2].limits.in-flight: \"-1\" is not a number")
        .contains("routes[3].credential.value: the environment variable NOT_SET is not set")
        .contains("routes[3].trust-store: /no/such.pem cannot be read")
        .contains("routes[5].name: another route has it")
        .contains("routes[6]: expected a route")
        .doesNotContain("sk-a-literal-secret")
        .doesNotContain("hidden");
  }

  @Test
  void thePageNamesEveryKey() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "reference", "gateway.md"));
    assertThat(RouteReader.KEYS).allSatisfy(key -> assertThat(page).contains("| `" + key + "` |"));
  }

  /// What the page shows and what the example file comments out can be used as it stands.
  @Test
  void theExamplesAreRoutes() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "reference", "gateway.md"));
    String yaml = page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("\n```\n"));
    String example =
        Files.readString(Path.of("..", "farol.example.yaml"))
            .lines()
            .dropWhile(line -> !line.equals("# gateway:"))
            .takeWhile(line -> !line.isEmpty())
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
