// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.platforms;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What can go wrong in the world, by the name under which it is called.
public enum Misfortune {
  /// SERPRO's token endpoint takes requests and says nothing; the rest of SERPRO works.
  SERPRO_TOKEN("serpro-token"),
  /// SERPRO shows a certificate that ran out yesterday.
  EXPIRED_CERTIFICATE("expired-certificate"),
  /// The large deployment at Azure refuses every call: its tokens per minute are used up.
  AZURE_429("azure-429"),
  /// The large deployment at Azure was given another name, and nobody told the assistant.
  DEPLOYMENT_RENAMED("deployment-renamed"),
  /// Every second call of a model is taken and never answered.
  HUNG_CALLS("hung-calls"),
  /// Models take eight times as long as usual.
  SLOW_ANSWERS("slow-answers"),
  /// WhatsApp takes what is sent and delivers no webhook; what people write arrives afterwards.
  WEBHOOK_SILENCE("webhook-silence"),
  /// A model asks for the same tool again and again.
  TOOL_LOOP("tool-loop"),
  /// People try to talk the model out of its instructions, and the content filter answers.
  JAILBREAK("jailbreak"),
  /// The large deployment was moved to a model that no price book knows.
  UNPRICED_MODEL("unpriced-model");

  /// What is slow can be told only by whoever has seen what is usual.
  private static final Duration UNTIL_USUAL = Duration.ofMinutes(3);

  /// That something stopped can be told only by whoever has seen it come steadily.
  private static final Duration UNTIL_STEADY = Duration.ofMinutes(6);

  private final String label;

  Misfortune(String label) {
    this.label = label;
  }

  /// How long all must have been well before anybody who watches can notice it, by the clock and
  /// not by the world's time.
  public Duration before() {
    return switch (this) {
      case SLOW_ANSWERS -> UNTIL_USUAL;
      case WEBHOOK_SILENCE -> UNTIL_STEADY;
      case SERPRO_TOKEN,
          EXPIRED_CERTIFICATE,
          AZURE_429,
          DEPLOYMENT_RENAMED,
          HUNG_CALLS,
          TOOL_LOOP,
          JAILBREAK,
          UNPRICED_MODEL ->
          Duration.ZERO;
    };
  }

  /// Its name, `serpro-token`.
  public String label() {
    return label;
  }

  /// The misfortune of that name.
  ///
  /// @throws IllegalArgumentException when there is none, with the list of those there are
  public static Misfortune named(String label) {
    return Arrays.stream(values())
        .filter(each -> each.label.equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "misfortune: \"" + label + "\" is not known; there are " + labels()));
  }

  /// All names, with commas.
  public static String labels() {
    return Arrays.stream(values()).map(Misfortune::label).collect(Collectors.joining(", "));
  }
}
