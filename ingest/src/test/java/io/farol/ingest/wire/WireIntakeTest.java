// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Draft;
import io.farol.flow.RawExchange;
import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Cause;
import io.farol.model.FactKey;
import io.farol.model.Outcome;
import io.farol.model.Part;
import io.farol.model.Phase;
import io.farol.model.Source;
import io.farol.model.Timing;
import io.farol.model.Tokens;
import io.farol.model.Traffic;
import io.farol.model.Value;
import io.farol.testkit.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class WireIntakeTest {

  /// Every outcome by the HTTP status alone.
  private static final WireIntake INTAKE =
      new WireIntake(evidence -> {
        Integer status = evidence.httpStatus();
        return status != null && status < 400
            ? new Outcome.Succeeded(status)
            : new Outcome.Failed(
                Cause.UNKNOWN,
                status,
                evidence.providerCode() + ": " + String.join("; ", evidence.messages()));
      });

  static Draft draft(Raw raw) {
    return INTAKE.read(raw.exchange()).getFirst();
  }

  static Call call(Raw raw) {
    return Objects.requireNonNull(draft(raw).span().call());
  }

  @Test
  void whatNoWireSpeaksIsAPlainHttpExchange() {
    Raw raw = Raw.post("https://api.telegram.org/v1/cpf/1", "").answer(200, "{}");
    Call call = call(raw);
    assertThat(call.kind()).isEqualTo(CallKind.HTTP);
    assertThat(call.platform()).isEqualTo("telegram");
    assertThat(call.outcome()).isEqualTo(new Outcome.Succeeded(200));
    assertThat(call.traffic()).isEqualTo(new Traffic(0L, 2L));
    assertThat(call.source()).isEqualTo(new Source("gateway", "http"));
    assertThat(draft(raw).span().timing().durationNanos()).isEqualTo(500_000_000L);
  }

  @Test
  void aStartIsOpenAndKnowsWhatTheAddressSays() {
    Draft start =
        draft(
            Raw.post("https://x.openai.azure.com/openai/deployments/gpt-4.1/chat/completions", "")
                .ended(new RawExchange.Ending.Open()));
    assertThat(start.span().key()).isEqualTo(FactKey.start(Raw.KEY));
    Call call = Objects.requireNonNull(start.span().call());
    assertThat(call.outcome()).isEqualTo(new Outcome.Open());
    assertThat(call.integration()).isEqualTo("azure-openai/gpt-4.1");
    assertThat(call.operation()).isEqualTo("chat");
    assertThat(call.traffic()).isEqualTo(Traffic.UNKNOWN);
  }

  @Test
  void aSignOfLifeHasItsOwnTimeAndTheBytesSoFar() {
    RawExchange open =
        Raw.post("https://api.openai.com/v1/chat/completions", "")
            .ended(new RawExchange.Ending.Open())
            .exchange();
    Draft alive =
        INTAKE
            .read(
                new RawExchange(
                    open.key(),
                    null,
                    open.target(),
                    open.startEpochNanos(),
                    null,
                    6_000_000_000L,
                    2_000_000_000L,
                    200,
                    new RawExchange.Part(List.of(), new byte[0], 10),
                    new RawExchange.Part(List.of(), new byte[0], 3),
                    open.ending()))
            .getFirst();
    assertThat(alive.span().key()).isEqualTo(new FactKey(Raw.KEY, Phase.ALIVE, 6_000_000_000L, 0));
    assertThat(alive.span().timing()).isEqualTo(new Timing(7_000_000_000L, null));
    assertThat(Objects.requireNonNull(alive.span().call()).traffic())
        .isEqualTo(new Traffic(10L, 3L));
    assertThat(alive.span().detail().attributes())
        .containsEntry("farol.alive_interval_ms", Value.of(5_000))
        .containsEntry("farol.idle_ms", Value.of(4_000));
  }

  @Test
  void aSignOfLifeThatBringsTheRequestTellsWhatHasBegun() {
    String request =
        "{\"model\":\"gpt-5\",\"input\":\"Oi\",\"conversation\":{\"id\":\"conv_1\"},\"metadata\":{\"thread_id\":\"t\"}}";
    RawExchange open =
        Raw.post("https://api.openai.com/v1/responses", request)
            .ended(new RawExchange.Ending.Open(30_000_000_000L))
            .exchange();
    RawExchange alive =
        new RawExchange(
            open.key(),
            null,
            open.target(),
            open.startEpochNanos(),
            null,
            1_000_000_000L,
            200_000_000L,
            null,
            new RawExchange.Part(
                List.of(), request.getBytes(StandardCharsets.UTF_8), request.length()),
            RawExchange.Part.NOTHING,
            open.ending());
    List<Draft> told = INTAKE.read(alive);
    assertThat(told)
        .extracting(draft -> draft.span().key())
        .containsExactly(
            new FactKey(Raw.KEY, Phase.START, 0, 1),
            new FactKey(Raw.KEY, Phase.ALIVE, 1_000_000_000L, 0));
    assertThat(told)
        .allSatisfy(draft -> {
          Call call = Objects.requireNonNull(draft.span().call());
          assertThat(call.conversationId()).isEqualTo("conv_1");
          assertThat(call.integration()).isEqualTo("openai/gpt-5");
          assertThat(draft.span().deadlineEpochNanos()).isEqualTo(31_000_000_000L);
          assertThat(draft.said()).isEmpty();
        });
  }

  @Test
  void aConversationIsNamedInMetadataToo() {
    String request = "{\"model\":\"gpt-5\",\"messages\":[],\"metadata\":{\"thread_id\":\"t-1\"}}";
    assertThat(
            call(Raw.post("https://api.openai.com/v1/chat/completions", request)).conversationId())
        .isEqualTo("t-1");
  }

  @Test
  void whatBreaksOnTheWayHasTheGatewaysCause() {
    Raw raw = Raw.post("https://api.openai.com/v1/chat/completions", "{\"model\":\"gpt-5\"}");
    assertThat(call(raw.ended(new RawExchange.Ending.Cancelled())).outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.cause()).isEqualTo(Cause.CANCELLED));
    assertThat(call(raw.ended(new RawExchange.Ending.Broken(Cause.TLS, "why"))).outcome())
        .isEqualTo(new Outcome.Failed(Cause.TLS, 200, "why"));
  }

  @Test
  void packedAnswersAreUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(
          "{\"id\":\"c1\",\"model\":\"gpt-5-mini\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}"
              .getBytes(StandardCharsets.UTF_8));
    }
    Call call =
        call(
            Raw.post("https://api.openai.com/v1/chat/completions", "{\"model\":\"gpt-5\"}")
                .with(new RawExchange.Field("content-encoding", "gzip"), packed.toByteArray()));
    assertThat(Objects.requireNonNull(call.usage()).tokens().input()).isEqualTo(3);
    assertThat(Objects.requireNonNull(call.usage()).model().responded()).isEqualTo("gpt-5-mini");
  }

  /// A stream that broke off keeps what came; what was used is unknown, never 0.
  @Test
  void aStreamCutShortKeepsWhatCame() {
    Raw raw =
        Raw.post("https://api.openai.com/v1/chat/completions", "{\"model\":\"gpt-5\"}").stream(
                "data: {\"id\":\"c1\",\"model\":\"gpt-5-mini\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Bom \"}}]}\n\ndata: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"dia\"}}]}\n\ndata: {\"cho")
            .ended(new RawExchange.Ending.Broken(Cause.RESET, "why"));
    Draft draft = draft(raw);
    Call call = Objects.requireNonNull(draft.span().call());
    assertThat(draft.said().getLast().message().parts()).containsExactly(new Part.Text("Bom dia"));
    assertThat(Objects.requireNonNull(call.usage()).tokens()).isEqualTo(Tokens.UNKNOWN);
    assertThat(call.usage().model().responded()).isEqualTo("gpt-5-mini");
    assertThat(draft.span().detail().attributes())
        .containsEntry("farol.capture.response", Value.of("cut"));
  }

  /// Whatever stands in the bodies, there is a draft of the right span.
  @Test
  void nothingInABodyMakesItFail() {
    String body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\",\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"f\"}}]}}],\"usage\":{\"prompt_tokens\":1}}";
    Seeds.check(
        2_000,
        seed -> {
          Random random = new Random(seed);
          StringBuilder text = new StringBuilder(body);
          for (int i = random.nextInt(10); i >= 0; i--) {
            text.setCharAt(random.nextInt(text.length()), (char) (32 + random.nextInt(95)));
          }
          Raw raw = Raw.post("https://api.openai.com/v1/chat/completions", text.toString());
          Raw full =
              random.nextBoolean()
                  ? raw.answer(200, text.toString())
                  : raw.stream("data: " + text + "\n\ndata: [DONE]\n\n");
          assertThat(draft(full).span().key()).isEqualTo(FactKey.end(Raw.KEY));
        });
  }
}
