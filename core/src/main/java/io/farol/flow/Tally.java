// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import java.util.EnumMap;
import java.util.Map;

/// What became of the records that came in, by signal. It travels inside its batch, so that the sum
/// over the journal is true after a crash: `received = accepted + rejected + duplicate`, and
/// accepted is *stored* once the facts' reader has passed it and *pending* until then.
public record Tally(Map<Signal, Count> counts) {

  public static final Tally NOTHING = new Tally(Map.of());

  public Tally {
    Map<Signal, Count> copy = new EnumMap<>(Signal.class);
    counts.forEach((signal, count) -> {
      if (!count.equals(Count.ZERO)) {
        copy.put(signal, count);
      }
    });
    counts = Map.copyOf(copy);
  }

  public static Tally of(Signal signal, long accepted, long rejected, long duplicate) {
    return new Tally(Map.of(signal, new Count(accepted, rejected, duplicate)));
  }

  public Count of(Signal signal) {
    return counts.getOrDefault(signal, Count.ZERO);
  }

  public Tally plus(Tally other) {
    Map<Signal, Count> sum = new EnumMap<>(Signal.class);
    sum.putAll(counts);
    other.counts.forEach((signal, count) -> sum.merge(signal, count, Count::plus));
    return new Tally(sum);
  }

  /// @param accepted became part of a batch
  /// @param rejected refused for good, with a reason
  /// @param duplicate was there already
  public record Count(long accepted, long rejected, long duplicate) {

    public static final Count ZERO = new Count(0, 0, 0);

    public Count {
      if (accepted < 0 || rejected < 0 || duplicate < 0) {
        throw new IllegalArgumentException(
            "tally: negative count in " + accepted + ", " + rejected + ", " + duplicate);
      }
    }

    public long received() {
      return accepted + rejected + duplicate;
    }

    public Count plus(Count other) {
      return new Count(
          accepted + other.accepted, rejected + other.rejected, duplicate + other.duplicate);
    }
  }
}
