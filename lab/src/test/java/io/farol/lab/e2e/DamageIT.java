// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of a real Farol are damaged while it does not run: what can be read is read, what is lost
/// is told, and what cannot be trusted is refused.
class DamageIT {

  private static final int PAGE = 4096;
  private static final int HEADERS = 3 * PAGE;

  @TempDir private Path folder;

  private Path data() {
    return folder.resolve("data");
  }

  /// Sends until some hundreds are acknowledged, and waits until they are listed.
  private Set<String> fill(boolean kill) throws InterruptedException {
    FarolProcess farol = FarolProcess.start(data(), "--open");
    Senders senders = Senders.start(farol, 2, new SplittableRandom(3));
    await().atMost(Duration.ofMinutes(1)).until(() -> senders.acknowledged().size() > 300);
    senders.close();
    Set<String> acknowledged = new HashSet<>(senders.acknowledged());
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> Senders.found(farol).keySet().equals(acknowledged));
    if (kill) {
      farol.kill();
    } else {
      farol.close();
    }
    return acknowledged;
  }

  private Path only(String directory, String ending) throws IOException {
    try (Stream<Path> files = Files.list(data().resolve(directory))) {
      return files
          .filter(file -> file.toString().endsWith(ending) && file.toFile().length() > PAGE)
          .findFirst()
          .orElseThrow();
    }
  }

  private static void flip(Path file, long offset) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, offset);
      one.put(0, (byte) (one.get(0) ^ 8)).rewind();
      channel.write(one, offset);
    }
  }

  /// One bit of every page behind the headers.
  private static void flipEverywhere(Path file) throws IOException {
    long size = Files.size(file);
    for (long page = HEADERS; page < size; page += PAGE) {
      flip(file, Math.min(size - 1, page + 777));
    }
  }

  private static String troubles(FarolProcess farol) {
    return farol.json("/api/v1/status").path("troubles").toString();
  }

  @Test
  void theJournalIsReadAroundItsDamageAndTheFactsAreNotLess() throws Exception {
    Set<String> acknowledged = fill(true);
    Path segment = only("journal", ".seg");
    flip(segment, Files.size(segment) / 2);
    Files.write(segment, new byte[] {0, 0, 16, 0, 1, 2, 3, 4}, StandardOpenOption.APPEND);

    try (FarolProcess farol = FarolProcess.start(data(), "--open")) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> Senders.found(farol).keySet().equals(acknowledged));
      assertThat(troubles(farol))
          .contains("\"kind\":\"lost\"")
          .contains("\"where\":\"journal\"")
          .contains(segment.getFileName() + " at offset");
      assertThat(farol.get("/metrics").body())
          .containsPattern("farol_troubles\\{kind=\"lost\"} [1-9]");
      assertThat(farol.log()).contains("torn").contains(segment.getFileName().toString());
      assertThat(farol.get("/readyz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatADamagedJournalCannotGiveBackIsTold() throws Exception {
    Set<String> acknowledged = fill(true);
    Path segment = only("journal", ".seg");
    flip(segment, Files.size(segment) / 2);
    Files.delete(data().resolve("facts.duckdb"));
    Files.deleteIfExists(data().resolve("facts.duckdb.wal"));

    for (int start = 0; start < 2; start++) {
      try (FarolProcess farol = FarolProcess.start(data(), "--open")) {
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> Senders.found(farol).size() == acknowledged.size() - Senders.SPANS);
        Map<String, Integer> found = Senders.found(farol);
        assertThat(acknowledged).containsAll(found.keySet());
        assertThat(troubles(farol)).contains("are not in the facts");
      }
    }
  }

  @Test
  void aDamagedDayOfContentIsToldAndTheRestIsAnswered() throws Exception {
    Set<String> acknowledged = fill(false);
    flipEverywhere(only("content", ".duckdb"));

    try (FarolProcess farol = FarolProcess.start(data(), "--open")) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> Senders.found(farol).keySet().equals(acknowledged));
      farol.json("/api/v1/exchanges/" + acknowledged.iterator().next());
      assertThat(troubles(farol))
          .contains("\"kind\":\"lost\"")
          .contains("\"where\":\"content\"")
          .contains("a backup may have it");

      try (Senders more = Senders.start(farol, 1, new SplittableRandom(4))) {
        await().atMost(Duration.ofMinutes(1)).until(() -> more.acknowledged().size() > 20);
        String key = more.acknowledged().iterator().next();
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() ->
                farol.get("/api/v1/exchanges/" + key).statusCode() == 200
                    && !farol.json("/api/v1/exchanges/" + key).path("messages").isEmpty());
      }
    }
  }

  @Test
  void damagedFactsAreRefusedInWords() throws Exception {
    fill(false);
    flipEverywhere(data().resolve("facts.duckdb"));

    Command refused = Command.run("serve", "--data", data().toString(), "--port", "0");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.said()).contains("facts.duckdb is damaged").contains("./farol restore");
  }

  @Test
  void damagedSumsAreMadeAgain() throws Exception {
    Set<String> acknowledged = fill(false);
    flipEverywhere(data().resolve("rollup.duckdb"));

    try (FarolProcess farol = FarolProcess.start(data(), "--open")) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> Senders.found(farol).keySet().equals(acknowledged));
      assertThat(troubles(farol)).isEqualTo("[]");
    }
  }
}
