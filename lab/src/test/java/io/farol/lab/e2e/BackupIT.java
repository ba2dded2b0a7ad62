// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real server is backed up while senders send, and a second one started on what was restored:
/// everything acknowledged before the backup began is there once, and reads as it did.
class BackupIT {

  private static final int SENDERS = 3;
  private static final int COMPARED = 40;

  @TempDir private Path folder;

  @Test
  void aRestoredFarolAnswersAsTheOneThatWasCopied() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Path data = folder.resolve("data");
    Path backup = folder.resolve("backup");
    Path restored = folder.resolve("restored");
    Set<String> before;
    Set<String> all;
    Map<String, JsonNode> said;
    try (FarolProcess farol = FarolProcess.start(data, "--open")) {
      try (Senders senders = Senders.start(farol, SENDERS, new SplittableRandom(seed))) {
        await().atMost(Duration.ofMinutes(1)).until(() -> senders.acknowledged().size() > 2_000);
        before = new HashSet<>(senders.acknowledged());
        Command ran = Command.run("backup", "--data", data.toString(), "--to", backup.toString());
        int during = senders.acknowledged().size();

        assertThat(ran.said()).contains("verified").contains("key of the pseudonyms");
        assertThat(ran.status()).isZero();
        await().atMost(Duration.ofMinutes(1)).until(() -> senders.acknowledged().size() > during);
        assertThat(senders.refused()).as("refused because of the backup").isZero();
        senders.close();
        all = senders.acknowledged();
      }
      said = answers(farol, before);
    }

    Command ran =
        Command.run("restore", "--from", backup.toString(), "--data", restored.toString());
    assertThat(ran.said()).contains("verified");
    assertThat(ran.status()).isZero();
    try (FarolProcess farol = FarolProcess.start(restored, "--open")) {
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> assertThat(Senders.found(farol).keySet()).as("restored").containsAll(before));
      Map<String, Integer> found = Senders.found(farol);
      assertThat(all).as("sent").containsAll(found.keySet());
      assertThat(found.values()).as("there more than once").allMatch(count -> count == 1);
      assertThat(answers(farol, before)).isEqualTo(said);
      assertThat(farol.json("/api/v1/status").path("troubles")).isEmpty();
      System.out.printf(
          "%d acknowledged before the backup, %d restored, %d sent in all%n",
          before.size(), found.size(), all.size());
    }
  }

  @Test
  void aFarolThatDoesNotRunIsCopiedAndADamagedBackupIsRefused() throws Exception {
    Path data = folder.resolve("data");
    Path backup = folder.resolve("backup");
    try (FarolProcess farol = FarolProcess.start(data, "--open")) {
      try (Senders senders = Senders.start(farol, 1, new SplittableRandom(1))) {
        await().atMost(Duration.ofMinutes(1)).until(() -> senders.acknowledged().size() > 100);
      }
    }
    assertThat(Command.run("backup", "--data", data.toString(), "--to", backup.toString()).status())
        .isZero();
    assertThat(Command.run("backup", "--data", data.toString(), "--to", backup.toString()).said())
        .contains("is not empty");

    Path facts = backup.resolve("facts.duckdb");
    byte[] bytes = Files.readAllBytes(facts);
    bytes[bytes.length / 2] ^= 1;
    Files.write(facts, bytes);
    Command refused =
        Command.run(
            "restore", "--from", backup.toString(), "--data", folder.resolve("new").toString());
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.said()).contains("facts.duckdb is damaged");
    assertThat(folder.resolve("new")).doesNotExist();
  }

  /// What is said of some exchanges, whole.
  private static Map<String, JsonNode> answers(FarolProcess farol, Set<String> keys) {
    Map<String, JsonNode> answers = new HashMap<>();
    keys.stream()
        .sorted()
        .limit(COMPARED)
        .forEach(key -> answers.put(key, farol.json("/api/v1/exchanges/" + key)));
    assertThat(answers.values()).allMatch(answer -> !answer.path("messages").isEmpty());
    return answers;
  }
}
