// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.server.intake.DoorFuzz;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Jazzer drives each target for some seconds, from a corpus of our own encoders: a finding fails
/// the test and names the input. `./farol fuzz` does the same for longer.
///
/// An input that was a finding lies under `src/test/resources/fuzz/TARGET` and is tried first, each
/// time.
class FuzzIT {

  /// Seconds for each target.
  private static final int SECONDS = Integer.getInteger("farol.fuzz.seconds", 12);

  private static final Path FINDINGS = Path.of("src", "test", "resources", "fuzz");

  @ParameterizedTest
  @ValueSource(classes = {OtlpFuzz.class, BatchFuzz.class, RedactFuzz.class, DoorFuzz.class})
  void holds(Class<?> target)
      throws IOException, InterruptedException, ReflectiveOperationException {
    earlierFindings(target);

    Path folder = Path.of("target", "fuzz", target.getSimpleName()).toAbsolutePath();
    Path corpus = folder.resolve("corpus");
    Files.createDirectories(corpus);
    int number = 0;
    for (byte[] each : Corpus.of(target.getSimpleName())) {
      Files.write(corpus.resolve("made-" + number++), each);
    }
    int seed = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
    Path log = folder.resolve("log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.getName(),
                "--instrumentation_includes=io.farol.**",
                "--custom_hook_includes=io.farol.**",
                "--reproducer_path=" + folder,
                corpus.toString(),
                "-artifact_prefix=" + folder + "/",
                "-max_total_time=" + SECONDS,
                "-max_len=8192",
                "-timeout=10",
                "-rss_limit_mb=3000",
                "-seed=" + seed));
    Process jazzer =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = jazzer.waitFor(SECONDS + 120L, TimeUnit.SECONDS);
    if (!ended) {
      jazzer.destroyForcibly();
    }

    String told = Files.readString(log);
    System.out.println(
        target.getSimpleName()
            + ", seed "
            + seed
            + ": "
            + told.lines()
                .filter(line -> line.contains("DONE") || line.startsWith("Done"))
                .toList());
    assertThat(ended).as("it ends in time; its log is " + log).isTrue();
    assertThat(jazzer.exitValue())
        .as(
            "nothing was found; an input lies in "
                + folder
                + "; put it under "
                + FINDINGS.resolve(target.getSimpleName())
                + " with the mend:\n"
                + told.substring(Math.max(0, told.length() - 4_000)))
        .isZero();
  }

  private static void earlierFindings(Class<?> target)
      throws IOException, ReflectiveOperationException {
    Path folder = FINDINGS.resolve(target.getSimpleName());
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
        try {
          target
              .getMethod("fuzzerTestOneInput", byte[].class)
              .invoke(null, (Object) Files.readAllBytes(file));
        } catch (InvocationTargetException finding) {
          throw new AssertionError(file + " is a finding again", finding.getCause());
        }
      }
    }
  }
}
