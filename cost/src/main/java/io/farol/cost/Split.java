// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import io.farol.cost.price.Kind;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Takes a call's reported wholes and parts, which overlap, and parts them so that nothing is
/// charged twice: input = uncached text + cached + written + audio + image + video, output = text +
/// reasoning + citations + audio + image + video.
///
/// Where the parts together exceed their whole, cached input of another modality was reported in
/// both: that much is taken as cached audio (image, video). Where both are there and the report
/// does not say how far they overlap, they are taken as apart, and marked as guessed. Not for
/// several threads.
final class Split {

  private static final Kind[] KINDS = Kind.values();
  private static final Modality[] MODALITIES = Modality.values();

  private final Map<Kind, Long> reported = new EnumMap<>(Kind.class);
  private final Map<Kind, BigDecimal> others = new EnumMap<>(Kind.class);
  private final Set<Kind> unknown = EnumSet.noneOf(Kind.class);
  private @Nullable Long input;
  private @Nullable Long output;
  private @Nullable String serviceTier;

  /// The whole input, cached parts included; null when nobody said.
  Split input(@Nullable Long whole) {
    input = whole;
    return this;
  }

  /// The whole output, reasoning included; null when nobody said.
  Split output(@Nullable Long whole) {
    output = whole;
    return this;
  }

  /// A part of the whole; cached audio is a part of the cached and of the audio. Null when nobody
  /// said.
  Split part(Kind kind, @Nullable Long tokens) {
    if (tokens != null) {
      reported.put(kind, tokens);
    }
    return this;
  }

  /// Something that is no part of input or output.
  Split beside(Kind kind, @Nullable BigDecimal quantity) {
    if (quantity != null) {
      others.put(kind, quantity);
    }
    return this;
  }

  /// Something that was used and not counted.
  Split uncounted(Kind kind) {
    unknown.add(kind);
    return this;
  }

  Split serviceTier(@Nullable String word) {
    serviceTier = word;
    return this;
  }

  Consumption consumption() {
    long[] parts = new long[KINDS.length];
    Set<Kind> guessed = EnumSet.noneOf(Kind.class);
    partInput(parts, guessed);
    partOutput(parts);
    Map<Kind, BigDecimal> quantities = new EnumMap<>(others);
    for (Kind kind : KINDS) {
      if (parts[kind.ordinal()] != 0) {
        quantities.put(kind, BigDecimal.valueOf(parts[kind.ordinal()]));
      }
    }
    return new Consumption(quantities, unknown, guessed, input == null ? 0 : input, serviceTier);
  }

  private void partInput(long[] parts, Set<Kind> guessed) {
    long written = of(Kind.CACHE_WRITE);
    long writtenForAnHour = Math.min(of(Kind.CACHE_WRITE_1H), written);
    parts[Kind.CACHE_WRITE_1H.ordinal()] = writtenForAnHour;
    parts[Kind.CACHE_WRITE.ordinal()] = written - writtenForAnHour;
    long cachedText = of(Kind.CACHE_READ);
    boolean overlapTold = false;
    for (Modality m : MODALITIES) {
      long cached = Math.min(of(m.cached), Math.min(of(m.fresh), cachedText));
      overlapTold |= reported.containsKey(m.cached);
      parts[m.cached.ordinal()] = cached;
      parts[m.fresh.ordinal()] = of(m.fresh) - cached;
      cachedText -= cached;
    }
    parts[Kind.CACHE_READ.ordinal()] = cachedText;
    if (input == null) {
      return;
    }
    long text = input - LongStream.of(parts).sum();
    for (Modality m : MODALITIES) {
      long fresh = parts[m.fresh.ordinal()];
      long still = parts[Kind.CACHE_READ.ordinal()];
      if (!overlapTold && fresh > 0 && still > 0) {
        guessed.add(m.fresh);
        guessed.add(Kind.CACHE_READ);
        long overlap = Math.min(Math.max(0, -text), Math.min(fresh, still));
        if (overlap > 0) {
          guessed.add(m.cached);
          parts[m.cached.ordinal()] += overlap;
          parts[m.fresh.ordinal()] = fresh - overlap;
          parts[Kind.CACHE_READ.ordinal()] = still - overlap;
          text += overlap;
        }
      }
    }
    parts[Kind.INPUT.ordinal()] = Math.max(0, text);
  }

  private void partOutput(long[] parts) {
    long apart = 0;
    for (Kind kind : OUTPUT_PARTS) {
      // Reasoning is charged as output: without the whole it would pass for the whole.
      if (output != null || kind != Kind.REASONING) {
        parts[kind.ordinal()] = of(kind);
        apart += of(kind);
      }
    }
    if (output == null) {
      return;
    }
    // More parts than whole: they name what was said, so the whole is at least them.
    parts[Kind.OUTPUT.ordinal()] = Math.max(0, output - apart);
  }

  private static final Set<Kind> OUTPUT_PARTS =
      EnumSet.of(
          Kind.REASONING, Kind.CITATION, Kind.OUTPUT_AUDIO, Kind.OUTPUT_IMAGE, Kind.OUTPUT_VIDEO);

  private enum Modality {
    AUDIO(Kind.INPUT_AUDIO, Kind.CACHE_READ_AUDIO),
    IMAGE(Kind.INPUT_IMAGE, Kind.CACHE_READ_IMAGE),
    VIDEO(Kind.INPUT_VIDEO, Kind.CACHE_READ_VIDEO);

    private final Kind fresh;
    private final Kind cached;

    Modality(Kind fresh, Kind cached) {
      this.fresh = fresh;
      this.cached = cached;
    }
  }

  private long of(Kind kind) {
    return reported.getOrDefault(kind, 0L);
  }
}
