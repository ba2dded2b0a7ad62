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
    TrackedCall above = host(call);
    if (above == null) {
      show(call, received);
    } else {
      lend(above, endedAgain ? lentTo(above) : Math.max(above.lentCause, call.cause()), received);
    }
    Set<TrackedCall> children = below.get(call.key);
    if (children != null) {
      for (TrackedCall child : children) {
        if (!child.rows.isEmpty() && child.nestsIn(call)) {
          child.rows.forEach(row -> row.remove(child));
          child.rows = List.of();
        } else if (child.rows.isEmpty() && child.isShaped() && host(child) == null) {
          show(child, received);
        }
      }
      lend(call, lentTo(call), received);
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
    return below.getOrDefault(call.key, Set.of()).stream().filter(child -> child.nestsIn(call));
  }

  /// The call of which this one is only another view, or null.
  private @Nullable TrackedCall host(TrackedCall call) {
    if (!call.canNest()) {
      return null;
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
            each.call.shown(now, bytes(each.call), now - each.call.begun() > each.stallNanos))
        .toList();
  }

  private record Flying(TrackedCall call, long stallNanos) {}

  /// Its own bytes, else what its views below counted.
  private Traffic bytes(TrackedCall call) {
    Traffic own = call.traffic();
    if (own.sentBytes() != null && own.receivedBytes() != null) {
      return own;
    }
    List<Traffic> lent = hiddenBelow(call).map(TrackedCall::traffic).toList();
    return new Traffic(
        own.sentBytes() != null ? own.sentBytes() : sum(lent.stream().map(Traffic::sentBytes)),
        own.receivedBytes() != null
            ? own.receivedBytes()
            : sum(lent.stream().map(Traffic::receivedBytes)));
  }

  private static @Nullable Long sum(Stream<@Nullable Long> bytes) {
    return bytes.filter(Objects::nonNull).reduce(Long::sum).orElse(null);
  }
}
