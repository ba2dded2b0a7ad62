// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The data directory lies on a disk of some megabytes that fills up while senders send. Senders
/// are told to come back, what is there can be read, and when there is room everything goes on in
/// the same process: what was acknowledged is there once.
class DiskFaultIT {

  private static final int DISK = 160;
  private static final int RESERVE = 32;
  private static final int SENDERS = 3;

  @TempDir private Path folder;

  /// The tests of a full disk need a mount. Where none may be made, the run ends by telling so.
  private static boolean leftOut() {
    boolean out = !SmallDisk.canBeMounted();
    if (out) {
      System.out.println(
          "LEFT OUT (optional): the tests of a full disk: mounting a tmpfs is refused here, it takes root");
    }
    return out;
  }

  @Test
  void aForeignFileFillsTheDiskToTheReserve() throws Exception {
    if (!leftOut()) {
      fullAndFreeAgain(disk -> disk.fillUpTo(RESERVE - 8), SmallDisk::removeForeignFile);
    }
  }

  @Test
  void aForeignFileFillsTheDiskToTheLastByte() throws Exception {
    if (!leftOut()) {
      fullAndFreeAgain(disk -> disk.fillUpTo(0), SmallDisk::removeForeignFile);
    }
  }

  @Test
  void ourOwnDataFillsTheDiskUntilItGrows() throws Exception {
    if (!leftOut()) {
      fullAndFreeAgain(disk -> disk.resize(60), disk -> disk.resize(DISK * 4));
    }
  }

  private interface Change {
    void to(SmallDisk disk) throws IOException;
  }

  private void fullAndFreeAgain(Change filling, Change freeing) throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Path mount = Files.createDirectory(folder.resolve("disk"));
    Path config = Files.writeString(folder.resolve("farol.yaml"), "journal:\n  reserve: 32 MiB\n");
    try (SmallDisk disk = SmallDisk.mount(mount, DISK);
        FarolProcess farol =
            FarolProcess.start(mount.resolve("data"), "--open", "--config", config.toString())) {
      Senders senders = Senders.start(farol, SENDERS, new SplittableRandom(seed));
      Set<String> acknowledged = senders.acknowledged();
      await().atMost(Duration.ofMinutes(1)).until(() -> acknowledged.size() > 500);
      await().atMost(Duration.ofMinutes(1)).until(() -> !Senders.found(farol).isEmpty());

      filling.to(disk);
      await().atMost(Duration.ofMinutes(2)).until(() -> senders.refused() > 10);
      assertThat(senders.refusals())
          .as("how callers are turned away")
          .containsOnly("503 with Retry-After");
      // What readers let go gives room for a while, so that the state may come more than once.
      await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> tellsThatItStopped(farol));
      readsGoOn(farol);

      freeing.to(disk);
      int before = acknowledged.size();
      await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() > before + 500);
      senders.close();
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> farol.get("/readyz").statusCode() == 200 && pending(farol) == 0);
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> senders.areThereOnce(farol));
      System.out.printf(
          "%d spans acknowledged, lost 0, doubled 0; %d refusals%n",
          acknowledged.size(), senders.refused());
    }
  }

  private static void tellsThatItStopped(FarolProcess farol) {
    JsonNode troubles = farol.json("/api/v1/status").path("troubles");
    assertThat(troubles.toString()).contains("\"stopped\"").contains("make room");
    HttpResponse<String> ready = farol.get("/readyz");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).contains("make room");
    assertThat(farol.get("/metrics").body())
        .containsPattern("farol_troubles\\{kind=\"stopped\"} [1-9]");
    GrpcCall call =
        GrpcCall.send(
            farol,
            GrpcCall.EXPORT,
            GrpcCall.framed(Hostile.request(Hostile.span("while it is full").build())));
    assertThat(call.status()).as("UNAVAILABLE").isEqualTo(14);
    assertThat(call.message()).contains("make room");
    assertThat(call.details()).as("when to come back").contains("google.rpc.RetryInfo");
  }

  private static void readsGoOn(FarolProcess farol) {
    JsonNode first = farol.json("/api/v1/exchanges?limit=1").path("items").path(0);
    assertThat(first.path("traceId").textValue()).isNotBlank();
    farol.json("/api/v1/traces/" + first.path("traceId").textValue());
    farol.json("/api/v1/overview");
    farol.json("/api/v1/live");
  }

  private static long pending(FarolProcess farol) {
    return farol.json("/api/v1/status").path("signals").path("traces").path("pending").longValue();
  }
}
