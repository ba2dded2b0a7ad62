// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A journal outlives the program that wrote it: batches of earlier versions, kept as files.
class BatchVersionsTest {

  @Test
  void readsABatchOfTheFirstVersion() throws IOException {
    byte[] bytes = file("batch-1.bin");
    assertThat(bytes[0]).isEqualTo((byte) 1);
    CleanBatch read = BatchCodec.decode(bytes);
    assertThat(read).isEqualTo(FirstVersion.batch());
    assertThat(BatchCodec.decode(BatchCodec.encode(read))).isEqualTo(read);
  }

  @Test
  void readsABatchOfTheSecondVersion() throws IOException {
    byte[] bytes = file("batch-2.bin");
    assertThat(bytes[0]).isEqualTo((byte) 2);
    CleanBatch read = BatchCodec.decode(bytes);
    assertThat(read).isEqualTo(SecondVersion.batch());
    assertThat(BatchCodec.decode(BatchCodec.encode(read))).isEqualTo(read);
  }

  private static byte[] file(String name) throws IOException {
    try (InputStream in = BatchVersionsTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
