// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Draft;
import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Direction;
import io.farol.model.FactKey;
import io.farol.model.LogLine;
import io.farol.model.Outcome;
import io.farol.model.Part;
import io.farol.model.Phase;
import io.farol.model.Span;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.SpanKind;
import io.farol.model.Tokens;
import io.farol.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LogEventsTest {

  private static final SpanKey KEY = new SpanKey(Told.TRACE, new SpanId(1));
  private static final Value NO_BODY = new Value.Empty();

  private static Draft only(SentLog log) {
    Normaliser.Logs logs = Told.logs(log);
    assertThat(logs.lines()).isEmpty();
    assertThat(logs.drafts()).hasSize(1);
    return logs.drafts().getFirst();
  }

  @Test
  void aStartIsReadAsItsSpanWillBe() {
    Draft draft =
        only(
            Told.log(
                "farol.span.start",
                NO_BODY,
                "span.name",
                "GET",
                "span.kind",
                "client",
                "parent_span_id",
                "00000000000000ff",
                "farol.deadline_ms",
                30_000,
                "http.request.method",
                "GET",
                "server.address",
                "gateway.apiserpro.serpro.gov.br",
                "url.path",
                "/consulta-cpf-df/v1/cpf/40442820135"));

    Span span = draft.span();
    assertThat(span.key()).isEqualTo(FactKey.start(KEY));
    assertThat(span.name()).isEqualTo("GET");
    assertThat(span.kind()).isEqualTo(SpanKind.CLIENT);
    assertThat(span.parent()).isEqualTo(new SpanId(255));
    assertThat(span.timing().startEpochNanos()).isEqualTo(Told.START);
    assertThat(span.timing().endEpochNanos()).isNull();
    assertThat(span.deadlineEpochNanos()).isEqualTo(Told.START + 30 * Told.SECOND);
    Call call = Told.call(draft);
    assertThat(call.kind()).isEqualTo(CallKind.HTTP);
    assertThat(call.integration()).isEqualTo("serpro/consulta-cpf");
    assertThat(call.outcome()).isEqualTo(new Outcome.Open());
    assertThat(call.source().kind()).isEqualTo("start-record");
    assertThat(span.detail().attributes())
        .containsOnlyKeys("http.request.method", "server.address", "url.path");
  }

  @Test
  void aSignOfLifeHasAPartOfItsOwn() {
    Draft draft =
        only(
            Told.log(
                "farol.span.alive",
                NO_BODY,
                "span.name",
                "GET",
                "farol.alive_interval_ms",
                10_000));

    assertThat(draft.span().key().phase()).isEqualTo(Phase.ALIVE);
    assertThat(draft.span().key().part()).isNotZero();
    assertThat(draft.span().call()).isNull();
    assertThat(draft.span().detail().attributes())
        .containsEntry("farol.alive_interval_ms", Value.of(10_000));
  }

  @Test
  void messagesComeLateAndInOrder() {
    Normaliser.Logs logs =
        Told.logs(
            Told.log(
                "gen_ai.system.message",
                Told.value(Map.of("content", "S")),
                "gen_ai.system",
                "openai"),
            Told.log("gen_ai.user.message", Value.of("{\"content\":\"U\"}")),
            Told.log(
                "gen_ai.assistant.message",
                Told.value(
                    Map.of(
                        "tool_calls",
                        List.of(
                            Map.of(
                                "id", "c",
                                "type", "function",
                                "function", Map.of("name", "f", "arguments", "{}")))))),
            Told.log("gen_ai.tool.message", Told.value(Map.of("id", "c", "content", "r"))),
            Told.log(
                "gen_ai.choice",
                Told.value(
                    Map.of(
                        "index", 0, "finish_reason", "stop", "message", Map.of("content", "A")))));

    assertThat(logs.lines()).isEmpty();
    assertThat(logs.drafts())
        .allSatisfy(draft -> {
          assertThat(draft.span().key().phase()).isEqualTo(Phase.LATE);
          assertThat(draft.span().key().span()).isEqualTo(KEY);
          assertThat(draft.span().name()).isEmpty();
          assertThat(draft.span().call()).isNull();
        })
        .extracting(draft -> draft.said().getFirst().message())
        .containsExactly(
            Told.text("system", "S"),
            Told.text("user", "U"),
            Told.message("assistant", new Part.ToolCall("c", "f", "{}")),
            Told.message("tool", new Part.ToolResult("c", "r")),
            Told.text("assistant", "A"));
    assertThat(logs.drafts().getLast().said().getFirst().direction()).isEqualTo(Direction.OUTPUT);
    assertThat(logs.drafts())
        .extracting(draft -> draft.span().timing().startEpochNanos() - Told.START)
        .containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(logs.drafts())
        .extracting(draft -> draft.span().key().part())
        .doesNotHaveDuplicates();
  }

  @Test
  void theSameRecordSentAgainIsTheSameFact() {
    SentLog log = Told.log("gen_ai.user.message", Told.value(Map.of("content", "U")), "a", 1);

    assertThat(only(log).span().key()).isEqualTo(only(log).span().key());
    assertThat(only(log).span().key())
        .isNotEqualTo(
            only(Told.log("gen_ai.user.message", Told.value(Map.of("content", "V")), "a", 1))
                .span()
                .key());
  }

  @Test
  void theDetailsEventTellsTheWholeCall() {
    Draft draft =
        only(
            Told.log(
                "gen_ai.client.inference.operation.details",
                NO_BODY,
                "event.name",
                "gen_ai.client.inference.operation.details",
                "gen_ai.operation.name",
                "chat",
                "gen_ai.provider.name",
                "openai",
                "gen_ai.request.model",
                "gpt-4.1",
                "gen_ai.usage.input_tokens",
                10,
                "gen_ai.input.messages",
                List.of(
                    Map.of(
                        "role", "user", "parts", List.of(Map.of("type", "text", "content", "Oi")))),
                "gen_ai.output.messages",
                "[{\"role\":\"assistant\",\"content\":\"Olá\"}]"));

    Call call = Told.call(draft);
    assertThat(draft.span().key().phase()).isEqualTo(Phase.LATE);
    assertThat(call.kind()).isEqualTo(CallKind.MODEL);
    assertThat(call.integration()).isEqualTo("openai/gpt-4.1");
    assertThat(call.outcome()).isEqualTo(new Outcome.Succeeded(null));
    assertThat(Objects.requireNonNull(call.usage()).tokens())
        .isEqualTo(new Tokens(10L, null, null, null, null, null, null));
    assertThat(Told.said(draft, Direction.INPUT)).containsExactly(Told.text("user", "Oi"));
    assertThat(Told.said(draft, Direction.OUTPUT)).containsExactly(Told.text("assistant", "Olá"));
    assertThat(draft.span().detail().attributes())
        .containsOnlyKeys(
            "gen_ai.operation.name",
            "gen_ai.provider.name",
            "gen_ai.request.model",
            "gen_ai.usage.input_tokens");
  }

  @Test
  void theDetailsOfAFailureFail() {
    Draft draft =
        only(
            Told.log(
                "gen_ai.client.inference.operation.details",
                Told.value(
                    Map.of(
                        "gen_ai.operation.name", "chat",
                        "gen_ai.request.model", "m",
                        "error.type", "timeout"))));

    assertThat(Told.call(draft).outcome()).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void anExceptionBecomesAnEventOfItsSpan() {
    Draft draft =
        only(
            Told.log(
                "gen_ai.client.operation.exception",
                NO_BODY,
                "exception.type",
                "openai.RateLimitError",
                "exception.message",
                "slow down"));

    assertThat(draft.span().key().phase()).isEqualTo(Phase.LATE);
    assertThat(draft.span().call()).isNull();
    assertThat(draft.span().detail().events())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.name()).isEqualTo("gen_ai.client.operation.exception");
          assertThat(event.attributes())
              .containsEntry("exception.type", Value.of("openai.RateLimitError"));
        });
  }

  @Test
  void everythingElseStaysALine() {
    SentLog plain = Told.log(null, Value.of("hello"), "k", "v");
    SentLog event = Told.log("browser.page_view", NO_BODY);
    SentLog evaluation =
        Told.log("gen_ai.evaluation.result", NO_BODY, "gen_ai.evaluation.name", "x");

    Normaliser.Logs logs = Told.logs(plain, event, evaluation);

    assertThat(logs.drafts()).isEmpty();
    assertThat(logs.lines()).hasSize(3);
    LogLine line = logs.lines().getFirst();
    assertThat(line.body()).isEqualTo(Value.of("hello"));
    assertThat(line.span()).isEqualTo(KEY);
    assertThat(line.attributes()).containsEntry("k", Value.of("v"));
  }

  @Test
  void aMessageThatNamesNoSpanStaysALine() {
    SentLog log = Told.log("gen_ai.user.message", Told.value(Map.of("content", "U")));
    SentLog orphan =
        new SentLog(log.sender(), 1, 0, null, log.eventName(), log.body(), log.attributes());

    assertThat(Told.logs(orphan).drafts()).isEmpty();
    assertThat(Told.logs(orphan).lines()).hasSize(1);
  }
}
