// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import org.jspecify.annotations.Nullable;

/// Token counts of one model call. A count nobody reported is null, never 0.
///
/// @param input the whole input, cached parts included
/// @param output the whole output, reasoning included
/// @param cacheRead the part of the input read from a cache
/// @param cacheWrite the part of the input written to a cache
/// @param reasoning the part of the output that was reasoning
/// @param inputAudio the part of the input that was audio
/// @param outputAudio the part of the output that was audio
public record Tokens(
    @Nullable Long input,
    @Nullable Long output,
    @Nullable Long cacheRead,
    @Nullable Long cacheWrite,
    @Nullable Long reasoning,
    @Nullable Long inputAudio,
    @Nullable Long outputAudio) {

  public static final Tokens UNKNOWN = new Tokens(null, null, null, null, null, null, null);

  public Tokens {
    check("input", input);
    check("output", output);
    check("cacheRead", cacheRead);
    check("cacheWrite", cacheWrite);
    check("reasoning", reasoning);
    check("inputAudio", inputAudio);
    check("outputAudio", outputAudio);
  }

  /// True when no count at all was reported.
  public boolean isUnknown() {
    return equals(UNKNOWN);
  }

  private static void check(String name, @Nullable Long count) {
    if (count != null && count < 0) {
      throw new IllegalArgumentException(
          "tokens: " + name + " is " + count + "; a count is 0 or more");
    }
  }
}
