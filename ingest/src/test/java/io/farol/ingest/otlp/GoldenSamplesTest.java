// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.farol.flow.Signal;
import io.farol.testkit.GoldenFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Recordings of other projects against the golden files that are kept of them; see
/// `golden/SOURCE.md`. `-Dgolden.update` writes them anew, for every recording that is there.
class GoldenSamplesTest {

  private static final Path KEPT = Path.of("src", "test", "resources", "golden");

  @TestFactory
  Stream<DynamicTest> openInferenceOfEnvoy() {
    return each(
        "openinference-spans-for-cassettes",
        ".json",
        file -> Normalised.json(Samples.intake(Signal.SPANS, Samples.around(Samples.json(file)))));
  }

  @TestFactory
  Stream<DynamicTest> genAiOfGrafana() {
    return each(
        "grafana-agento11y",
        ".span.json",
        file -> Normalised.json(Samples.intake(Signal.SPANS, Samples.around(Samples.json(file)))));
  }

  @TestFactory
  Stream<DynamicTest> frameworksOfLangfuse() {
    return each(
        "langfuse-framework-traces",
        ".trace.json",
        file ->
            String.join(
                "",
                StreamSupport.stream(Samples.json(file).get("observations").spliterator(), false)
                    .map(GoldenSamplesTest::observation)
                    .toList()));
  }

  @TestFactory
  Stream<DynamicTest> requestsOfOpenTelemetry() {
    return Stream.of(
            "otlp-java-expected", "otlp-proto-examples", "jaeger-fixtures", "skywalking-otlp/test")
        .flatMap(folder ->
            each(
                folder,
                ".json",
                file -> {
                  Signal signal = signal(Samples.json(file));
                  return signal == null ? "" : Normalised.json(request(signal, file));
                }));
  }

  private static String observation(JsonNode observation) {
    try {
      return Normalised.json(Samples.intake(Signal.SPANS, Samples.ofLangfuse(observation)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Intake request(Signal signal, Path file) {
    return Samples.intake(signal, Samples.wrapped(Samples.json(file), groups(signal)));
  }

  private static String groups(Signal signal) {
    return switch (signal) {
      case SPANS -> "resourceSpans";
      case LOGS -> "resourceLogs";
      case METRICS -> "resourceMetrics";
    };
  }

  private static @Nullable Signal signal(JsonNode node) {
    for (Signal signal : Signal.values()) {
      String scopes = groups(signal).replace("resource", "scope");
      if (node.has(groups(signal)) || node.has(scopes)) {
        return signal;
      }
    }
    return null;
  }

  /// Compares what has a golden file; a recording without one is read all the same.
  private static Stream<DynamicTest> each(
      String folder, String ending, Function<Path, String> read) {
    List<Path> files = Samples.files(folder, ending);
    return files.stream()
        .map(file ->
            DynamicTest.dynamicTest(
                folder + "/" + Samples.name(file),
                () -> {
                  String actual = read.apply(file);
                  String name = folder + "/" + Samples.name(file) + ".json";
                  boolean update = System.getProperty("golden.update") != null;
                  if (!actual.isEmpty() && (update || Files.exists(KEPT.resolve(name)))) {
                    GoldenFiles.ofModule().assertEqual(name, actual);
                  } else {
                    assertThat(actual).doesNotContain("\"rejected\" : \"1");
                  }
                }));
  }
}
