// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.platforms;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/// A model as it is deployed at Azure OpenAI, with what the platform charges for it.
///
/// Prices are in US dollars for a million tokens, Azure's list for global deployments in August
/// 2026.
enum Deployment {
  GPT_41("gpt-4.1", "gpt-4.1-2025-04-14", 620, 62, "2.00", "0.50", "8.00"),
  GPT_41_MINI("gpt-4.1-mini", "gpt-4.1-mini-2025-04-14", 340, 110, "0.40", "0.10", "1.60"),
  O4_MINI("o4-mini", "o4-mini-2025-04-16", 1900, 120, "1.10", "0.275", "4.40"),
  EMBEDDING("text-embedding-3-small", "text-embedding-3-small", 70, 1000, "0.02", "0.02", "0"),
  WHISPER("whisper-horizonte", "whisper", 600, 1000, "0", "0", "0"),
  /// Stands behind the name of the large one once that was moved to a newer model.
  NEWER("", "gpt-6-preview-2026-11-20", 500, 90, "3.00", "0.75", "12.00");

  private static final BigDecimal MILLION = new BigDecimal("1000000");

  /// What is asked for; empty for one that stands behind another's name.
  final String label;

  /// What answers.
  final String model;

  final int firstTokenMillis;
  final int tokensPerSecond;
  private final BigDecimal input;
  private final BigDecimal cached;
  private final BigDecimal output;

  Deployment(
      String label,
      String model,
      int firstTokenMillis,
      int tokensPerSecond,
      String input,
      String cached,
      String output) {
    this.label = label;
    this.model = model;
    this.firstTokenMillis = firstTokenMillis;
    this.tokensPerSecond = tokensPerSecond;
    this.input = new BigDecimal(input);
    this.cached = new BigDecimal(cached);
    this.output = new BigDecimal(output);
  }

  static Optional<Deployment> named(String label) {
    return Arrays.stream(values())
        .filter(each -> !each.label.isEmpty() && each.label.equals(label))
        .findFirst();
  }

  /// Whether it thinks before it answers.
  boolean reasons() {
    return this == O4_MINI;
  }

  /// What a call costs, in US dollars.
  BigDecimal cost(Tokens tokens) {
    return input
        .multiply(BigDecimal.valueOf(tokens.input() - tokens.cached()))
        .add(cached.multiply(BigDecimal.valueOf(tokens.cached())))
        .add(output.multiply(BigDecimal.valueOf(tokens.output())))
        .divide(MILLION);
  }
}
