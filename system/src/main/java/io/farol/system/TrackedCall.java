// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Model;
import io.farol.model.Origin;
import io.farol.model.Outcome;
import io.farol.model.Phase;
import io.farol.model.Span;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.Traffic;
import io.farol.model.Value;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One call, as far as its tellings say: the most believed of them is read, in whatever order and
/// however often they come. Confined to the thread that holds the board's lock.
final class TrackedCall {

  static final String INTERVAL = "farol.alive_interval_ms";

  /// How long no byte had passed when a sign of life was given, in milliseconds.
  private static final String IDLE = "farol.idle_ms";

  private static final Set<CallKind> TRANSPORT = EnumSet.of(CallKind.HTTP, CallKind.RPC);
  private static final Set<CallKind> CARRYING = EnumSet.of(CallKind.MODEL, CallKind.TOOL);

  final SpanKey key;

  /// The rows that show it; empty while it is hidden.
  List<IntegrationRow> rows = List.of();

  /// Why it is lost, when it is.
  LostRule.@Nullable Loss loss;

  /// The cause that a hidden view of it knows, or -1.
  int lentCause = -1;

  /// Whether the gateway told of a call that this one made: that one is shown.
  boolean captured;

  /// Who made the call that the gateway saw pass, by the caller's own word.
  private @Nullable Origin caller;

  private Origin origin;
  private @Nullable Rank facing;
  private @Nullable Face face;
  private @Nullable SpanId parent;
  private @Nullable SpanId carrier;

  private @Nullable Rank starting;
  private long startEpochNanos;
  private long heardEpochNanos = Long.MAX_VALUE;
  private boolean started;
  private @Nullable Rank limiting;
  private @Nullable Long deadlineEpochNanos;

  /// As the newest sign of life that names one has it.
  private @Nullable Long movedDeadlineEpochNanos;

  private long movedAtEpochNanos = Long.MIN_VALUE;

  private @Nullable Pulse pulse;
  private Traffic traffic = Traffic.UNKNOWN;

  /// How long no byte had passed when the newest sign of life was given.
  private long idleThenNanos;

  private @Nullable Rank ending;
  private long endEpochNanos;
  private long durationNanos;
  private @Nullable Outcome outcome;
  private @Nullable Finish finish;

  /// What is shown of a call and decides where it belongs.
  private record Face(
      CallKind kind,
      String to,
      String integration,
      @Nullable String platform,
      String operation,
      Traffic traffic,
      boolean capture,
      @Nullable Model model,
      @Nullable String responseId,
      @Nullable String conversationId) {

    static Face of(Call call) {
      Call.Usage usage = call.usage();
      return new Face(
          call.kind(),
          call.to(),
          call.integration(),
          call.platform(),
          call.operation(),
          call.traffic(),
          call.source().isCapture(),
          usage == null ? null : usage.model(),
          usage == null ? null : usage.responseId(),
          call.conversationId());
    }
  }

  TrackedCall(SpanKey key, Origin origin) {
    this.key = key;
    this.origin = origin;
  }

  void tell(Span span, long received) {
    Rank rank = Rank.of(span);
    heardEpochNanos = Math.min(heardEpochNanos, received);
    if (parent == null) {
      parent = span.parent();
    }
    if (carrier == null) {
      carrier = span.carrier();
    }
    if (span.call() != null && believed(rank, facing)) {
      facing = rank;
      face = Face.of(span.call());
      origin = span.origin();
    }
    if (span.deadlineEpochNanos() != null
        && span.key().phase() != Phase.ALIVE
        && believed(rank, limiting)) {
      limiting = rank;
      deadlineEpochNanos = span.deadlineEpochNanos();
    }
    begin(rank, span.timing().startEpochNanos());
    switch (span.key().phase()) {
      case START -> started = true;
      case ALIVE -> {
        started = true;
        beat(span, received);
      }
      case LATE -> {
        if (span.call() != null && !(span.call().outcome() instanceof Outcome.Open)) {
          end(rank, span, received);
        }
      }
      case END -> {
        // the gateway tells of no start where the end came as soon
        started |= span.call() != null && span.call().source().isCapture();
        end(rank, span, received);
      }
    }
  }

  /// The start that an end or a start tells counts by its rank; where only other news came, the
  /// earliest of them.
  private void begin(Rank rank, long start) {
    int by = startsBy(rank);
    int had = starting == null ? -1 : startsBy(starting);
    boolean better =
        by > had || by == had && (by >= 2 ? believed(rank, starting) : start < startEpochNanos);
    if (better) {
      starting = rank;
      startEpochNanos = start;
    }
  }

  private static int startsBy(Rank rank) {
    return switch (rank.phase()) {
      case END -> 3;
      case START -> 2;
      case LATE -> 1;
      case ALIVE -> 0;
    };
  }

  private void beat(Span span, long received) {
    if (pulse == null) {
      pulse = new Pulse();
    }
    long sent = span.timing().startEpochNanos();
    Value said = span.detail().attributes().get(INTERVAL);
    pulse.beat(
        sent,
        received,
        said instanceof Value.Whole(long millis) && millis > 0 ? millis * 1_000_000 : null);
    if (span.deadlineEpochNanos() != null && sent >= movedAtEpochNanos) {
      movedAtEpochNanos = sent;
      movedDeadlineEpochNanos = span.deadlineEpochNanos();
    }
    if (span.call() != null && pulse.newest(sent)) {
      traffic = span.call().traffic();
      idleThenNanos =
          span.detail().attributes().get(IDLE) instanceof Value.Whole(long millis) && millis > 0
              ? TimeUnit.MILLISECONDS.toNanos(millis)
              : 0;
    }
  }

  private void end(Rank rank, Span span, long received) {
    long start = span.timing().startEpochNanos();
    Long duration = span.timing().durationNanos();
    long end = duration == null ? start : start + duration;
    long at = Math.min(end, received);
    if (ending == null || rank.compareTo(ending) > 0) {
      ending = rank;
      endEpochNanos = at;
      durationNanos = end - start;
      outcome = span.call() == null ? null : span.call().outcome();
    } else if (rank.equals(ending)) {
      endEpochNanos = Math.min(endEpochNanos, at);
    } else {
      return;
    }
    finish = null;
  }

  private static boolean believed(Rank rank, @Nullable Rank before) {
    return before == null || rank.compareTo(before) > 0;
  }

  boolean isShaped() {
    return face != null;
  }

  boolean isEnded() {
    return ending != null;
  }

  boolean wasStarted() {
    return started;
  }

  /// Whether it ended and something saw how.
  boolean isJudged() {
    return isLost() || ending != null && outcome != null;
  }

  boolean isLost() {
    return ending == null && loss != null;
  }

  Finish finished() {
    if (finish == null) {
      finish =
          ending != null && outcome != null
              ? Finish.of(endEpochNanos, begun(), durationNanos, outcome, lentCause, isCapture())
              : Finish.lost(Objects.requireNonNull(loss).atEpochNanos(), begun());
    }
    return finish;
  }

  /// Forgets what [#finished] was computed from.
  void reconsider() {
    finish = null;
  }

  /// The index of the cause of its failure, or -1.
  int cause() {
    return ending != null && outcome instanceof Outcome.Failed failed
        ? failed.cause().ordinal()
        : -1;
  }

  /// When it began; no later than Farol heard of it.
  long begun() {
    return Math.min(startEpochNanos, heardEpochNanos);
  }

  @Nullable Long deadline() {
    Long said = movedDeadlineEpochNanos == null ? deadlineEpochNanos : movedDeadlineEpochNanos;
    return said == null ? null : Long.valueOf(said - (startEpochNanos - begun()));
  }

  @Nullable Pulse pulse() {
    return pulse;
  }

  /// The interval of its sender, as this call shows it; null without a sign of life.
  @Nullable Long interval() {
    return pulse == null
        ? null
        : Long.valueOf(
            pulse.intervalNanos(
                starting != null && starting.phase() == Phase.ALIVE ? null : startEpochNanos));
  }

  Origin origin() {
    return caller == null ? origin : origin.knownAs(caller);
  }

  /// Takes who made this call from the span that made it.
  ///
  /// @return whether it is somebody else than was known before
  boolean calledBy(TrackedCall above) {
    Origin before = origin();
    caller = above.origin;
    return !before.equals(origin());
  }

  String integration() {
    return shape().integration;
  }

  @Nullable String platform() {
    return shape().platform;
  }

  @Nullable SpanKey parentKey() {
    return parent == null ? null : new SpanKey(key.trace(), parent);
  }

  @Nullable SpanKey carrierKey() {
    return carrier == null || carrier.equals(parent) ? null : new SpanKey(key.trace(), carrier);
  }

  boolean canNest() {
    return isCapture() || isTransport() || is(CallKind.MODEL);
  }

  /// Whether the gateway saw it pass; then it is none of the following.
  boolean isCapture() {
    return face != null && face.capture;
  }

  boolean isTransport() {
    return face != null && !face.capture && TRANSPORT.contains(face.kind);
  }

  boolean isCarrying() {
    return face != null && !face.capture && CARRYING.contains(face.kind);
  }

  private boolean is(CallKind kind) {
    return face != null && !face.capture && face.kind == kind;
  }

  /// Whether this is only another view of the given call above it.
  boolean nestsIn(TrackedCall above) {
    if (face == null || above.face == null || above == this) {
      return false;
    }
    if (isCapture() || isTransport()) {
      return above.isCarrying();
    }
    return is(CallKind.MODEL)
        && above.is(CallKind.MODEL)
        && sameModel(face, above.face)
        && above.startEpochNanos <= startEpochNanos
        && (above.ending == null || startEpochNanos <= above.endEpochNanos);
  }

  private static boolean sameModel(Face one, Face other) {
    return same(one.responseId, other.responseId)
        || one.model != null
            && other.model != null
            && (same(one.model.requested(), other.model.requested())
                || same(one.model.responded(), other.model.responded()));
  }

  private static boolean same(@Nullable String one, @Nullable String other) {
    return one != null && one.equals(other);
  }

  Traffic traffic() {
    Traffic told = shape().traffic;
    return new Traffic(
        traffic.sentBytes() == null ? told.sentBytes() : traffic.sentBytes(),
        traffic.receivedBytes() == null ? told.receivedBytes() : traffic.receivedBytes());
  }

  /// How long nothing has been heard of it, or no byte has passed where its sender says so; null
  /// where it gives no sign of life.
  @Nullable Long idle(long now) {
    return pulse == null
        ? null
        : Long.valueOf(Math.max(0, now - pulse.heardEpochNanos() + idleThenNanos));
  }

  InFlight shown(long now, Traffic bytes, @Nullable Long idleNanos, boolean stalled) {
    Face shape = shape();
    return new InFlight(
        key,
        origin().service(),
        shape.to,
        shape.integration,
        shape.operation,
        begun(),
        Math.max(0, now - begun()),
        bytes,
        idleNanos,
        stalled,
        deadline(),
        shape.conversationId);
  }

  private Face shape() {
    return Objects.requireNonNull(face, "a call that no telling described");
  }
}
