// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A Farol server started for one load, with free ports.
public final class OwnServer implements AutoCloseable {
  /// What the launcher starts a server with, one a line.
  private static final String JAVA_OPTIONS = "farol.server.options";

  private static final Duration COME_UP = Duration.ofMinutes(1);

  private final Process process;
  private final Path data;
  private final Path log;
  private final Optional<Path> folder;

  private OwnServer(Process process, Path data, Path log, Optional<Path> folder) {
    this.process = process;
    this.data = data;
    this.log = log;
    this.folder = folder;
  }

  /// Starts the server of the given jar on a new data directory, which goes with it; what it prints
  /// goes to a log beside its data.
  public static OwnServer start(Path jar) throws IOException {
    Path folder = Files.createTempDirectory("farol-load");
    return start(jar, folder.resolve("data"), Optional.of(folder), List.of());
  }

  /// The same with a gateway on any free port, as the configuration says.
  static OwnServer startWithGateway(Path jar, String configuration) throws IOException {
    Path folder = Files.createTempDirectory("farol-load");
    Path config = Files.writeString(folder.resolve("farol.yaml"), configuration);
    return start(
        jar,
        folder.resolve("data"),
        Optional.of(folder),
        List.of("--config", config.toString(), "--gateway-port", "0"));
  }

  /// Starts the server of the given jar on a data directory that stays.
  static OwnServer start(Path jar, Path data) throws IOException {
    return start(jar, data, Optional.empty(), List.of());
  }

  private static OwnServer start(Path jar, Path data, Optional<Path> folder, List<String> more)
      throws IOException {
    Files.deleteIfExists(data.resolve("endpoints.json"));
    Path log = data.toAbsolutePath().resolveSibling("server.log");
    Files.createDirectories(log.getParent());
    Stream<String> java =
        Stream.of(Path.of(System.getProperty("java.home"), "bin/java").toString());
    Stream<String> serve =
        Stream.of(
            "-jar",
            jar.toString(),
            "serve",
            "--open",
            "--data",
            data.toString(),
            "--port",
            "0",
            "--otlp-grpc-port",
            "0",
            "--otlp-http-port",
            "off");
    List<String> command =
        Stream.of(java, System.getProperty(JAVA_OPTIONS, "").lines(), serve, more.stream())
            .flatMap(part -> part)
            .toList();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new OwnServer(process, data, log, folder);
  }

  /// Where it listens, once it does.
  ///
  /// @throws IOException when it ends or is not up within a minute, with what it printed
  public Target target() throws IOException, InterruptedException {
    Path endpoints = data.resolve("endpoints.json");
    Instant end = Instant.now().plus(COME_UP);
    while (!Files.exists(endpoints)) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        throw new IOException("the server did not come up:\n" + Files.readString(log));
      }
      Thread.sleep(Duration.ofMillis(50));
    }
    JsonNode json = new ObjectMapper().readTree(endpoints.toFile());
    return new Target(
        URI.create(json.path("otlpGrpc").asText()),
        URI.create(json.path("http").asText()),
        "",
        Optional.of(process.pid()),
        Optional.of(data));
  }

  /// Ends it as a power cut would; its data stay.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// A number of the line in which it tells how long its start took, once it has told it.
  ///
  /// @throws IOException when it has not told it within a minute
  long told(String name) throws IOException, InterruptedException {
    Pattern pattern = Pattern.compile("[ {,\"]" + name + "\"?[=:]\"?(\\d+)");
    Instant end = Instant.now().plus(COME_UP);
    Matcher number = pattern.matcher(Files.readString(log));
    while (!number.find()) {
      if (Instant.now().isAfter(end)) {
        throw new IOException("the server's log has no " + name + ":\n" + Files.readString(log));
      }
      Thread.sleep(Duration.ofMillis(50));
      number = pattern.matcher(Files.readString(log));
    }
    return Long.parseLong(number.group(1));
  }

  /// Where its gateway listens, once [#target] has been answered.
  URI gateway() throws IOException {
    return URI.create(
        new ObjectMapper()
            .readTree(data.resolve("endpoints.json").toFile())
            .path("gateway")
            .asText());
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    if (folder.isPresent()) {
      delete(folder.get());
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
