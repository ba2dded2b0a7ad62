// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.testkit.Seeds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Random;
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
    assertThat(clip.take().head()).hasSize(5_000);
    assertThat(memory.heldBytes()).isZero();
  }

  @Test
  void keepsTheEndOfALongBodyToo() {
    Seeds.check(
        200,
        seed -> {
          Random random = new Random(seed);
          ClipMemory memory = new ClipMemory(1 << 20);
          Clip clip = new Clip(100, memory);
          clip.withEnd(30);
          byte[] body = new byte[random.nextInt(300)];
          random.nextBytes(body);
          for (int at = 0; at < body.length; ) {
            int length = Math.min(body.length - at, 1 + random.nextInt(90));
            clip.add(Unpooled.wrappedBuffer(body, at, length));
            at += length;
          }
          assertThat(memory.heldBytes()).isLessThanOrEqualTo(100);
          Clip.Kept kept = clip.take();
          if (body.length <= 100) {
            assertThat(kept.head()).isEqualTo(body);
            assertThat(kept.tail()).isEmpty();
          } else {
            assertThat(kept.head()).isEqualTo(Arrays.copyOf(body, 70));
            assertThat(kept.tail())
                .isEqualTo(Arrays.copyOfRange(body, body.length - 30, body.length));
          }
          assertThat(clip.size()).isEqualTo(body.length);
          assertThat(memory.heldBytes()).isZero();
        });
  }

  @Test
  void keepsNoEndWhereThereIsNoRoomForIt() {
    ClipMemory memory = new ClipMemory(75);
    Clip clip = new Clip(100, memory);
    clip.withEnd(30);
    clip.add(bytes(70));
    clip.add(bytes(70));
    assertThat(clip.size()).isEqualTo(140);
    Clip.Kept kept = clip.take();
    assertThat(kept.head()).hasSize(70);
    assertThat(kept.tail()).isEmpty();
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
    assertThat(second.take().head()).hasSize(1_500);
    first.take();
    assertThat(memory.heldBytes()).isZero();
  }

  @Test
  void keepsMoreWhereMoreIsOfUse() {
    Clip clip = new Clip(100, new ClipMemory(1_000));
    clip.withMost(300);
    clip.add(bytes(250));
    clip.add(bytes(250));
    assertThat(clip.take().head()).hasSize(300);
  }

  @Test
  void keepsNothingWhereNothingIsWanted() {
    Clip clip = new Clip(0, new ClipMemory(10));
    clip.withMost(300);
    clip.add(bytes(7));
    assertThat(clip.size()).isEqualTo(7);
    assertThat(clip.take().head()).isEmpty();
  }
}
