// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.testkit.Seeds;
import java.io.ByteArrayOutputStream;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BodyTest {

  @Test
  void whatCameInPiecesIsOneAgain() {
    Seeds.check(
        100,
        seed -> {
          SplittableRandom random = new SplittableRandom(seed);
          Body body = new Body();
          ByteArrayOutputStream expected = new ByteArrayOutputStream();
          long grown = 0;
          for (int i = random.nextInt(200); i > 0; i--) {
            byte[] piece = new byte[random.nextInt(random.nextBoolean() ? 20 : 300_000)];
            random.nextBytes(piece);
            grown += body.growth(piece.length);
            body.add(piece);
            expected.writeBytes(piece);
          }

          assertThat(body.size()).isEqualTo(expected.size());
          assertThat(grown).as("what it said it needs").isGreaterThanOrEqualTo(body.size());
          assertThat(grown).isLessThanOrEqualTo(2L * body.size() + (4 << 10));
          assertThat(body.take()).isEqualTo(expected.toByteArray());
        });
  }

  @Test
  void aByteAtATimeCostsTwiceAtMost() {
    Body body = new Body();
    long grown = 0;
    for (int i = 0; i < 1_000_000; i++) {
      grown += body.growth(1);
      body.add(new byte[1]);
    }
    assertThat(grown).isLessThanOrEqualTo(2_000_000);
  }
}
