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

  @Test
  void readsABatchOfTheThirdVersion() throws IOException {
    byte[] bytes = file("batch-3.bin");
    assertThat(bytes[0]).isEqualTo((byte) 3);
    CleanBatch read = BatchCodec.decode(bytes);
    assertThat(read).isEqualTo(FirstVersion.batch());
    assertThat(BatchCodec.decode(BatchCodec.encode(read))).isEqualTo(read);
  }

  @Test
  void readsABatchOfTheFourthVersion() throws IOException {
    byte[] bytes = file("batch-4.bin");
    assertThat(bytes[0]).isEqualTo((byte) 4);
    CleanBatch read = BatchCodec.decode(bytes);
    assertThat(read).isEqualTo(FirstVersion.batch());
    assertThat(BatchCodec.encode(read)).isEqualTo(bytes);
  }

  @Test
  void readsTheHeadingOfEveryVersion() throws IOException {
    BatchHeading heading = BatchHeading.of(FirstVersion.batch());
    assertThat(heading.keys()).isNotEmpty();
    assertThat(BatchCodec.heading(file("batch-1.bin"))).isEqualTo(heading);
    assertThat(BatchCodec.heading(file("batch-2.bin")))
        .isEqualTo(BatchHeading.of(SecondVersion.batch()));
    assertThat(BatchCodec.heading(file("batch-3.bin"))).isEqualTo(heading);
    assertThat(BatchCodec.heading(file("batch-4.bin"))).isEqualTo(heading);
  }

  private static byte[] file(String name) throws IOException {
    try (InputStream in = BatchVersionsTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
