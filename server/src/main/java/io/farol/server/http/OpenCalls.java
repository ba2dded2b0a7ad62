// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import io.farol.model.Exchange;
import io.farol.model.Outcome;
import io.farol.model.Scope;
import io.farol.model.SpanKey;
import io.farol.system.InFlight;
import io.farol.system.LiveBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/// Says what an exchange without an end is by now: open while the live board watches it, lost once
/// the board has given it up. The store keeps what was told; that nothing more came is only known
/// to who waits.
public final class OpenCalls {

  /// So long an exchange may be in the store before the board has seen it.
  private static final Duration HEAD_START = Duration.ofSeconds(5);

  private final LiveBoard board;

  public OpenCalls(LiveBoard board) {
    this.board = board;
  }

  /// The board at one moment.
  Now now(Scope scope, Instant moment) {
    Set<SpanKey> watched =
        board.snapshot(scope, moment).inFlight().stream()
            .map(InFlight::key)
            .collect(Collectors.toUnmodifiableSet());
    return new Now(watched, Times.nanos(moment));
  }

  record Now(Set<SpanKey> watched, long epochNanos) {

    Outcome outcome(Exchange exchange) {
      Outcome told = exchange.call().outcome();
      boolean waiting =
          watched.contains(exchange.key())
              || watched.size() >= LiveBoard.MOST_SHOWN
              || epochNanos - exchange.timing().startEpochNanos() < HEAD_START.toNanos();
      return told instanceof Outcome.Open && !waiting
          ? new Outcome.Lost("neither an end nor a sign of life came in time")
          : told;
    }
  }
}
