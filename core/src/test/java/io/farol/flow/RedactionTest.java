// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.model.Detail;
import io.farol.model.Direction;
import io.farol.model.Fact;
import io.farol.model.FactKey;
import io.farol.model.LogLine;
import io.farol.model.Message;
import io.farol.model.MessageId;
import io.farol.model.Origin;
import io.farol.model.Part;
import io.farol.model.Span;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import io.farol.model.Timing;
import io.farol.model.TraceId;
import io.farol.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RedactionTest {

  private static final Origin ORIGIN = new Origin("assistant", null, null, null, null);

  private final long seed = Long.getLong("farol.seed", ThreadLocalRandom.current().nextLong());

  /// Every string of a draft is a marker of its own; after redaction none is left, and each one's
  /// replacement is there.
  @Test
  void seesEveryString() {
    List<String> lost = new ArrayList<>();
    AtomicInteger made = new AtomicInteger();
    Specimens specimens =
        new Specimens(new Random(seed), 0, () -> "marker-%07d;".formatted(made.incrementAndGet()));
    for (int i = 0; i < 200; i++) {
      int first = specimens.texts().size();
      DraftBatch draft = specimens.of(DraftBatch.class);
      CleanBatch clean = CleanBatch.redact(draft, (key, raw) -> raw.replace("marker", "cleaned"));
      String bytes = new String(BatchCodec.encode(clean), StandardCharsets.ISO_8859_1);
      assertThat(bytes).as("seed %d", seed).doesNotContain("marker");
      for (String marker : specimens.texts().subList(first, specimens.texts().size())) {
        String cleaned = marker.replace("marker", "cleaned");
        if (!bytes.contains(cleaned)) {
          lost.add(cleaned);
        }
      }
    }
    assertThat(specimens.textComponents())
        .as("the specimens have a text wherever the model has one, seed %d", seed)
        .contains(
            "DraftBatch.tenant",
            "Span.name",
            "SpanStatus.message",
            "Origin.service",
            "Origin.environment",
            "Origin.cloud",
            "Origin.region",
            "Origin.instance",
            "Call.to",
            "Call.integration",
            "Call.platform",
            "Call.operation",
            "Call.conversationId",
            "Call.user",
            "Source.kind",
            "Source.dialect",
            "Lost.detail",
            "Failed.detail",
            "Model.provider",
            "Model.requested",
            "Model.responded",
            "Usage.finishReasons",
            "Usage.responseId",
            "Usage.serviceTier",
            "Detail.attributes key",
            "Event.name",
            "Event.attributes key",
            "Link.attributes key",
            "Text.value",
            "Fields.values key",
            "LogLine.eventName",
            "LogLine.attributes key",
            "Metric.name",
            "Metric.unit",
            "Metric.description",
            "MetricSample.attributes key",
            "Exemplar.attributes key",
            "Message.role",
            "Text.text",
            "ToolCall.id",
            "ToolCall.name",
            "ToolCall.arguments",
            "ToolResult.id",
            "ToolResult.content",
            "Reasoning.text",
            "Refusal.text",
            "Media.mediaType",
            "Media.sha256",
            "Media.uri");
    assertThat(lost).as("seed %d", seed).isEmpty();
  }

  @Test
  void passesTheKeyUnderWhichATextStands() {
    List<String> seen = new ArrayList<>();
    Map<String, Value> attributes =
        Map.of("authorization", new Value.Items(List.of(Value.of("Bearer x"))));
    CleanBatch.redact(
        logs(new Value.Fields(attributes)),
        (key, raw) -> {
          seen.add(key + "=" + raw);
          return raw;
        });
    assertThat(seen).contains("authorization=Bearer x", "null=authorization");
  }

  /// What repeats within a batch is redacted once; a span alone in its batch repeats nothing.
  @Test
  void redactsASpanAmongOthersAsItDoesAlone() {
    Random random = new Random(seed);
    Specimens specimens = new Specimens(random, 30, () -> "text " + random.nextInt(12));
    Redactor byKey =
        (key, raw) -> Objects.hash(key, raw) % 3 == 0 ? "⟦%s in %s⟧".formatted(raw, key) : raw;
    for (int i = 0; i < 20; i++) {
      DraftBatch batch = specimens.of(DraftBatch.class);
      List<Draft> drafts = new ArrayList<>(batch.drafts());
      for (int more = 0; more < 30; more++) {
        drafts.add(specimens.of(Draft.class));
      }
      List<Fact> together = CleanBatch.redact(with(batch, drafts), byKey).facts();
      for (int at = 0; at < drafts.size(); at++) {
        CleanBatch alone = CleanBatch.redact(with(batch, List.of(drafts.get(at))), byKey);
        assertThat(together.get(at)).as("seed %d", seed).isEqualTo(alone.facts().getFirst());
      }
    }
  }

  private static DraftBatch with(DraftBatch batch, List<Draft> drafts) {
    return new DraftBatch(
        batch.tenant(), batch.receivedEpochNanos(), drafts, List.of(), List.of(), batch.tally());
  }

  @Test
  void countsEveryValueThatItHadToDrop() {
    Map<String, Value> attributes = Map.of("note", Value.of("again"), "other", Value.of("again"));
    Redactor broken =
        (key, raw) -> {
          if (raw.equals("again")) {
            throw new IllegalStateException("made up");
          }
          return raw;
        };
    LogLine line = new LogLine(ORIGIN, 1, 0, null, null, new Value.Empty(), attributes);
    DraftBatch draft =
        new DraftBatch("default", 1, List.of(), List.of(line, line), List.of(), Tally.NOTHING);
    assertThat(CleanBatch.redact(draft, broken).droppedStrings()).isEqualTo(4);
  }

  @Test
  void dropsTheContentAndKeepsTheMetadataWhenItCannotRun() {
    SpanKey key = new SpanKey(new TraceId(1, 2), new SpanId(3));
    Span span =
        new Span(
            FactKey.end(key),
            new SpanId(4),
            null,
            new Timing(10, 20L),
            "secret name",
            SpanKind.CLIENT,
            new Origin("secret service", "secret", null, null, null),
            new SpanStatus(SpanStatus.Code.ERROR, "secret status"),
            99L,
            null,
            new Detail(Map.of("secret key", Value.of(7)), List.of(), List.of()));
    Message said = new Message("user", List.of(new Part.Text("secret text")));
    Draft draft = new Draft(span, List.of(new Draft.Said(Direction.INPUT, said)));
    Tally tally = Tally.of(Signal.SPANS, 1, 0, 0);
    CleanBatch clean =
        CleanBatch.redact(
            new DraftBatch("secret tenant", 5, List.of(draft), List.of(), List.of(), tally),
            (ignored, raw) -> {
              throw new IllegalStateException("cannot run");
            });
    assertThat(new String(BatchCodec.encode(clean), StandardCharsets.UTF_8))
        .doesNotContain("secret");
    Span kept = clean.facts().getFirst().span();
    assertThat(kept.key()).isEqualTo(span.key());
    assertThat(kept.parent()).isEqualTo(span.parent());
    assertThat(kept.timing()).isEqualTo(span.timing());
    assertThat(kept.kind()).isEqualTo(span.kind());
    assertThat(kept.status().code()).isEqualTo(SpanStatus.Code.ERROR);
    assertThat(kept.deadlineEpochNanos()).isEqualTo(99);
    // A number under a key that nobody could judge may be a password.
    assertThat(kept.detail().attributes().values()).containsExactly(Value.of("⟦dropped⟧"));
    assertThat(kept.name()).isEqualTo("⟦dropped⟧");
    assertThat(clean.facts().getFirst().messages()).hasSize(1);
    assertThat(clean.receivedEpochNanos()).isEqualTo(5);
    assertThat(clean.tally()).isEqualTo(tally);
    assertThat(clean.droppedStrings()).isEqualTo(9);
  }

  @Test
  void survivesARedactorThatRunsOutOfStack() {
    CleanBatch clean =
        CleanBatch.redact(
            logs(Value.of("abc")),
            (key, raw) -> {
              if (raw.equals("abc")) {
                throw new StackOverflowError();
              }
              return raw;
            });
    assertThat(clean.logs().getFirst().body()).isEqualTo(Value.of("⟦dropped⟧"));
    assertThat(clean.droppedStrings()).isEqualTo(1);
  }

  @Test
  void dropsValuesTooDeepToBeWalked() {
    Value deep = Value.of("bottom");
    for (int i = 0; i < 20_000; i++) {
      deep = new Value.Items(List.of(deep));
    }
    CleanBatch clean = CleanBatch.redact(logs(deep), (key, raw) -> raw);
    assertThat(clean.droppedStrings()).isEqualTo(1);
    assertThat(BatchCodec.decode(BatchCodec.encode(clean))).isEqualTo(clean);
    Value sound = Value.of("bottom");
    for (int i = 0; i < BatchCodec.MAX_DEPTH; i++) {
      sound = new Value.Items(List.of(sound));
    }
    CleanBatch kept = CleanBatch.redact(logs(sound), (key, raw) -> raw);
    assertThat(kept.logs().getFirst().body()).isEqualTo(sound);
    assertThat(BatchCodec.decode(BatchCodec.encode(kept))).isEqualTo(kept);
  }

  @Test
  void looksAtLongNumbersAsText() {
    Redactor documents = (key, raw) -> raw.equals("52998224725") ? "‹cpf›" : raw;
    assertThat(body(Value.of(52_998_224_725L), documents)).isEqualTo(Value.of("‹cpf›"));
    assertThat(body(new Value.Real(52_998_224_725.0), documents)).isEqualTo(Value.of("‹cpf›"));
    for (Value other :
        List.of(
            Value.of(52_998_224_726L),
            Value.of(7),
            new Value.Real(0.123456789012345),
            new Value.Real(Double.NaN),
            new Value.Real(Double.POSITIVE_INFINITY))) {
      assertThat(body(other, documents)).isEqualTo(other);
    }
  }

  @Test
  void givesTheSameMessageTheSameIdWhereverItIsSaid() {
    Message message = new Message("user", List.of(new Part.Text("oi"), new Part.Refusal("não")));
    MessageId first = id(message, 1);
    assertThat(id(message, 86_400_000_000_000L)).isEqualTo(first);
    assertThat(id(new Message("user", List.of(new Part.Text("oi"))), 1)).isNotEqualTo(first);
    assertThat(id(new Message("tool", message.parts()), 1)).isNotEqualTo(first);
    assertThat(first.hex()).hasSize(32).isEqualTo(hash(message).hex());
  }

  @Test
  void keepsAMessageOnceAndRefersToItEachTime() {
    Message message = new Message("user", List.of(new Part.Text("oi")));
    Draft draft = said(message, message);
    CleanBatch clean = redact(3 * 86_400_000_000_000L + 7, draft, draft);
    assertThat(clean.messages())
        .containsExactlyEntriesOf(Map.of(hash(message), CleanMessage.of(message)));
    assertThat(clean.facts()).hasSize(2);
    assertThat(clean.facts().getFirst().messages())
        .hasSize(2)
        .allSatisfy(ref -> assertThat(ref.epochDay()).isEqualTo(3));
  }

  private static MessageId hash(Message message) {
    return new MessageHash().of(CleanMessage.of(message));
  }

  private static MessageId id(Message message, long receivedEpochNanos) {
    CleanBatch clean = redact(receivedEpochNanos, said(message));
    return clean.facts().getFirst().messages().getFirst().id();
  }

  private static CleanBatch redact(long receivedEpochNanos, Draft... drafts) {
    return CleanBatch.redact(
        new DraftBatch(
            "t", receivedEpochNanos, List.of(drafts), List.of(), List.of(), Tally.NOTHING),
        (key, raw) -> raw);
  }

  private static Draft said(Message... messages) {
    Span span =
        new Span(
            FactKey.end(new SpanKey(new TraceId(0, 1), new SpanId(1))),
            null,
            null,
            new Timing(0, null),
            "chat",
            SpanKind.CLIENT,
            ORIGIN,
            SpanStatus.UNSET,
            null,
            null,
            Detail.NONE);
    return new Draft(
        span,
        List.of(messages).stream()
            .map(message -> new Draft.Said(Direction.INPUT, message))
            .toList());
  }

  private static Value body(Value raw, Redactor redactor) {
    return CleanBatch.redact(logs(raw), redactor).logs().getFirst().body();
  }

  private static DraftBatch logs(Value body) {
    LogLine line = new LogLine(ORIGIN, 0, 0, null, null, body, Map.of());
    return new DraftBatch("t", 0, List.of(), List.of(line), List.of(), Tally.NOTHING);
  }
}
