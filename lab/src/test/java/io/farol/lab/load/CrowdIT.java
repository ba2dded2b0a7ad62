// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bench of a crowd at small scale, on the real jar.
class CrowdIT {

  private static final Path JAR = Path.of("..", "server", "target", "farol.jar");

  @TempDir Path folder;

  @Test
  void drivesAServerAloneAndInACrowdAndTellsWhatTheCrowdDid()
      throws IOException, InterruptedException {
    assertThat(JAR).as("the jar is built before these tests run").exists();
    QueryPlan stored = new QueryPlan(3, 1_000, 1, 512, 1, 0);
    StringWriter text = new StringWriter();

    CrowdRun.run(stored, 3, JAR, folder.resolve("data"), new PrintWriter(text));

    assertThat(text.toString())
        .containsPattern(
            "alone +512 spans/s: p50 .* of \\d+ acknowledgements, \\d+ to come back, 0 failed")
        .containsPattern(
            "in a crowd +512 spans/s: p50 .* acknowledgements, \\d+ to come back, 0 failed")
        .containsPattern(
            "crowd +[1-9]\\d* questions that read everything, [1-9]\\d* exchanges exported")
        .containsPattern("16 slow readers had [1-9]\\d* bytes, 0 of them gave up")
        .containsPattern("intake +(held|did not hold): p99");
  }
}
