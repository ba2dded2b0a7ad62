// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Cause;
import io.farol.model.Detail;
import io.farol.model.Direction;
import io.farol.model.FactKey;
import io.farol.model.LedgerEntry;
import io.farol.model.LogLine;
import io.farol.model.Message;
import io.farol.model.Model;
import io.farol.model.Money;
import io.farol.model.Origin;
import io.farol.model.Outcome;
import io.farol.model.Part;
import io.farol.model.Phase;
import io.farol.model.PriceRef;
import io.farol.model.Provenance;
import io.farol.model.Source;
import io.farol.model.Span;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import io.farol.model.Timing;
import io.farol.model.Tokens;
import io.farol.model.TraceId;
import io.farol.model.Traffic;
import io.farol.model.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The batch that `batch-1.bin` holds, written by the first version of [BatchCodec]: every sealed
/// case and every component of that version's model.
final class FirstVersion {

  private static final Origin ORIGIN =
      new Origin("assistente", "production", "azure", "brazilsouth", "pod-1");
  private static final SpanKey KEY = new SpanKey(new TraceId(1, 2), new SpanId(3));

  private FirstVersion() {}

  static CleanBatch batch() {
    DraftBatch draft =
        new DraftBatch(
            "prefeitura",
            1_795_608_000_000_000_000L,
            List.of(
                draft(FactKey.end(KEY), SpanKind.CLIENT, new Outcome.Succeeded(200)),
                draft(FactKey.start(KEY), SpanKind.PRODUCER, new Outcome.Open()),
                draft(
                    new FactKey(KEY, Phase.LATE, 7, 1),
                    SpanKind.UNSPECIFIED,
                    new Outcome.Failed(Cause.RATE_LIMIT, 429, "retry later")),
                draft(
                    new FactKey(KEY, Phase.END, 0, 2),
                    SpanKind.INTERNAL,
                    new Outcome.Lost("no sign of life"))),
            List.of(
                new LogLine(ORIGIN, 17, 9, KEY, "evento", Value.of("olá"), values()),
                new LogLine(
                    new Origin("outro", null, null, null, null),
                    -1,
                    0,
                    null,
                    null,
                    new Value.Empty(),
                    Map.of())),
            List.of(),
            Tally.of(Signal.SPANS, 4, 1, 2)
                .plus(Tally.of(Signal.LOGS, 2, 0, 0))
                .plus(Tally.of(Signal.METRICS, 0, 5, 0)));
    return CleanBatch.redact(draft, (key, raw) -> raw).with(entries());
  }

  private static Draft draft(FactKey key, SpanKind kind, Outcome outcome) {
    Call call =
        new Call(
            CallKind.MODEL,
            "azure-openai",
            "azure-openai/gpt-4.1",
            "azure-openai",
            "chat",
            outcome,
            new Traffic(812L, null),
            new Call.Usage(
                new Model("azure.ai.openai", "gpt-4.1", "gpt-4.1-2025-04-14"),
                new Tokens(100L, 20L, 30L, null, 5L, null, 0L),
                250_000_000L,
                List.of("stop"),
                "resp-1",
                "batch"),
            "conversa-1",
            "pessoa-1",
            new Source("otlp", "otel-genai-1.37"));
    Span span =
        new Span(
            key,
            new SpanId(9),
            new SpanId(10),
            new Timing(1_000, 5_000L),
            "chat gpt-4.1",
            kind,
            ORIGIN,
            new SpanStatus(SpanStatus.Code.ERROR, "status"),
            6_000L,
            call,
            new Detail(
                values(),
                List.of(new Detail.Event("exception", 1_500, values())),
                List.of(new Detail.Link(KEY, Map.of("why", Value.of("retry"))))));
    return new Draft(
        span,
        List.of(
            new Draft.Said(Direction.INPUT, new Message("user", parts())),
            new Draft.Said(
                Direction.OUTPUT, new Message("assistant", List.of(new Part.Text("x"))))));
  }

  private static List<Part> parts() {
    return List.of(
        new Part.Text("São Paulo"),
        new Part.ToolCall("call-1", "consulta", "{}"),
        new Part.ToolResult("call-1", "regular"),
        new Part.Reasoning("hm"),
        new Part.Refusal("não"),
        new Part.Media("image/png", 12L, "00ff", "https://example.com/a.png"));
  }

  private static Map<String, Value> values() {
    Map<String, Value> values = new LinkedHashMap<>();
    values.put("text", Value.of("a"));
    values.put("flag", new Value.Flag(true));
    values.put("whole", Value.of(-5));
    values.put("real", new Value.Real(0.5));
    values.put("bytes", new Value.Bytes(3));
    values.put("items", new Value.Items(List.of(Value.of(1), new Value.Empty())));
    values.put("fields", new Value.Fields(Map.of("in", Value.of("b"))));
    return values;
  }

  private static List<LedgerEntry> entries() {
    return List.of(
        new LedgerEntry.Charge(
            "0123456789abcdef0123456789abcdef",
            KEY,
            2_000,
            "input",
            "gpt-4.1",
            new BigDecimal("100"),
            "token",
            new BigDecimal("0.000002"),
            new Money(new BigDecimal("0.0002"), "USD"),
            Provenance.COMPUTED,
            new PriceRef("book", "1", "2026-01-01", "source"),
            new LedgerEntry.Fx("USD", new BigDecimal("5.4"), "2026-11-25", "bcb"),
            "fedcba9876543210fedcba9876543210"),
        new LedgerEntry.Unpriced(
            "00000000000000000000000000000001",
            KEY,
            2_000,
            "query",
            BigDecimal.ONE,
            "query",
            "no book"));
  }
}
