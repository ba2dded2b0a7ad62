// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disk takes half a second for whatever is to be safe, while senders send. An acknowledgement
/// waits for the disk, nobody is turned away without being told when to come back, questions are
/// answered meanwhile, and what was acknowledged is there once.
class SlowDiskIT {

  private static final Duration DELAY = Duration.ofMillis(500);
  private static final int SENDERS = 3;
  private static final int WHILE_SLOW = 600;

  @TempDir private Path folder;

  @Test
  void everythingGoesOnMoreSlowly() throws Exception {
    if (!SlowDisk.canBeMade()) {
      System.out.println(
          "LEFT OUT (optional): the test of a slow disk: it takes strace, and the right to trace");
      return;
    }
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    try (FarolProcess farol = FarolProcess.start(folder.resolve("data"), "--open")) {
      Senders senders = Senders.start(farol, SENDERS, new SplittableRandom(seed));
      Set<String> acknowledged = senders.acknowledged();
      await().atMost(Duration.ofMinutes(1)).until(() -> acknowledged.size() > 200);
      await().atMost(Duration.ofMinutes(1)).until(() -> !Senders.found(farol).isEmpty());
      try (SlowDisk disk = SlowDisk.of(farol.pid(), DELAY)) {
        int before = acknowledged.size();
        long began = System.nanoTime();
        GrpcCall call =
            GrpcCall.send(
                farol,
                GrpcCall.EXPORT,
                GrpcCall.framed(Hostile.request(Hostile.span("while it is slow").build())));
        assertThat(call.status()).as("OK").isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - began))
            .as("an acknowledgement waits until the disk has it")
            .isGreaterThanOrEqualTo(DELAY);
        while (acknowledged.size() < before + WHILE_SLOW) {
          String first =
              farol
                  .json("/api/v1/exchanges?limit=1")
                  .path("items")
                  .path(0)
                  .path("traceId")
                  .textValue();
          farol.json("/api/v1/traces/" + first);
          farol.json("/api/v1/overview");
          farol.json("/api/v1/live");
        }
        assertThat(disk.isSlow()).as("the disk was slow all the time").isTrue();
      }
      senders.close();
      assertThat(senders.refusals()).isSubsetOf("503 with Retry-After");
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() ->
              farol
                      .json("/api/v1/status")
                      .path("signals")
                      .path("traces")
                      .path("pending")
                      .longValue()
                  == 0);
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> senders.areThereOnce(farol));
      System.out.printf(
          "%d spans acknowledged, lost 0, doubled 0; %d refusals; %d MiB at most%n",
          acknowledged.size(), senders.refused(), farol.peakResidentBytes() >> 20);
    }
  }
}
