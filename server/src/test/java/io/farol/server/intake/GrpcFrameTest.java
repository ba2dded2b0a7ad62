// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.server.intake.GrpcFrame.Read;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class GrpcFrameTest {

  @Test
  void aMessageComesBack() {
    byte[] message = {1, 2, 3};
    assertThat(GrpcFrame.read(GrpcFrame.write(message)))
        .isInstanceOfSatisfying(
            Read.Message.class,
            read -> {
              assertThat(read.bytes()).isEqualTo(ByteBuffer.wrap(message));
              assertThat(read.packed()).isFalse();
            });
  }

  @Test
  void theFlagSaysWhetherItIsPacked() {
    assertThat(GrpcFrame.read(new byte[] {1, 0, 0, 0, 1, 7}))
        .isInstanceOfSatisfying(Read.Message.class, read -> assertThat(read.packed()).isTrue());
  }

  @Test
  void whatIsNoSingleMessageIsBroken() {
    assertThat(GrpcFrame.read(new byte[] {0, 0, 0})).isInstanceOf(Read.Broken.class);
    assertThat(GrpcFrame.read(new byte[] {0, 0, 0, 0, 9, 7})).isInstanceOf(Read.Broken.class);
    assertThat(GrpcFrame.read(new byte[] {2, 0, 0, 0, 0})).isInstanceOf(Read.Broken.class);
    assertThat(GrpcFrame.read(new byte[] {0, -1, -1, -1, -1, 7})).isInstanceOf(Read.Broken.class);
  }
}
