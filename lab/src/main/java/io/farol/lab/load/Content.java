// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The messages of one model call: 1.4 kB, of which instructions that many calls share are less
/// than a quarter and the rest occurs once.
///
/// @param input the value of `gen_ai.input.messages`
/// @param output the value of `gen_ai.output.messages`
/// @param uniqueBytes how much of the two occurs in no other call
record Content(String input, String output, int uniqueBytes) {
  private static final int SHARED_BYTES = 240;
  private static final int QUESTION_BYTES = 520;
  private static final int ANSWER_BYTES = 440;
  private static final int VARIANTS = 40;

  /// Makes contents from a seed, the same for the same seed. For one thread.
  static final class Maker {
    private final List<String> instructions = new ArrayList<>();
    private final Prose prose;
    private final SplittableRandom random;

    Maker(long seed) {
      this.prose = new Prose(seed);
      this.random = new SplittableRandom(~seed);
      for (int i = 0; i < VARIANTS; i++) {
        instructions.add(prose.text(SHARED_BYTES));
      }
    }

    Content next() {
      String question = prose.text(QUESTION_BYTES);
      String answer = prose.text(ANSWER_BYTES);
      String input =
          "["
              + message("system", instructions.get(random.nextInt(VARIANTS)), "")
              + ","
              + message("user", question, "")
              + "]";
      String output = "[" + message("assistant", answer, ",\"finish_reason\":\"stop\"") + "]";
      return new Content(input, output, QUESTION_BYTES + ANSWER_BYTES);
    }

    private static String message(String role, String text, String more) {
      return "{\"role\":\""
          + role
          + "\",\"parts\":[{\"type\":\"text\",\"content\":\""
          + text
          + "\"}]"
          + more
          + "}";
    }
  }
}
