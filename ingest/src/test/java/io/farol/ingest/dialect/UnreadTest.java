// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Draft;
import io.farol.model.LogLine;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.Value;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A record that is more than the reading of it can bear costs itself its meaning, and others
/// nothing.
class UnreadTest {

  /// Reads everything but what was answered with 418.
  private static final Normaliser NORMALISER =
      new Normaliser(evidence -> {
        if (Objects.equals(evidence.httpStatus(), 418)) {
          throw new IllegalStateException("teapots are not understood");
        }
        return new PlainRule().judge(evidence);
      });

  private static Told answered(int status) {
    return Told.span(
        "http.request.method",
        "GET",
        "server.address",
        "api.example.com",
        "http.response.status_code",
        status);
  }

  @Test
  void aSpanIsKeptForWhatItIsAndSaysWhy() {
    List<Draft> drafts =
        NORMALISER.spans(
            List.of(
                answered(200).id(1).sent(),
                answered(418).id(2).sent(),
                answered(500).id(3).sent()));

    assertThat(drafts)
        .extracting(draft -> draft.span().key().span().span().value())
        .containsExactly(1L, 2L, 3L);
    assertThat(drafts.get(0).span().call()).isNotNull();
    assertThat(drafts.get(2).span().call()).isNotNull();
    Draft unread = drafts.get(1);
    assertThat(unread.span().call()).isNull();
    assertThat(unread.span().timing().endEpochNanos()).isEqualTo(Told.START + Told.SECOND);
    assertThat(unread.span().detail().attributes())
        .containsEntry("server.address", Value.of("api.example.com"))
        .containsEntry("http.response.status_code", Value.of(418))
        .containsEntry(
            "farol.unread",
            Value.of("java.lang.IllegalStateException: teapots are not understood"));
  }

  @Test
  void aLogRecordStaysALineAndSaysWhy() {
    SentLog detail =
        Told.log(
            "gen_ai.client.inference.operation.details",
            new Value.Empty(),
            "http.request.method",
            "GET",
            "server.address",
            "api.example.com",
            "http.response.status_code",
            418);
    SentLog plain = Told.log(null, Value.of("olá"));

    Normaliser.Logs logs = NORMALISER.logs(List.of(detail, plain));

    assertThat(logs.drafts()).isEmpty();
    assertThat(logs.lines()).hasSize(2);
    LogLine unread = logs.lines().getFirst();
    assertThat(unread.span()).isEqualTo(new SpanKey(Told.TRACE, new SpanId(1)));
    assertThat(unread.attributes())
        .containsEntry("http.response.status_code", Value.of(418))
        .containsKey("farol.unread");
    assertThat(logs.lines().getLast().attributes()).doesNotContainKey("farol.unread");
  }
}
