// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One span as its tellings say together: every field from the most believed telling that says it.
/// The laws are those of [io.farol.store.ExchangeStore].
///
/// @param told what they say; its phase, part, revision and fact mean nothing
/// @param defining the telling that gave the start
/// @param messageFacts the tellings that bring its messages, in order
record Joining(Telling told, Telling defining, List<Long> messageFacts) {

  private record Place(int phase, long part) {}

  private static final Comparator<Telling> HEARD =
      Comparator.<Telling>comparingLong(telling -> telling.revision)
          .reversed()
          .thenComparingLong(telling -> telling.received)
          .thenComparingLong(telling -> telling.fact);

  /// @param tellings all of one span, at least one
  static Joining of(List<Telling> tellings) {
    if (tellings.size() == 1) {
      Telling only = tellings.getFirst();
      return new Joining(joined(tellings), only, messageFacts(tellings));
    }
    List<Telling> ascending = heard(tellings);
    Telling joined = joined(ascending);
    Telling defining = defining(ascending);
    joined.start = defining.start;
    if (joined.end != null && joined.end < joined.start) {
      joined.end = joined.start;
    }
    return new Joining(joined, defining, messageFacts(ascending));
  }

  /// Of equal keys the first received, of revisions the highest; the most believed last.
  private static List<Telling> heard(List<Telling> tellings) {
    Map<Place, Telling> heard = new HashMap<>();
    for (Telling telling : tellings) {
      heard.merge(
          new Place(telling.phase, telling.part),
          telling,
          (one, other) -> HEARD.compare(one, other) <= 0 ? one : other);
    }
    List<Telling> ascending = new ArrayList<>(heard.values());
    ascending.sort(Telling.RANK);
    return ascending;
  }

  private static Telling defining(List<Telling> ascending) {
    Telling last = ascending.getLast();
    if (last.phase == Telling.END) {
      return last;
    }
    Telling start = last(ascending, Telling.START);
    if (start != null) {
      return start;
    }
    int phase = last.phase;
    return ascending.stream()
        .filter(telling -> telling.phase == phase)
        .min(Comparator.comparingLong(telling -> telling.start))
        .orElseThrow();
  }

  private static @Nullable Telling last(List<Telling> ascending, int phase) {
    Telling found = null;
    for (Telling telling : ascending) {
      found = telling.phase == phase ? telling : found;
    }
    return found;
  }

  /// Of the highest end that has any; else of all that came late; else of the highest start.
  private static List<Long> messageFacts(List<Telling> ascending) {
    List<Long> facts = new ArrayList<>();
    for (int phase : new int[] {Telling.END, Telling.LATE, Telling.START}) {
      for (Telling telling : ascending) {
        if (telling.phase == phase && telling.messages > 0) {
          if (phase != Telling.LATE) {
            facts.clear();
          }
          facts.add(telling.fact);
        }
      }
      if (!facts.isEmpty()) {
        break;
      }
    }
    return facts;
  }

  private static Telling joined(Collection<Telling> ascending) {
    Telling joined = new Telling();
    int endMessages = 0;
    int lateMessages = 0;
    int startMessages = 0;
    for (Telling telling : ascending) {
      joined.tenant = telling.tenant;
      joined.trace = telling.trace;
      joined.span = telling.span;
      joined.start = telling.start;
      own(joined, telling);
      if (telling.call != null) {
        call(joined, telling);
        outcome(joined, telling);
      }
      switch (telling.phase) {
        case Telling.END -> endMessages = telling.messages > 0 ? telling.messages : endMessages;
        case Telling.LATE -> lateMessages += telling.messages;
        case Telling.START ->
            startMessages = telling.messages > 0 ? telling.messages : startMessages;
        default -> {}
      }
    }
    joined.messages =
        endMessages > 0 ? endMessages : lateMessages > 0 ? lateMessages : startMessages;
    if (joined.end != null && joined.end < joined.start) {
      joined.end = joined.start;
    }
    return joined;
  }

  private static void own(Telling joined, Telling telling) {
    joined.parent = or(telling.parent, joined.parent);
    joined.carrier = or(telling.carrier, joined.carrier);
    joined.end = or(telling.end, joined.end);
    joined.service = or(telling.service, joined.service);
    joined.environment = or(telling.environment, joined.environment);
    joined.name = or(telling.name, joined.name);
    joined.kind = or(telling.kind, joined.kind);
    joined.cloud = or(telling.cloud, joined.cloud);
    joined.region = or(telling.region, joined.region);
    joined.instance = or(telling.instance, joined.instance);
    if (telling.status != null) {
      joined.status = telling.status;
      joined.statusMessage = telling.statusMessage;
    }
    joined.attributes = or(telling.attributes, joined.attributes);
    joined.events = or(telling.events, joined.events);
    joined.links = or(telling.links, joined.links);
  }

  private static void call(Telling joined, Telling telling) {
    joined.call = telling.call;
    joined.callee = or(telling.callee, joined.callee);
    joined.integration = or(telling.integration, joined.integration);
    joined.platform = or(telling.platform, joined.platform);
    joined.operation = or(telling.operation, joined.operation);
    joined.sentBytes = or(telling.sentBytes, joined.sentBytes);
    joined.receivedBytes = or(telling.receivedBytes, joined.receivedBytes);
    joined.conversation = or(telling.conversation, joined.conversation);
    joined.person = or(telling.person, joined.person);
    joined.sourceKind = or(telling.sourceKind, joined.sourceKind);
    joined.sourceDialect = or(telling.sourceDialect, joined.sourceDialect);
    if (telling.usage) {
      usage(joined, telling);
    }
  }

  private static void usage(Telling joined, Telling telling) {
    joined.usage = true;
    joined.provider = or(telling.provider, joined.provider);
    joined.requested = or(telling.requested, joined.requested);
    joined.responded = or(telling.responded, joined.responded);
    joined.inputTokens = or(telling.inputTokens, joined.inputTokens);
    joined.outputTokens = or(telling.outputTokens, joined.outputTokens);
    joined.cacheReadTokens = or(telling.cacheReadTokens, joined.cacheReadTokens);
    joined.cacheWriteTokens = or(telling.cacheWriteTokens, joined.cacheWriteTokens);
    joined.reasoningTokens = or(telling.reasoningTokens, joined.reasoningTokens);
    joined.inputAudioTokens = or(telling.inputAudioTokens, joined.inputAudioTokens);
    joined.outputAudioTokens = or(telling.outputAudioTokens, joined.outputAudioTokens);
    joined.firstToken = or(telling.firstToken, joined.firstToken);
    joined.finishReasons = or(telling.finishReasons, joined.finishReasons);
    joined.responseId = or(telling.responseId, joined.responseId);
    joined.serviceTier = or(telling.serviceTier, joined.serviceTier);
  }

  /// Taken whole from the highest end, else from the highest late telling that is not open.
  private static void outcome(Telling joined, Telling telling) {
    if (telling.phase == Telling.END
        || telling.phase == Telling.LATE && telling.outcome != Outcomes.OPEN) {
      joined.outcome = telling.outcome;
      joined.cause = telling.cause;
      joined.httpStatus = telling.httpStatus;
      joined.outcomeDetail = telling.outcomeDetail;
    }
  }

  static <T> @Nullable T or(@Nullable T one, @Nullable T other) {
    return one == null ? other : one;
  }
}
