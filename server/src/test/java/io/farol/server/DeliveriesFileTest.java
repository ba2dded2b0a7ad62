// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.gateway.DeliveryMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveriesFileTest {

  @TempDir private Path folder;

  private static String name(int number) {
    return "%064x".formatted(number);
  }

  @Test
  void theNewestAreKnownAtTheNextStartInTheirOrder() {
    Path file = folder.resolve("d");
    DeliveryMemory first = DeliveriesFile.open(file);
    assertThat(first.known()).isEmpty();
    List<String> names =
        IntStream.range(0, DeliveryMemory.MOST + 700).mapToObj(DeliveriesFileTest::name).toList();
    names.subList(0, 500).forEach(first::add);
    DeliveryMemory second = DeliveriesFile.open(file);
    assertThat(second.known()).isEqualTo(names.subList(0, 500));
    names.subList(500, names.size()).forEach(second::add);
    assertThat(DeliveriesFile.open(file).known()).isEqualTo(names.subList(700, names.size()));
  }

  @Test
  void aDamagedRecordIsForgottenAndNoOther() throws IOException {
    Path file = folder.resolve("d");
    DeliveryMemory memory = DeliveriesFile.open(file);
    IntStream.range(0, 10).mapToObj(DeliveriesFileTest::name).forEach(memory::add);
    byte[] bytes = Files.readAllBytes(file);
    bytes[3 * 44 + 20] ^= 1;
    Files.write(folder.resolve("copy"), bytes);
    assertThat(DeliveriesFile.open(folder.resolve("copy")).known())
        .hasSize(9)
        .doesNotContain(name(2));
  }

  @Test
  void withoutAFileNothingIsRemembered() {
    assertThat(DeliveriesFile.open(folder.resolve("no").resolve("where")))
        .isSameAs(DeliveryMemory.NONE);
  }
}
