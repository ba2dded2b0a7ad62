// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.server.intake.Inflater.Unpacked;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class InflaterTest {

  @Test
  void plainAndGzipAreUnpacked() throws IOException {
    byte[] body = "farol".repeat(1_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(bytes(Inflater.unpack(body, "identity", 10_000))).isEqualTo(body);
    assertThat(bytes(Inflater.unpack(gzip(body), "gzip", 10_000))).isEqualTo(body);
  }

  @Test
  void aBombIsNotUnpackedBeyondTheLimit() throws IOException {
    byte[] bomb = gzip(new byte[50_000_000]);
    assertThat(bomb).hasSizeLessThan(100_000);
    assertThat(Inflater.unpack(bomb, "gzip", 1_000_000)).isInstanceOf(Unpacked.TooLarge.class);
  }

  @Test
  void brokenAndUnknownPackingsAreNamed() throws IOException {
    byte[] whole = gzip(new byte[1_000]);
    assertThat(Inflater.unpack(Arrays.copyOf(whole, whole.length / 2), "gzip", 10_000))
        .isInstanceOf(Unpacked.Broken.class);
    assertThat(Inflater.unpack(new byte[] {1, 2, 3}, "gzip", 10))
        .isInstanceOf(Unpacked.Broken.class);
    assertThat(Inflater.unpack(whole, "br", 10)).isInstanceOf(Unpacked.Unsupported.class);
  }

  private static byte[] bytes(Unpacked unpacked) {
    return ((Unpacked.Whole) unpacked).bytes();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(plain);
    }
    return out.toByteArray();
  }
}
