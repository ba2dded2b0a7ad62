// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.Zstd;
import io.farol.flow.RawExchange;
import io.farol.testkit.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CapturedBodiesTest {

  private static final byte[] SAID =
      "{\"a\":\"oi\"}".repeat(50_000).getBytes(StandardCharsets.UTF_8);

  private static RawExchange.Part part(byte[] body, int size) {
    return new RawExchange.Part(
        List.of(new RawExchange.Field("content-encoding", "zstd")), body, size);
  }

  @Test
  void aWholeOneIsUnpackedAndKeepsItsTrueSize() {
    byte[] packed = Zstd.compress(SAID);
    RawExchange.Part plain = CapturedBodies.plain(part(packed, packed.length));
    assertThat(plain.body()).isEqualTo(SAID);
    assertThat(plain.size()).isEqualTo(packed.length);
    assertThat(plain.field("content-encoding")).isNull();
  }

  @Test
  void whatIsNoneStaysAsItIs() {
    RawExchange.Part none = part(new byte[] {1, 2, 3}, 3);
    assertThat(CapturedBodies.plain(none)).isSameAs(none);
    RawExchange.Part gzip =
        new RawExchange.Part(
            List.of(new RawExchange.Field("content-encoding", "gzip")), new byte[] {1}, 1);
    assertThat(CapturedBodies.plain(gzip)).isSameAs(gzip);
  }

  @Test
  void aClippedOneIsUnpackedAsFarAsItGoes() {
    byte[] random = new byte[500_000];
    new java.util.Random(7).nextBytes(random);
    byte[] packed = Zstd.compress(random);
    RawExchange.Part plain =
        CapturedBodies.plain(part(Arrays.copyOf(packed, packed.length / 2), packed.length));
    assertThat(plain.body().length).isPositive();
    assertThat(random).startsWith(plain.body());
  }

  private static RawExchange.Part brotli(byte[] body, int size) {
    return new RawExchange.Part(
        List.of(new RawExchange.Field("content-encoding", "br")), body, size);
  }

  private static byte[] brotli(byte[] said) throws IOException {
    assertThat(Brotli4jLoader.isAvailable()).isTrue();
    return Encoder.compress(said);
  }

  @Test
  void brotliIsUnpackedToo() throws IOException {
    byte[] packed = brotli(SAID);
    RawExchange.Part plain = CapturedBodies.plain(brotli(packed, packed.length));
    assertThat(plain.body()).isEqualTo(SAID);
    assertThat(plain.size()).isEqualTo(packed.length);
    assertThat(plain.field("content-encoding")).isNull();
  }

  @Test
  void aClippedBrotliIsUnpackedAsFarAsItGoes() throws IOException {
    byte[] random = new byte[500_000];
    new java.util.Random(7).nextBytes(random);
    byte[] packed = brotli(random);
    RawExchange.Part plain =
        CapturedBodies.plain(brotli(Arrays.copyOf(packed, packed.length / 2), packed.length));
    assertThat(plain.body().length).isGreaterThan(100_000);
    assertThat(random).startsWith(plain.body());
  }

  @Test
  void noBodyUnpacksToMoreThanItMay() throws IOException {
    byte[] bomb = brotli(new byte[200 << 20]);
    assertThat(bomb.length).isLessThan(10_000);
    assertThat(CapturedBodies.plain(brotli(bomb, bomb.length)).body().length)
        .isBetween(CapturedBodies.MOST, CapturedBodies.MOST + 8_192);
  }

  @Test
  void anythingIsReadWithoutHarmAsBrotli() {
    Seeds.check(
        300,
        seed -> {
          Random random = new Random(seed);
          byte[] packed = new byte[1 + random.nextInt(2_000)];
          random.nextBytes(packed);
          assertThat(CapturedBodies.plain(brotli(packed, packed.length)).body().length)
              .isLessThanOrEqualTo(CapturedBodies.MOST + 8_192);
        });
  }
}
