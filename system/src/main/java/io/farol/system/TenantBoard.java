// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import io.farol.model.Fact;
import io.farol.model.Phase;
import io.farol.model.Span;
import io.farol.model.SpanKey;
import io.farol.model.SpanKind;
import io.farol.model.Traffic;
import io.farol.model.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one tenant's senders told of calls. A call is taken off its rows before anything about it
/// changes and put back after, so that the rows always hold what the calls say, in whatever order
/// the tellings came. Confined to the thread that holds the board's lock.
final class TenantBoard {

  private static final long LOOK_AGAIN = 1_000_000_000;

  private static final long REMEMBERED = HealthRule.WINDOW.multipliedBy(2).toNanos();

  private final String tenant;
  private final LiveLimits limits;
  private final Map<SpanKey, TrackedCall> calls = new HashMap<>();
  private final Map<SpanKey, Set<TrackedCall>> below = new HashMap<>();
  private final Set<TrackedCall> unended = new LinkedHashSet<>();
  private final Deque<Ended> ended = new ArrayDeque<>();
  private final Map<RowKey, IntegrationRow> rows = new HashMap<>();
  private final Senders senders;
  private long shed;
  private long newest = Long.MIN_VALUE;
  private long lookedAt;

  private record RowKey(@Nullable String environment, String integration) {}

  private record Ended(TrackedCall call, long sinceEpochNanos) {}

  TenantBoard(String tenant, LiveLimits limits) {
    this.tenant = tenant;
    this.limits = limits;
    this.senders = new Senders(limits.senders());
  }

  /// @return whether it changed anything that is shown
  boolean tell(Fact fact, long received) {
    Span span = fact.span();
    Phase phase = span.key().phase();
    newest = Math.max(newest, received);
    senders.hear(span.origin(), received, interval(span));
    TrackedCall call = calls.get(span.key().span());
    if (call == null) {
      if (!concerns(span, received) || !makeRoom(received)) {
        return false;
      }
      call = new TrackedCall(span.key().span(), span.origin());
      calls.put(call.key, call);
      unended.add(call);
    }
    boolean wasEnded = call.isEnded();
    take(call);
    call.tell(span, received);
    if (call.isEnded() && !wasEnded) {
      unended.remove(call);
      ended.add(new Ended(call, received));
    }
    put(call, wasEnded && phase == Phase.END, received);
    return true;
  }

  /// Whether the first telling of a span is to be remembered. An internal step that ends is no call
  /// and hides none; where a start may have told of a call, its end is remembered whatever it says.
  /// A start or sign of life that was sent so long ago that its end may be forgotten says nothing
  /// of now.
  private static boolean concerns(Span span, long received) {
    boolean fresh = received - span.timing().startEpochNanos() <= REMEMBERED;
    return switch (span.key().phase()) {
      case START -> span.call() != null && fresh;
      case ALIVE -> fresh;
      case LATE -> span.call() != null;
      case END ->
          span.call() != null || span.kind() == SpanKind.CLIENT || span.kind() == SpanKind.PRODUCER;
    };
  }

  private static @Nullable Long interval(Span span) {
    return span.key().phase() == Phase.ALIVE
            && span.detail().attributes().get(TrackedCall.INTERVAL)
                instanceof Value.Whole(long millis)
            && millis > 0
        ? Long.valueOf(millis * 1_000_000)
        : null;
  }

  /// Lets go of calls that ended long ago, or of the oldest ended ones when there are too many.
  /// Only open ones left, it looks through them for lost ones, and not for every call that comes: a
  /// flood of starts would cost the square of its length.
  private boolean makeRoom(long received) {
    while (!ended.isEmpty()
        && (calls.size() >= limits.calls()
            || ended.getFirst().sinceEpochNanos < newest - REMEMBERED)) {
      forget(ended.removeFirst().call);
    }
    if (calls.size() >= limits.calls() && Math.abs(received - lookedAt) >= LOOK_AGAIN) {
      lookedAt = received;
      settle(received);
      unended.stream()
          .filter(call -> call.isLost() || !call.wasStarted())
          .limit(1 + limits.calls() / 16)
          .toList()
          .forEach(this::forget);
    }
    if (calls.size() >= limits.calls()) {
      shed++;
      return false;
    }
    return true;
  }

  private void forget(TrackedCall call) {
    call.rows.forEach(row -> row.seal(call));
    call.rows = List.of();
    calls.remove(call.key);
    unended.remove(call);
    unlink(call.parentKey(), call);
    unlink(call.carrierKey(), call);
  }

  private void take(TrackedCall call) {
    call.rows.forEach(row -> row.remove(call));
    call.rows = List.of();
  }

  private void put(TrackedCall call, boolean endedAgain, long received) {
    link(call.parentKey(), call);
    link(call.carrierKey(), call);
    meet(call, received);
    place(call, received);
    TrackedCall above = host(call);
    if (above != null) {
      lend(above, endedAgain ? lentTo(above) : Math.max(above.lentCause, causeOf(call)), received);
    }
    Set<TrackedCall> children = below.get(call.key);
    if (children != null) {
      for (TrackedCall child : children) {
        place(child, received);
        if (call.isCarrying() && child.captured) {
          captures(child).forEach(capture -> place(capture, received));
        }
      }
      if (!call.isCapture()) {
        lend(call, lentTo(call), received);
      }
    }
  }

  /// Brings a capture and the call that made it together, whichever is told of.
  private void meet(TrackedCall call, long received) {
    if (call.isCapture()) {
      TrackedCall caller = find(call.parentKey());
      if (caller != null) {
        meet(caller, call, received);
        place(caller, received);
      }
    } else if (call.isShaped()) {
      captures(call).toList().forEach(capture -> meet(call, capture, received));
    }
  }

  private void meet(TrackedCall caller, TrackedCall capture, long received) {
    if (!caller.isShaped() || caller.isCapture()) {
      return;
    }
    if (capture.calledBy(caller)) {
      take(capture);
    }
    if (caller.isTransport()) {
      caller.captured = true;
      lend(capture, caller.cause(), received);
    }
  }

  /// Shows a call or hides it, as what is known of it now demands.
  private void place(TrackedCall call, long received) {
    boolean hidden = call.captured || host(call) != null;
    if (hidden && !call.rows.isEmpty()) {
      take(call);
    } else if (!hidden && call.rows.isEmpty()) {
      show(call, received);
    }
  }

  private void show(TrackedCall call, long received) {
    if (!call.isShaped()) {
      return;
    }
    String environment = call.origin().environment();
    call.rows =
        Stream.of(
                row(null, call.integration(), received),
                environment == null ? null : row(environment, call.integration(), received))
            .filter(Objects::nonNull)
            .toList();
    call.rows.forEach(row -> row.add(call, received));
  }

  private @Nullable IntegrationRow row(
      @Nullable String environment, String integration, long received) {
    RowKey key = new RowKey(environment, integration);
    IntegrationRow row = rows.get(key);
    if (row == null) {
      if (rows.size() >= 2 * limits.integrations()) {
        rows.entrySet().stream()
            .filter(each -> each.getValue().open().isEmpty())
            .min(Comparator.comparingLong(each -> each.getValue().lastActivityAt()))
            .map(Map.Entry::getKey)
            .ifPresent(rows::remove);
      }
      if (rows.size() >= 2 * limits.integrations()) {
        shed++;
        return null;
      }
      row = new IntegrationRow(tenant, integration, environment, IntegrationRow.stepOf(received));
      rows.put(key, row);
    }
    return row;
  }

  /// The cause that a view below knows, or -1.
  private int lentTo(TrackedCall call) {
    return hiddenBelow(call).mapToInt(TrackedCall::cause).max().orElse(-1);
  }

  /// The cause that a call knows, or a capture of it, or -1.
  private int causeOf(TrackedCall call) {
    return Stream.concat(Stream.of(call), captures(call))
        .mapToInt(TrackedCall::cause)
        .max()
        .orElse(-1);
  }

  private static void lend(TrackedCall call, int cause, long received) {
    if (cause != call.lentCause) {
      List<IntegrationRow> shown = call.rows;
      shown.forEach(row -> row.remove(call));
      call.lentCause = cause;
      call.reconsider();
      shown.forEach(row -> row.add(call, received));
    }
  }

  private Stream<TrackedCall> hiddenBelow(TrackedCall call) {
    return below.getOrDefault(call.key, Set.of()).stream()
        .filter(child -> child.nestsIn(call))
        .flatMap(child -> Stream.concat(Stream.of(child), captures(child)));
  }

  /// What the gateway told of a call that this one made.
  private Stream<TrackedCall> captures(TrackedCall call) {
    return call.isTransport()
        ? below.getOrDefault(call.key, Set.of()).stream().filter(TrackedCall::isCapture)
        : Stream.of();
  }

  /// The richer call of which this one is only another view, or null: of a capture, what the call
  /// carries that made it. What a capture hides is [TrackedCall#captured].
  private @Nullable TrackedCall host(TrackedCall call) {
    if (!call.canNest()) {
      return null;
    }
    if (call.isCapture()) {
      TrackedCall caller = find(call.parentKey());
      return caller != null && caller.isTransport()
          ? host(caller)
          : caller != null && call.nestsIn(caller) ? caller : null;
    }
    TrackedCall parent = find(call.parentKey());
    if (parent != null && call.nestsIn(parent)) {
      return parent;
    }
    TrackedCall carrier = find(call.carrierKey());
    return carrier != null && call.nestsIn(carrier) ? carrier : null;
  }

  private @Nullable TrackedCall find(@Nullable SpanKey key) {
    return key == null ? null : calls.get(key);
  }

  private void link(@Nullable SpanKey above, TrackedCall call) {
    if (above != null && call.canNest()) {
      below.computeIfAbsent(above, key -> new LinkedHashSet<>(2)).add(call);
    }
  }

  private void unlink(@Nullable SpanKey above, TrackedCall call) {
    Set<TrackedCall> siblings = above == null ? null : below.get(above);
    if (siblings != null && siblings.remove(call) && siblings.isEmpty()) {
      below.remove(above);
    }
  }

  /// Finds which calls are lost at this moment, and which are not any more.
  private void settle(long now) {
    Losses losses = new Losses(senders, unended);
    List<TrackedCall> old = new ArrayList<>();
    for (TrackedCall call : unended) {
      LostRule.Loss loss = losses.of(call);
      boolean over = loss.atEpochNanos() <= now;
      LostRule.Loss due = over && call.wasStarted() ? loss : null;
      if (!Objects.equals(due, call.loss)) {
        List<IntegrationRow> shown = call.rows;
        shown.forEach(row -> row.remove(call));
        call.loss = due;
        call.reconsider();
        shown.forEach(row -> row.add(call, now));
      }
      if (over && loss.atEpochNanos() < now - REMEMBERED) {
        old.add(call);
      }
    }
    old.forEach(this::forget);
  }

  LiveSnapshot snapshot(@Nullable String environment, long now, long behind, int most) {
    settle(now);
    Map<IntegrationRow, Course> courses = new IdentityHashMap<>();
    List<IntegrationHealth> integrations = new ArrayList<>();
    rows.forEach((key, row) -> {
      if (Objects.equals(key.environment, environment) && row.isSeen()) {
        Course course = row.course(now);
        courses.put(row, course);
        integrations.add(row.health(course, now, behind));
      }
    });
    integrations.sort(
        Comparator.comparing(IntegrationHealth::state)
            .thenComparing(health -> -health.evidence().failed())
            .thenComparing(IntegrationHealth::id));
    return new LiveSnapshot(now, inFlight(courses, now, most), integrations, shed);
  }

  List<Incident> incidents(@Nullable String environment, long now) {
    settle(now);
    List<Incident> all = new ArrayList<>();
    rows.forEach((key, row) -> {
      if (Objects.equals(key.environment, environment) && row.isSeen()) {
        all.addAll(row.incidents(now));
      }
    });
    all.sort(
        Comparator.comparingLong(Incident::openedEpochNanos)
            .reversed()
            .thenComparing(Incident::id));
    return all;
  }

  /// @param courses of the rows that are shown
  private List<InFlight> inFlight(Map<IntegrationRow, Course> courses, long now, int most) {
    Map<IntegrationRow, Long> stalls = new IdentityHashMap<>();
    courses.forEach((row, course) -> stalls.put(row, HealthRule.stallNanos(course)));
    return courses.keySet().stream()
        .flatMap(
            row -> row.open().stream().map(call -> new Flying(call, stalls.getOrDefault(row, 0L))))
        .sorted(
            Comparator.<Flying>comparingLong(each -> each.call.begun())
                .thenComparing(each -> each.call.key))
        .limit(most)
        .map(each ->
            each.call.shown(
                now,
                bytes(each.call),
                idle(each.call, now),
                now - each.call.begun() > each.stallNanos))
        .toList();
  }

  private record Flying(TrackedCall call, long stallNanos) {}

  /// Its own bytes, else what its views below counted.
  private Traffic bytes(TrackedCall call) {
    Traffic own = call.traffic();
    if (own.sentBytes() != null && own.receivedBytes() != null || !below.containsKey(call.key)) {
      return own;
    }
    List<Traffic> near = lent(call, false);
    List<Traffic> far = lent(call, true);
    return new Traffic(
        first(own.sentBytes(), sum(near, Traffic::sentBytes), sum(far, Traffic::sentBytes)),
        first(
            own.receivedBytes(),
            sum(near, Traffic::receivedBytes),
            sum(far, Traffic::receivedBytes)));
  }

  private List<Traffic> lent(TrackedCall call, boolean captured) {
    return hiddenBelow(call)
        .filter(view -> view.captured == captured)
        .map(TrackedCall::traffic)
        .toList();
  }

  /// Since the last byte that a capture of it saw pass, else what its own sender says.
  private @Nullable Long idle(TrackedCall call, long now) {
    if (!below.containsKey(call.key)) {
      return call.idle(now);
    }
    return hiddenBelow(call)
        .filter(TrackedCall::isCapture)
        .map(capture -> capture.idle(now))
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElseGet(() -> call.idle(now));
  }

  private static @Nullable Long first(@Nullable Long own, @Nullable Long near, @Nullable Long far) {
    return own != null ? own : near != null ? near : far;
  }

  private static @Nullable Long sum(
      List<Traffic> traffic, Function<Traffic, @Nullable Long> bytes) {
    return traffic.stream().map(bytes).filter(Objects::nonNull).reduce(Long::sum).orElse(null);
  }
}
