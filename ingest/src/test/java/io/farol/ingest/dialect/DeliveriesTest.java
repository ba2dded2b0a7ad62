// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Outcome;
import io.farol.model.Span;
import io.farol.model.SpanKind;
import io.farol.model.Traffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveriesTest {

  @Test
  void aWebhookThatTheReceiverTellsOfIsThePlatformsCall() {
    Span span = webhook("facebookexternalua", "/webhook/whatsapp").draft().span();
    Call call = Told.call(webhook("facebookexternalua", "/webhook/whatsapp").draft());

    assertThat(span.origin().service()).isEqualTo("whatsapp");
    assertThat(call.to()).isEqualTo("assistant");
    assertThat(call.kind()).isEqualTo(CallKind.MESSAGING);
    assertThat(call.integration()).isEqualTo("whatsapp/webhook");
    assertThat(call.platform()).isEqualTo("whatsapp");
    assertThat(call.outcome()).isEqualTo(new Outcome.Succeeded(200));
    assertThat(call.traffic()).isEqualTo(new Traffic(812L, null));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
"""
facebookexternalua, /hooks/instagram/comments, instagram/webhook
facebookexternalua, /callback, meta/webhook
Slackbot 1.0 (+https://api.slack.com/robots), /slack/events, slack/webhook
TwilioProxy/1.1, /sms, twilio/webhook
""")
  void theUserAgentTellsThePlatform(String agent, String path, String integration) {
    assertThat(webhook(agent, path).call().integration()).isEqualTo(integration);
  }

  @Test
  void whatAnybodyElseAsksIsNoCallOfTheirs() {
    assertThat(webhook("kube-probe/1.31", "/livez").draft().span().call()).isNull();
    assertThat(webhook("Mozilla/5.0", "/webhook/whatsapp").draft().span().call()).isNull();
  }

  @Test
  void whatSomebodyWatchedPassedOnIsTheirs() {
    Span span = webhook("facebookexternalua", "/webhook/whatsapp").below(7).draft().span();

    assertThat(span.call()).isNull();
    assertThat(span.origin().service()).isEqualTo("assistant");
  }

  private static Told webhook(String agent, String path) {
    return Told.span(
            "http.request.method",
            "POST",
            "url.path",
            path,
            "user_agent.original",
            agent,
            "http.request.body.size",
            812,
            "http.response.status_code",
            200)
        .of(SpanKind.SERVER);
  }
}
