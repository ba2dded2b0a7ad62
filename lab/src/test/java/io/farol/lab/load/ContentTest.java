// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the load says of its contents, measured: 1.4 kB, at least half of it unique, and not shrunk
/// more than threefold by zstd, however many are packed together.
final class ContentTest {
  private static final int MANY = 2000;
  private static final int[] LEVELS = {1, 3, 9};

  @Test
  void aContentIsOfFourteenHundredBytesOfJson() throws Exception {
    Content.Maker maker = new Content.Maker(1);
    long bytes = 0;
    for (int i = 0; i < MANY; i++) {
      Content content = maker.next();
      bytes += length(content);
      assertThat(new ObjectMapper().readTree(content.input()).get(1).get("role").asText())
          .isEqualTo("user");
      assertThat(new ObjectMapper().readTree(content.output())).hasSize(1);
    }
    assertThat((double) bytes / MANY).isBetween(1350.0, 1480.0);
  }

  @Test
  void moreThanHalfOfItOccursNowhereElse() throws Exception {
    Content.Maker maker = new Content.Maker(2);
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < MANY; i++) {
      Content content = maker.next();
      String question =
          new ObjectMapper().readTree(content.input()).at("/1/parts/0/content").asText();
      String answer =
          new ObjectMapper().readTree(content.output()).at("/0/parts/0/content").asText();
      assertThat(texts.add(question)).isTrue();
      assertThat(texts.add(answer)).isTrue();
      assertThat((question + answer).getBytes(StandardCharsets.UTF_8).length)
          .isGreaterThanOrEqualTo(content.uniqueBytes());
      assertThat(content.uniqueBytes()).isGreaterThan(length(content) / 2);
    }
  }

  @Test
  void zstdShrinksManyAtMostThreefold() {
    Content.Maker maker = new Content.Maker(3);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < MANY; i++) {
      Content content = maker.next();
      all.append(content.input()).append(content.output());
    }
    byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
    for (int level : LEVELS) {
      double shrunk = (double) bytes.length / Zstd.compress(bytes, level).length;
      assertThat(shrunk).as("level %d", level).isBetween(1.5, 3.0);
    }
  }

  @Test
  void theSameSeedMakesTheSameContents() {
    Content.Maker one = new Content.Maker(4);
    Content.Maker other = new Content.Maker(4);
    for (int i = 0; i < 100; i++) {
      assertThat(one.next()).isEqualTo(other.next());
    }
  }

  private static int length(Content content) {
    return (content.input() + content.output()).getBytes(StandardCharsets.UTF_8).length;
  }
}
