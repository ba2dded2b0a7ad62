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

/// The questions' bench at small scale, on the real jar.
class QueriesIT {

  private static final Path JAR = Path.of("..", "server", "target", "farol.jar");

  @TempDir Path folder;

  @Test
  void fillsAServerAsksItWhileSpansComeInAndFindsWhatItFilled()
      throws IOException, InterruptedException {
    assertThat(JAR).as("the jar is built before these tests run").exists();
    QueryPlan plan = new QueryPlan(3, 1_000, 1, 50, 1, 1);
    StringWriter text = new StringWriter();

    boolean good = QueryRun.run(plan, JAR, folder.resolve("data"), new PrintWriter(text));

    assertThat(good).isTrue();
    assertThat(text.toString())
        .containsPattern("overview of 24 h +p50 .* p95 .*\\(21000 exchanges\\)")
        .containsPattern("list, newest .*\\(30 items\\)")
        .containsPattern("trace by id .*\\(2\\d spans\\)")
        .containsPattern("trace of 40,000 spans .*\\(200 spans\\)")
        .containsPattern("checksum [0-9a-f]{16}")
        .containsPattern("ack ms +p50 .* acknowledgements");
  }
}
