// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.trace.v1.Span;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole way of a load over real sockets, against a server that can be told to be a bad one.
final class LoadTest {
  private static final Plan PLAN = new Plan(1, 77, 2050, 100, 2, 3, 0, 60);

  private final StringWriter printed = new StringWriter();

  @Test
  void everythingAcknowledgedIsReadBack() throws Exception {
    try (FakeServer server = new FakeServer(0, UnaryOperator.identity())) {
      assertThat(run(PLAN, server)).isTrue();

      assertThat(server.kept()).hasSize(2050);
      assertThat(report())
          .contains("2050 acknowledged, 0 lost, 0 doubled")
          .containsPattern("spans/s +\\d+ \\(2050 acknowledged in")
          .containsPattern("ack ms +p50 .*p95 .*p99 .*max .*of 21 acknowledgements")
          .contains("seed 1, batches of 100 spans");
    }
  }

  @Test
  void theServersProcessAndDataAreMeasured() throws Exception {
    try (FakeServer server = new FakeServer(0, UnaryOperator.identity())) {
      Target open = server.target();
      Target measured =
          new Target(
              open.grpc(),
              open.api(),
              "",
              Optional.of(ProcessHandle.current().pid()),
              Optional.of(Path.of("src")));

      assertThat(Load.run(PLAN, measured, new PrintWriter(printed))).isTrue();

      assertThat(report())
          .containsPattern("cpu +\\d+\\.\\d s per million spans")
          .containsPattern("resident +\\d+ MB, at most \\d+ MB")
          .contains("0 bytes a span");
    }
  }

  @Test
  void aLostSpanIsFound() throws Exception {
    try (FakeServer server = new FakeServer(0, spans -> spans.subList(1, spans.size()))) {
      assertThat(run(PLAN, server)).isFalse();

      assertThat(report()).contains("2050 acknowledged, 21 lost, 0 doubled");
    }
  }

  @Test
  void aDoubledSpanIsFound() throws Exception {
    UnaryOperator<List<Span>> doubling =
        spans -> Stream.concat(spans.stream(), spans.stream().limit(1)).toList();
    try (FakeServer server = new FakeServer(0, doubling)) {
      assertThat(run(PLAN, server)).isFalse();

      assertThat(report()).contains("2050 acknowledged, 0 lost, 21 doubled");
    }
  }

  @Test
  void whatIsToldToComeBackIsSentAgain() throws Exception {
    try (FakeServer server = new FakeServer(9, UnaryOperator.identity())) {
      assertThat(run(PLAN, server)).isTrue();

      assertThat(report()).contains("9 to come back later").contains("2050 acknowledged, 0 lost");
    }
  }

  @Test
  void aRateIsHeldAndOnlyWhatItNeedsIsPrepared() throws Exception {
    Plan slow = new Plan(1, 78, 1_000_000, 100, 1, 2, 2000, 1);
    try (FakeServer server = new FakeServer(0, UnaryOperator.identity())) {
      assertThat(run(slow, server)).isTrue();

      assertThat(server.kept()).hasSizeLessThanOrEqualTo(2000);
      assertThat(report()).contains("prepared   2000 spans").contains("2000 spans/s");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://192.0.2.1:4317", "http://0.0.0.0:4317", "localhost:4317"})
  void onlyThisMachineIsLoaded(String address) {
    URI local = URI.create("http://127.0.0.1:3276");
    assertThatThrownBy(
            () -> new Target(URI.create(address), local, "", Optional.empty(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(address);
  }

  private boolean run(Plan plan, FakeServer server) throws Exception {
    return Load.run(plan, server.target(), new PrintWriter(printed));
  }

  private String report() {
    return printed.toString();
  }
}
