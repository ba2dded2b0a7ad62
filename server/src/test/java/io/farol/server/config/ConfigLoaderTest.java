// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {

  /// For each setting a value that differs from its default: a setting without one fails the test
  /// below.
  private static final Map<Setting, String> OTHER =
      Map.ofEntries(
          Map.entry(Setting.HOST, "127.0.0.2"),
          Map.entry(Setting.PORT, "1"),
          Map.entry(Setting.OTLP_GRPC_PORT, "off"),
          Map.entry(Setting.OTLP_HTTP_PORT, "0"),
          Map.entry(Setting.GATEWAY_PORT, "5"),
          Map.entry(Setting.HOOKS_PORT, "6"),
          Map.entry(Setting.OPEN, "true"),
          Map.entry(Setting.ALLOWED_HOSTS, "farol.example, other.example"),
          Map.entry(Setting.DATA_DIR, "/srv/farol"),
          Map.entry(Setting.PSEUDONYM_KEY, "/etc/farol.key"),
          Map.entry(Setting.QUEUE, "1 MiB"),
          Map.entry(Setting.RESERVE, "2GB"),
          Map.entry(Setting.KEEP_CONTENT, "7"),
          Map.entry(Setting.KEEP_SPANS, "31 days"),
          Map.entry(Setting.KEEP_LOGS, "1 day"),
          Map.entry(Setting.KEEP_METRICS, "400 days"),
          Map.entry(Setting.KEEP_LEDGER, "forever"));

  @TempDir private Path folder;

  @Test
  void everySettingChangesSomething() {
    FarolConfig defaults = ConfigLoader.load(null, Map.of(), Map.of());
    for (Setting setting : Setting.values()) {
      String text = OTHER.getOrDefault(setting, setting.defaultText);
      FarolConfig changed = ConfigLoader.load(null, Map.of(), Map.of(setting.key, text));
      assertThat(changed).as(setting.key).isNotEqualTo(defaults);
    }
  }

  @Test
  void whatIsNeededIsKeptAsLong() {
    assertThatThrownBy(() ->
            ConfigLoader.load(
                null, Map.of(), Map.of("retention.content", "60", "retention.spans", "59 days")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("keep spans at least as long");
    assertThatThrownBy(
            () -> ConfigLoader.load(null, Map.of(), Map.of("retention.spans", "forever")))
        .hasMessageContaining("keep the ledger at least as long");
    assertThatThrownBy(() -> ConfigLoader.load(null, Map.of(), Map.of("retention.logs", "0 days")))
        .hasMessageContaining("is not a number of days such as 30 days");
  }

  @Test
  void theExampleIsTheDefaults() {
    FarolConfig example =
        ConfigLoader.load(Path.of("..", "farol.example.yaml"), Map.of(), Map.of());
    assertThat(example).isEqualTo(ConfigLoader.load(null, Map.of(), Map.of()));
  }

  @Test
  void theExampleNamesEverySetting() throws IOException {
    String text = Files.readString(Path.of("..", "farol.example.yaml"));
    for (Setting setting : Setting.values()) {
      assertThat(text).contains(setting.key.substring(setting.key.indexOf('.') + 1) + ":");
    }
  }

  @Test
  void flagsOverrideEnvironmentOverridesFile() throws IOException {
    Path file = write("server:\n  port: 1\n  otlp-grpc-port: 1\n  otlp-http-port: 1\n");
    Map<String, String> environment =
        Map.of("FAROL_SERVER_PORT", "2", "FAROL_SERVER_OTLP_GRPC_PORT", "2");
    FarolConfig.Server server =
        ConfigLoader.load(file, environment, Map.of("server.port", "3")).server();
    assertThat(server.port().number()).isEqualTo(3);
    assertThat(server.otlpGrpcPort().number()).isEqualTo(2);
    assertThat(server.otlpHttpPort().number()).isEqualTo(1);
  }

  @Test
  void allProblemsAreReportedTogetherWithPlaceAndMend() throws IOException {
    Path file = write("server:\n  prot: 9\n  port: many\njournal:\n  queue: huge\n");
    assertThatThrownBy(() -> ConfigLoader.load(file, Map.of("FAROL_SERVER_OPEN", "yes"), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "server.prot: there is no such setting; did you mean \"server.port\"?")
        .hasMessageContaining("server.port: \"many\" is not a port")
        .hasMessageContaining("journal.queue: \"huge\" is not a size")
        .hasMessageContaining("FAROL_SERVER_OPEN: \"yes\" is not true or false");
  }

  @Test
  void openIsRefusedWhereOthersCanReachIt() {
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("server.host", "0.0.0.0");
    flags.put("server.open", "true");
    assertThatThrownBy(() -> ConfigLoader.load(null, Map.of(), flags))
        .hasMessageContaining("server.open: refused on 0.0.0.0");
  }

  @Test
  void theKeyOfThePseudonymsMayNotLieWithTheData() {
    Map<String, String> flags =
        Map.of("data.dir", "/srv/farol", "redaction.key-file", "/srv/farol/key");
    assertThatThrownBy(() -> ConfigLoader.load(null, Map.of(), flags))
        .hasMessageContaining("keep it outside");
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("farol.yaml"), yaml);
  }
}
