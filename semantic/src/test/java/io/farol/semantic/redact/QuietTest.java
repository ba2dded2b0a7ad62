// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuietTest {

  private static final int TIMES = 60_000;

  /// None of them makes a secret of its value; some change what a number under them is taken for.
  private static final String[] KEYS = {null, "id", "to", "cpf", "cnpj", "phone_number", "text"};

  private static final String MILD =
      "aabcdeehilmnopqrstuvxzABCDEKSTX001234567899..--__//  ,,()[]{}\"'`<+#*|~$";

  private final long seed = Long.getLong("farol.seed", new Random().nextLong());

  private final SplittableRandom random = new SplittableRandom(seed);

  @Test
  void findsNothingInWhatItCallsQuiet() {
    Texts texts = new Texts(random);
    Samples samples = new Samples(random);
    int quiet = 0;
    for (int i = 0; i < TIMES; i++) {
      String text =
          switch (random.nextInt(4)) {
            case 0 -> texts.next();
            case 1 -> mild(random.nextInt(1, 12)) + samples.cnpj(true) + mild(random.nextInt(8));
            case 2 -> mild(random.nextInt(8)) + samples.cpf() + mild(random.nextInt(8));
            default -> mild(random.nextInt(1, 48));
          };
      if (Quiet.is(text)) {
        quiet++;
        for (String key : KEYS) {
          assertThat(Redacting.REDACTOR.explain(key, text).finds())
              .as("\"%s\" under %s, -Dfarol.seed=%d", text, key, seed)
              .isEmpty();
        }
      }
    }
    assertThat(quiet).as("quiet of %d, -Dfarol.seed=%d", TIMES, seed).isGreaterThan(TIMES / 50);
  }

  @Test
  void answersAsTheLongWayDoes() {
    Texts texts = new Texts(random);
    for (int i = 0; i < TIMES; i++) {
      String text = texts.next();
      String key = random.nextInt(8) == 0 ? "api_key" : KEYS[random.nextInt(KEYS.length)];
      assertThat(Redacting.REDACTOR.redact(key, text))
          .as("\"%s\" under %s, -Dfarol.seed=%d", text, key, seed)
          .isEqualTo(Redacting.REDACTOR.explain(key, text).text());
    }
  }

  @Test
  void passesOverWhatAttributesMostlySay() {
    assertThat(
            Arrays.asList(
                "chat",
                "gcp.gemini",
                "gpt-4.1-mini",
                "graph.facebook.com",
                "c-1234567",
                "1731",
                "POST",
                "/v1/messages",
                "io.farol.lab",
                "stop"))
        .allMatch(Quiet::is);
  }

  private String mild(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(MILD.charAt(random.nextInt(MILD.length())));
    }
    return text.toString();
  }
}
