// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class ClipTest {

  private static ByteBuf bytes(int count) {
    return Unpooled.buffer(count).writeZero(count);
  }

  @Test
  void keepsTheFirstBytesAndCountsAll() {
    ClipMemory memory = new ClipMemory(1 << 20);
    Clip clip = new Clip(5_000, memory);
    for (int i = 0; i < 10; i++) {
      clip.add(bytes(999));
    }
    assertThat(clip.size()).isEqualTo(9_990);
    assertThat(memory.heldBytes()).isLessThanOrEqualTo(5_000);
    assertThat(clip.take()).hasSize(5_000);
    assertThat(memory.heldBytes()).isZero();
  }

  @Test
  void clipsWhereAllTogetherHoldTooMuch() {
    ClipMemory memory = new ClipMemory(10_000);
    Clip first = new Clip(1 << 20, memory);
    first.add(bytes(8_000));
    Clip second = new Clip(1 << 20, memory);
    second.add(bytes(1_500));
    second.add(bytes(1_500));
    second.add(bytes(1));
    assertThat(second.size()).isEqualTo(3_001);
    assertThat(second.take()).hasSize(1_500);
    first.take();
    assertThat(memory.heldBytes()).isZero();
  }

  @Test
  void keepsNothingWhereNothingIsWanted() {
    Clip clip = new Clip(0, new ClipMemory(10));
    clip.add(bytes(7));
    assertThat(clip.size()).isEqualTo(7);
    assertThat(clip.take()).isEmpty();
  }
}
