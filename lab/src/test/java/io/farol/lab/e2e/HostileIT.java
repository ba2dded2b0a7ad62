// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.farol.lab.e2e.Hostile.Case;
import io.farol.lab.e2e.Hostile.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Whatever comes in: each input of the table gets exactly the answer beside it, the counters add
/// up, memory stays bounded, and a sender that does everything right beside it notices nothing.
class HostileIT {

  /// What the whole process may take of memory at its worst.
  private static final long MOST_RESIDENT = 1_100L << 20;

  @TempDir static Path folder;
  private static FarolProcess farol;
  private static GoodSender good;

  @BeforeAll
  static void start() {
    farol = FarolProcess.start(folder.resolve("data"), "--open");
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    good = new GoodSender(farol, seed);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    good.stop();
    farol.close();
  }

  @TestFactory
  Stream<DynamicTest> eachIsToldAndNobodyElseWaits() {
    SlowSenders slow = new SlowSenders(farol);
    List<DynamicTest> tests = new ArrayList<>();
    Tally tally = new Tally();
    List<Case> cases = new ArrayList<>(new HostileCases(farol).all());
    cases.addAll(new HostileGrpcCases(farol).all());
    for (Case each : cases) {
      tests.add(
          DynamicTest.dynamicTest(
              each.name(),
              () -> {
                Told told = each.send().call();
                System.out.println(each.name() + ": " + told);
                assertThat(told.status()).as(told.toString()).isEqualTo(each.status());
                for (String fragment : each.fragments()) {
                  assertThat(told.text()).contains(fragment);
                }
                tally.add(each, told);
              }));
    }
    tests.add(
        DynamicTest.dynamicTest(
            "HTTP/2 floods end their connection", new Floods(farol)::endTheirConnection));
    tests.add(DynamicTest.dynamicTest("slow senders are let go", slow::areLetGo));
    tests.add(
        DynamicTest.dynamicTest("the good sender waited for nobody", () -> goodSender(tally)));
    tests.add(DynamicTest.dynamicTest("the counters add up", () -> counters(tally)));
    tests.add(DynamicTest.dynamicTest("a wrong clock disturbs nothing", this::clocks));
    tests.add(DynamicTest.dynamicTest("memory is bounded", this::memory));
    return tests.stream();
  }

  private void goodSender(Tally tally) throws InterruptedException {
    good.stop();
    tally.accepted += good.spans();
    applied();
    good.check();
  }

  private void counters(Tally tally) {
    JsonNode counters = applied();
    System.out.println("counters: " + counters + ", expected " + tally.accepted + " accepted");
    long received = counters.path("received").longValue();
    long stored = counters.path("stored").longValue();
    long rejected = counters.path("rejected").longValue();
    long duplicate = counters.path("duplicate").longValue();
    assertThat(received).isEqualTo(stored + rejected + duplicate);
    assertThat(duplicate).isEqualTo(2);
    assertThat(rejected).isEqualTo(tally.rejected);
    assertThat(stored).isEqualTo(tally.accepted);
    assertThat(counters.path("rejections")).isNotEmpty().hasSizeLessThanOrEqualTo(20);
    for (JsonNode each : counters.path("rejections")) {
      assertThat(each.path("records").longValue()).isBetween(1L, rejected);
      assertThat(each.path("reason").textValue()).isNotBlank();
    }
    String metrics = farol.get("/metrics").body();
    assertThat(metrics)
        .containsPattern(
            "farol_requests_refused_total\\{reason=\"too_slow\",signal=\"spans\"\\} [1-9]")
        .containsPattern(
            "farol_requests_refused_total\\{reason=\"malformed\",signal=\"spans\"\\} [1-9]")
        .containsPattern(
            "farol_requests_refused_total\\{reason=\"too_large\",signal=\"spans\"\\} [1-9]");
  }

  private static JsonNode applied() {
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> farol.json("/api/v1/status").at("/signals/traces/pending").longValue() == 0);
    return farol.json("/api/v1/status").at("/signals/traces");
  }

  /// A span of 1970 and one of 2200 can be read; they are in no question about now, no file of
  /// theirs is made, and the board's times stay sensible.
  private void clocks() throws IOException {
    assertThat(farol.json("/api/v1/traces/" + Hostile.PAST).at("/spans/0/startedAt").textValue())
        .startsWith("1970-01-01");
    assertThat(farol.json("/api/v1/traces/" + Hostile.FUTURE).at("/spans/0/startedAt").textValue())
        .startsWith("2200-12-31");
    String now = farol.get("/api/v1/exchanges?limit=1000").body();
    assertThat(now).doesNotContain(Hostile.PAST).doesNotContain(Hostile.FUTURE);
    try (Stream<Path> files = Files.walk(farol.data())) {
      assertThat(files.map(Path::toString))
          .noneMatch(file -> file.contains("1970") || file.contains("2200"));
    }
    for (JsonNode each : farol.json("/api/v1/live").path("inFlight")) {
      assertThat(each.path("ageMillis").longValue()).isBetween(0L, 3_600_000L);
    }
  }

  private void memory() throws IOException {
    long peak = farol.peakResidentBytes();
    System.out.println("resident at its highest: " + (peak >> 20) + " MiB");
    assertThat(peak).isLessThan(MOST_RESIDENT);
    assertThat(farol.log()).doesNotContain("OutOfMemoryError");
  }

  /// What all cases together must have left in the counters.
  private static final class Tally {
    long accepted;
    long rejected;

    void add(Case each, Told told) {
      long refused = each.rejected() == Case.WHATEVER ? told.rejected() : each.rejected();
      accepted += each.rejected() == Case.WHATEVER ? each.accepted() - refused : each.accepted();
      rejected += refused;
    }
  }
}
