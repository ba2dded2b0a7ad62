// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.flow.OutcomeRule;
import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Origin;
import io.farol.model.Outcome;
import io.farol.model.Source;
import io.farol.model.SpanKind;
import io.farol.model.Traffic;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Webhooks as their receiver's own spans tell of them: a request that a platform made, which says
/// who it is by its `User-Agent`. It is a call of the platform's to the service that answered it,
/// told once: a request that somebody watched has passed on, Farol's own door among them, has a
/// span above it and is theirs.
///
/// | `User-Agent` | platform |
/// |---|---|
/// | `facebookexternalua` | `whatsapp`, `instagram` or `messenger` where the path has the word, else `meta` |
/// | `Slackbot 1.0 …` | `slack` |
/// | `TwilioProxy/…` | `twilio` |
final class Deliveries {

  private static final String META = "facebookexternalua";
  private static final String[] OF_META = {"whatsapp", "instagram", "messenger"};
  private static final Map<String, String> BY_AGENT =
      Map.of("slackbot 1.0", "slack", "twilioproxy/", "twilio");

  private Deliveries() {}

  /// @param origin the platform, where its receiver runs
  record Delivery(Call call, Origin origin) {}

  /// The delivery that a span answers; null when it is none.
  ///
  /// @param rule null while the span is open
  static @Nullable Delivery of(
      SentSpan span, Dialect.Look look, @Nullable OutcomeRule rule, String sourceKind) {
    if (span.kind() != SpanKind.SERVER || span.parent() != null) {
      return null;
    }
    Reading reading = look.reading();
    String agent = look.attributes().text("user_agent.original");
    String path = Address.of(reading).path();
    String platform = agent == null ? null : platform(agent.toLowerCase(Locale.ROOT), path);
    if (platform == null) {
      return null;
    }
    Origin receiver = span.sender().origin();
    Call call =
        new Call(
            CallKind.MESSAGING,
            receiver.service(),
            platform + "/webhook",
            platform,
            "webhook",
            rule == null
                ? new Outcome.Open()
                : rule.judge(EvidenceReader.of(look, platform, span.status(), List.of())),
            new Traffic(reading.count(Field.SENT_BYTES), reading.count(Field.RECEIVED_BYTES)),
            null,
            reading.text(Field.CONVERSATION),
            null,
            new Source(sourceKind, "http"));
    return new Delivery(
        call,
        new Origin(platform, receiver.environment(), receiver.cloud(), receiver.region(), null));
  }

  private static @Nullable String platform(String agent, @Nullable String path) {
    if (agent.startsWith(META)) {
      String words = path == null ? "" : path.toLowerCase(Locale.ROOT);
      for (String each : OF_META) {
        if (words.contains(each)) {
          return each;
        }
      }
      return "meta";
    }
    for (Map.Entry<String, String> each : BY_AGENT.entrySet()) {
      if (agent.startsWith(each.getKey())) {
        return each.getValue();
      }
    }
    return null;
  }
}
