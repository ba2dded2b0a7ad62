// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.util.List;
import java.util.SplittableRandom;

/// Text that looks like talk and compresses like it: sentences of made-up words from Portuguese
/// syllables, with an order code here and there. For one thread.
final class Prose {
  private static final List<String> ONSETS =
      List.of(
          "b", "c", "d", "f", "g", "j", "l", "m", "n", "p", "r", "s", "t", "v", "x", "z", "br",
          "cr", "pr", "tr", "gr", "fl", "pl", "ch", "nh", "lh", "qu", "gu", "");
  private static final List<String> NUCLEI =
      List.of(
          "a", "e", "i", "o", "u", "ã", "é", "ão", "ei", "ou", "ai", "ô", "ia", "em", "or", "as");
  private static final String CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz";
  private static final int CODE_LENGTH = 7;

  private final SplittableRandom random;

  Prose(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /// Sentences of at least `bytes` bytes of UTF-8, and of few more.
  String text(int bytes) {
    StringBuilder text = new StringBuilder(bytes + 32);
    int length = 0;
    while (length < bytes) {
      String word = random.nextInt(24) == 0 ? code() : word();
      String end = random.nextInt(11) == 0 ? ". " : " ";
      text.append(word).append(end);
      length += encodedLength(word) + end.length();
    }
    return text.toString();
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    int syllables = 1 + random.nextInt(4);
    for (int i = 0; i < syllables; i++) {
      word.append(ONSETS.get(random.nextInt(ONSETS.size())));
      word.append(NUCLEI.get(random.nextInt(NUCLEI.size())));
    }
    return word.toString();
  }

  private String code() {
    StringBuilder code = new StringBuilder(CODE_LENGTH);
    for (int i = 0; i < CODE_LENGTH; i++) {
      code.append(CODE_LETTERS.charAt(random.nextInt(CODE_LETTERS.length())));
    }
    return code.toString();
  }

  private static int encodedLength(String word) {
    int length = 0;
    for (int i = 0; i < word.length(); i++) {
      length += word.charAt(i) < 0x80 ? 1 : 2;
    }
    return length;
  }
}
