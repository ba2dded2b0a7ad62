// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import io.farol.flow.Draft;
import io.farol.flow.Position;
import io.farol.model.Cause;
import io.farol.model.Scope;
import io.farol.testkit.Drafts;
import io.farol.testkit.ManualClock;
import io.farol.testkit.Sketch;
import java.time.Duration;
import java.util.List;

/// A board with a clock that is moved by hand: tells it what happens now, and looks at it.
final class Watch {

  static final Scope ALL = new Scope(Scope.DEFAULT_TENANT, null);
  static final String SERPRO = "serpro/consulta-cpf";

  final ManualClock clock = ManualClock.atNoon();
  final LiveBoard board;
  private long position;
  private long calls;

  Watch() {
    this(LiveLimits.STANDARD);
  }

  Watch(LiveLimits limits) {
    board = new LiveBoard(limits);
  }

  long now() {
    return clock.epochNanos();
  }

  Watch pass(Duration time) {
    clock.advance(time);
    return this;
  }

  Watch seconds(long seconds) {
    return pass(Duration.ofSeconds(seconds));
  }

  /// Received at this moment.
  Watch told(Draft... tellings) {
    return toldAt(now(), tellings);
  }

  Watch toldAt(long receivedEpochNanos, Draft... tellings) {
    board.apply(
        new Position(++position),
        List.of(Drafts.batch(Scope.DEFAULT_TENANT, receivedEpochNanos, List.of(tellings))));
    return this;
  }

  /// A new call of SERPRO that begins now.
  Sketch begun() {
    calls++;
    return Sketch.http(Drafts.key(calls, calls)).at(now());
  }

  /// A call of SERPRO that succeeded just now.
  Watch success() {
    return success(Duration.ofMillis(200));
  }

  Watch success(Duration lasting) {
    return told(ended(lasting).succeeded(200).end());
  }

  Watch failure() {
    return failure(Cause.TIMEOUT);
  }

  Watch failure(Cause cause) {
    return told(ended(Duration.ofMillis(200)).failed(cause, null, null).end());
  }

  private Sketch ended(Duration lasting) {
    return begun().at(now() - lasting.toNanos()).lasting(lasting);
  }

  LiveSnapshot look() {
    return board.snapshot(ALL, clock.instant());
  }

  IntegrationHealth serpro() {
    return health(SERPRO);
  }

  IntegrationHealth health(String integration) {
    return look().integrations().stream()
        .filter(each -> each.id().equals(integration))
        .findFirst()
        .orElseThrow(() -> new AssertionError(integration + " is not on the board"));
  }
}
