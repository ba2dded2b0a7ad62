// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import com.sun.management.ThreadMXBean;
import io.farol.server.intake.Inflater.Unpacked;
import io.farol.testkit.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InflaterTest {

  private static final byte[] BODY = "farol".repeat(1_000).getBytes(StandardCharsets.UTF_8);

  @Test
  void plainBodiesAreTakenAsTheyAre() {
    assertThat(bytes(unpack(BODY, "identity", 10_000))).isEqualTo(BODY);
    assertThat(bytes(unpack(BODY, "identity", 5_000))).isEqualTo(BODY);
    assertThat(unpack(BODY, "identity", 4_999)).isEqualTo(new Unpacked.TooLarge(4_999));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd", "GZIP"})
  void whatWasPackedComesBack(String packing) {
    Seeds.check(
        60,
        seed -> {
          Random random = new Random(seed);
          byte[] plain = new byte[random.nextInt(300_000)];
          if (random.nextBoolean()) {
            random.nextBytes(plain);
          }
          assertThat(bytes(unpack(pack(plain, packing), packing, 300_000))).isEqualTo(plain);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void partsOneBehindTheOtherAreOneBody(String packing) {
    byte[] twice = concat(pack(BODY, packing), pack(new byte[0], packing), pack(BODY, packing));
    assertThat(bytes(unpack(twice, packing, 10_000))).isEqualTo(concat(BODY, BODY));
    assertThat(unpack(twice, packing, 9_999)).isEqualTo(new Unpacked.TooLarge(9_999));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void everyBeginningOfABodyIsBroken(String packing) {
    byte[] plain = new byte[2_000];
    new Random(7).nextBytes(plain);
    byte[] whole = pack(plain, packing);
    for (int length = 0; length < whole.length; length++) {
      assertThat(unpack(Arrays.copyOf(whole, length), packing, 10_000))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(Unpacked.Broken.class);
    }
    assertThat(unpack(concat(whole, new byte[] {1, 2, 3}), packing, 10_000))
        .isInstanceOf(Unpacked.Broken.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void damagedBodiesAreRefusedCalmly(String packing) {
    byte[] whole = pack(BODY, packing);
    Seeds.check(
        500,
        seed -> {
          Random random = new Random(seed);
          byte[] damaged = whole.clone();
          for (int bits = 1 + random.nextInt(3); bits > 0; bits--) {
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
          }
          assertThat(unpack(damaged, packing, 1_000_000)).isNotNull();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void aBombIsNotUnpackedBeyondTheLimit(String packing) {
    byte[] bomb = pack(new byte[50_000_000], packing);
    assertThat(bomb).hasSizeLessThan(100_000);
    unpack(pack(BODY, packing), packing, 10_000);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThat(unpack(bomb, packing, 1_000_000)).isEqualTo(new Unpacked.TooLarge(1_000_000));
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(5_000_000);
  }

  @Test
  void whatABodySaysOfItsSizeTakesNoMemory() {
    byte[] liar = pack(new byte[1_000], "gzip");
    Arrays.fill(liar, liar.length - 4, liar.length, (byte) 0x7F);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThat(unpack(liar, "gzip", 64 << 20)).isInstanceOf(Unpacked.Broken.class);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000_000);
  }

  @Test
  void aWindowOfOverEightMebibytesIsRefused() throws IOException {
    byte[] plain = new byte[20_000_000];
    for (int windowLog : List.of(23, 24)) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (ZstdOutputStream zstd = new ZstdOutputStream(packed)) {
        zstd.setLong(windowLog);
        zstd.write(plain);
      }
      Unpacked unpacked = unpack(packed.toByteArray(), "zstd", 64 << 20);
      if (windowLog <= 23) {
        assertThat(bytes(unpacked)).hasSize(plain.length);
      } else {
        assertThat(unpacked)
            .isInstanceOfSatisfying(
                Unpacked.Broken.class,
                broken -> assertThat(broken.detail()).contains("window is over 8 MiB"));
      }
    }
  }

  @Test
  void headsWithNamesAndChecksumsArePassedOver() {
    byte[] plain = pack(BODY, "gzip");
    byte[] head = {0x1F, (byte) 0x8B, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3};
    byte[] fields = {3, 0, 9, 9, 9, 'n', 0, 'c', 'c', 0, 1, 2};
    byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);
    assertThat(bytes(unpack(concat(head, fields, rest), "gzip", 10_000))).isEqualTo(BODY);
  }

  @Test
  void brokenAndUnknownPackingsAreNamed() {
    assertThat(unpack(new byte[] {1, 2, 3}, "gzip", 10)).isInstanceOf(Unpacked.Broken.class);
    assertThat(unpack(new byte[] {1, 2, 3}, "zstd", 10)).isInstanceOf(Unpacked.Broken.class);
    assertThat(unpack(BODY, "br", 10)).isEqualTo(new Unpacked.Unsupported("br"));
  }

  /// From the middle of a larger array, as a message within a frame is.
  private static Unpacked unpack(byte[] body, String packing, int limit) {
    byte[] framed = concat(new byte[] {9, 9, 9}, body, new byte[] {9});
    return Inflater.unpack(ByteBuffer.wrap(framed, 3, body.length), packing, limit);
  }

  private static byte[] bytes(Unpacked unpacked) {
    assertThat(unpacked).isInstanceOf(Unpacked.Whole.class);
    ByteBuffer whole = ((Unpacked.Whole) unpacked).bytes();
    byte[] bytes = new byte[whole.remaining()];
    whole.get(whole.position(), bytes);
    return bytes;
  }

  private static byte[] pack(byte[] plain, String packing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream pack =
        packing.equals("zstd")
            ? new ZstdOutputStream(out).setChecksum(true)
            : new GZIPOutputStream(out)) {
      pack.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
