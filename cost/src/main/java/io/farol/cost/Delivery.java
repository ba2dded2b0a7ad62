// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import io.farol.model.Detail;
import io.farol.model.Phase;
import io.farol.model.Span;
import io.farol.model.SpanKey;
import io.farol.model.Value;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a platform told of a message that has been delivered, as far as it decides the price. It
/// stands in a span of its own that links to the call which sent the message.
///
/// | attribute | type | is |
/// |---|---|---|
/// | `farol.delivery.platform` | text | who charges, `whatsapp` |
/// | `whatsapp.pricing.category` | text | `marketing`, `utility`, `service` … |
/// | `whatsapp.pricing.type` | text | `regular`, `free_customer_service` …; absent before v24.0 |
/// | `whatsapp.pricing.billable` | boolean | older than `type` |
/// | `whatsapp.recipient.country` | text | two capitals; absent where the number does not tell |
///
/// @param sending the call that sent it: the link with `farol.link` = `sending`
record Delivery(
    SpanKey sending,
    String platform,
    String category,
    @Nullable String type,
    @Nullable Boolean billable,
    @Nullable String country) {

  private static final String LINK = "farol.link";
  private static final Value SENDING = Value.of("sending");

  static Optional<Delivery> of(Span span) {
    Map<String, Value> told = span.detail().attributes();
    if (span.key().phase() != Phase.END
        || !(told.get("farol.delivery.platform") instanceof Value.Text(String platform))
        || !(told.get("whatsapp.pricing.category") instanceof Value.Text(String category))) {
      return Optional.empty();
    }
    return span.detail().links().stream()
        .filter(link -> SENDING.equals(link.attributes().get(LINK)))
        .findFirst()
        .map(Detail.Link::span)
        .map(sending ->
            new Delivery(
                sending,
                platform,
                category,
                text(told, "whatsapp.pricing.type"),
                told.get("whatsapp.pricing.billable") instanceof Value.Flag(boolean said)
                    ? (Boolean) said
                    : null,
                text(told, "whatsapp.recipient.country")));
  }

  private static @Nullable String text(Map<String, Value> told, String key) {
    return told.get(key) instanceof Value.Text(String text) ? text : null;
  }
}
