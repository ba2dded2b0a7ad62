// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

/// A model as it is deployed at Azure OpenAI.
///
/// @param name what is asked for
/// @param model what answers
/// @param firstTokenMillis median until the first token
/// @param tokensPerSecond how fast the rest follows
/// @param refused share of the calls answered with status 429
/// @param reasoning whether it thinks before it answers
record Deployment(
    String name,
    String model,
    int firstTokenMillis,
    int tokensPerSecond,
    double refused,
    boolean reasoning) {
  /// Near its quota: about one call in sixteen is refused, and the second attempt passes.
  static final Deployment GPT_41 =
      new Deployment("gpt-4.1", "gpt-4.1-2025-04-14", 620, 62, 0.063, false);

  static final Deployment GPT_41_MINI =
      new Deployment("gpt-4.1-mini", "gpt-4.1-mini-2025-04-14", 340, 110, 0, false);

  static final Deployment O4_MINI =
      new Deployment("o4-mini", "o4-mini-2025-04-16", 1900, 120, 0, true);
}
