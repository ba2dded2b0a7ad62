// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.talk;

import io.farol.flow.CleanBatch;
import io.farol.flow.CleanMessage;
import io.farol.flow.Lookout;
import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Fact;
import io.farol.model.FactKey;
import io.farol.model.MessageId;
import io.farol.model.MessageRef;
import io.farol.model.Notice;
import io.farol.model.Part;
import io.farol.model.Scope;
import io.farol.model.Span;
import io.farol.model.SpanKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Notices models that go round in circles.
///
/// **Formula.** Within the messages of one exchange, what was resent to the model and what it
/// answered, one tool is called [#TIMES] times with equal arguments. The history is resent with
/// every call, so one exchange shows the circle, whichever way its messages are told: with the
/// span, as log events one by one, or by the gateway. Where the content of messages is not told, or
/// the provider keeps the history to itself, a circle is not seen.
///
/// **Window.** An hour after it was last seen; the newest two hundred; of exchanges whose messages
/// come one by one, the newest four thousand are added up.
///
/// **Why four.** An attempt and two more are what libraries do by themselves after a failure.
public final class ToolLoops implements Lookout {

  /// How often the same call of a tool is a circle.
  public static final int TIMES = 4;

  private static final Duration KEPT = Duration.ofHours(1);
  private static final int MOST = 200;
  private static final int MESSAGES = 20_000;
  private static final int EXCHANGES = 4_096;

  private final Map<MessageId, List<Use>> uses = bounded(MESSAGES);
  private final Map<Spot, Talk> talks = bounded(EXCHANGES);
  private final Map<Subject, Notice.ToolLoop> known = bounded(MOST);

  /// One call of a tool: what matters is whether two are equal, so of the arguments a hash will do.
  private record Use(String tool, int length, int hash) {
    static Use of(Part.ToolCall call) {
      return new Use(call.name(), call.arguments().length(), call.arguments().hashCode());
    }
  }

  private record Spot(String tenant, SpanKey span) {}

  private record Subject(
      String tenant, @Nullable String environment, String from, String integration, String tool) {}

  /// What is known of one exchange.
  private static final class Talk {
    final Set<FactKey> told = new HashSet<>();
    final Map<Use, Integer> counts = new HashMap<>();
    @Nullable Span span;
    boolean noted;
  }

  /// Without any so far.
  public ToolLoops() {}

  @Override
  public synchronized void tell(CleanBatch batch) {
    for (Map.Entry<MessageId, CleanMessage> each : batch.messages().entrySet()) {
      List<Part.ToolCall> calls = each.getValue().toolCalls();
      if (!calls.isEmpty()) {
        uses.put(each.getKey(), calls.stream().map(Use::of).toList());
      }
    }
    for (Fact fact : batch.facts()) {
      tell(batch, fact);
    }
  }

  private void tell(CleanBatch batch, Fact fact) {
    Span span = fact.span();
    boolean model = isModel(span.call());
    List<Use> used =
        fact.messages().stream()
            .map(MessageRef::id)
            .map(uses::get)
            .filter(Objects::nonNull)
            .flatMap(List::stream)
            .toList();
    Spot spot = new Spot(batch.tenant(), span.key().span());
    Talk talk = talks.get(spot);
    if (talk == null) {
      if (used.isEmpty()) {
        return;
      }
      talk = new Talk();
      talks.put(spot, talk);
    }
    if (model) {
      talk.span = span;
    }
    if (talk.told.add(span.key())) {
      for (Use use : used) {
        talk.counts.merge(use, 1, Integer::sum);
      }
    }
    note(batch, talk);
  }

  private void note(CleanBatch batch, Talk talk) {
    Span span = talk.span;
    Map.Entry<Use, Integer> most =
        talk.counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElse(null);
    if (span == null || span.call() == null || most == null || most.getValue() < TIMES) {
      return;
    }
    Call call = span.call();
    Subject subject =
        new Subject(
            batch.tenant(),
            span.origin().environment(),
            span.origin().service(),
            call.integration(),
            most.getKey().tool());
    Notice.ToolLoop before = known.get(subject);
    long at = Math.min(span.timing().startEpochNanos(), batch.receivedEpochNanos());
    SpanKey key = span.key().span();
    Notice.Showing showing =
        before == null
            ? new Notice.Showing(subject.from(), subject.integration(), at, at, 1, key)
            : talk.noted ? before.showing() : before.showing().and(at, key);
    int times = before == null ? most.getValue() : Math.max(before.times(), most.getValue());
    talk.noted = true;
    known.put(subject, new Notice.ToolLoop(showing, subject.tool(), times, call.conversationId()));
  }

  private static boolean isModel(@Nullable Call call) {
    return call != null && call.kind() == CallKind.MODEL;
  }

  @Override
  public synchronized List<Notice> notices(Scope scope, Instant now) {
    long oldest = TimeUnit.SECONDS.toNanos(now.minus(KEPT).getEpochSecond()) + now.getNano();
    return known.entrySet().stream()
        .filter(each -> each.getKey().tenant().equals(scope.tenant()))
        .filter(each ->
            scope.environment() == null || scope.environment().equals(each.getKey().environment()))
        .map(Map.Entry::getValue)
        .filter(each -> each.showing().lastEpochNanos() >= oldest)
        .sorted(
            Comparator.comparing((Notice each) -> each.showing().integration())
                .thenComparing(each -> each.showing().from()))
        .<Notice>map(each -> each)
        .toList();
  }

  private static <K, V> Map<K, V> bounded(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }
}
