// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.flow.Draft;
import io.farol.model.Detail;
import io.farol.model.FactKey;
import io.farol.model.Origin;
import io.farol.model.Span;
import io.farol.model.SpanKey;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import io.farol.model.Timing;
import io.farol.model.TraceId;
import io.farol.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Brings together the call that sent a message and the statuses that tell that it arrived and what
/// it is charged as, whichever comes first. Once all is known of a message a span of its life says
/// so, with a link to the call: that is what is charged. A message of which nobody has seen the
/// sending, or of which the other half came before a restart, stays unpriced.
///
/// Remembers the last messages, by a hash of their ids. Safe for many threads.
final class Deliveries {

  /// Some ten megabytes.
  private static final int MOST = 50_000;

  private static final String CHARGED = "charged";

  private static final class Known {
    final SpanKey charge;
    @Nullable SpanKey sending;
    @Nullable Long arrivedEpochNanos;
    Map<String, Value> pricing = Map.of();
    boolean told;

    Known(SpanKey charge) {
      this.charge = charge;
    }
  }

  private final Map<TraceId, Known> messages =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TraceId, Known> eldest) {
          return size() > MOST;
        }
      };

  /// A call has sent a message.
  ///
  /// @return what is charged for it, where its statuses came first
  synchronized Optional<Draft> sent(String messageId, SpanKey call, Origin origin) {
    Known known = known(messageId);
    if (known.sending == null) {
      known.sending = call;
    }
    return charge(known, origin);
  }

  /// A status of a message has come.
  ///
  /// @param atEpochNanos when it came to be, or when it was heard
  /// @return what is charged for the message, where this was the last thing to be known
  synchronized Optional<Draft> told(WhatsAppNews.Status status, long atEpochNanos, Origin origin) {
    Known known = known(status.messageId());
    if (status.attributes().containsKey("whatsapp.pricing.category")) {
      known.pricing = status.pricing();
    }
    if (status.arrived()
        && (known.arrivedEpochNanos == null || atEpochNanos < known.arrivedEpochNanos)) {
      known.arrivedEpochNanos = atEpochNanos;
    }
    return charge(known, origin);
  }

  private Known known(String messageId) {
    SpanKey charge = MessageLife.status(messageId, CHARGED);
    return messages.computeIfAbsent(charge.trace(), trace -> new Known(charge));
  }

  private static Optional<Draft> charge(Known known, Origin origin) {
    SpanKey sending = known.sending;
    Long at = known.arrivedEpochNanos;
    if (known.told || sending == null || at == null || known.pricing.isEmpty()) {
      return Optional.empty();
    }
    known.told = true;
    Map<String, Value> attributes = new LinkedHashMap<>(known.pricing);
    attributes.put("farol.delivery.platform", Value.of("whatsapp"));
    Detail.Link link =
        new Detail.Link(sending, Map.of(MessageLife.LINK, Value.of(MessageLife.SENDING)));
    return Optional.of(
        new Draft(
            new Span(
                FactKey.end(known.charge),
                null,
                null,
                new Timing(at, at),
                "message charged",
                SpanKind.INTERNAL,
                origin,
                SpanStatus.UNSET,
                null,
                null,
                new Detail(attributes, List.of(), List.of(link))),
            List.of()));
  }
}
