// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Cause;
import io.farol.model.Detail;
import io.farol.model.Direction;
import io.farol.model.Fact;
import io.farol.model.FactKey;
import io.farol.model.LedgerEntry;
import io.farol.model.LogLine;
import io.farol.model.Message;
import io.farol.model.MessageId;
import io.farol.model.MessageRef;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads a batch as [BatchCodec] describes. Arguments are read in the order in which they were
/// written: Java evaluates them left to right. Confined to one thread, used once.
final class BatchDecoder {

  private static final Phase[] PHASES = Phase.values();
  private static final SpanKind[] KINDS = SpanKind.values();
  private static final SpanStatus.Code[] CODES = SpanStatus.Code.values();
  private static final CallKind[] CALLS = CallKind.values();
  private static final Cause[] CAUSES = Cause.values();
  private static final Direction[] DIRECTIONS = Direction.values();
  private static final Provenance[] PROVENANCES = Provenance.values();

  private static final int TOOL_CALL = 1;

  private final ByteSource in;
  private final Map<Origin, Origin> origins = new HashMap<>();
  private int depth;

  BatchDecoder(byte[] bytes) {
    in = new ByteSource(bytes);
  }

  CleanBatch batch() {
    int version = version();
    CleanBatch batch = version < BatchCodec.WITH_HEADING ? early(version) : headed(version);
    in.end();
    return batch;
  }

  BatchHeading heading() {
    int version = version();
    if (version < BatchCodec.WITH_HEADING) {
      return BatchHeading.of(early(version));
    }
    String tenant = in.string();
    in.signed();
    return new BatchHeading(tenant, in.list(this::factKey), tally());
  }

  private int version() {
    int version = in.octet();
    if (version < 1 || version > BatchCodec.VERSION) {
      throw new IllegalArgumentException(
          "batch has format " + version + "; this Farol reads up to " + BatchCodec.VERSION);
    }
    return version;
  }

  private CleanBatch headed(int version) {
    String tenant = in.string();
    long received = in.signed();
    List<FactKey> keys = in.list(this::factKey);
    Tally tally = tally();
    int dropped = Math.toIntExact(in.varint());
    List<Fact> facts = new ArrayList<>(keys.size());
    for (FactKey key : keys) {
      facts.add(fact(key));
    }
    return new CleanBatch(
        tenant,
        received,
        facts,
        messages(version),
        in.list(this::log),
        in.list(new MetricDecoder(in, this)::sample),
        in.list(this::entry),
        tally,
        dropped);
  }

  private CleanBatch early(int version) {
    return new CleanBatch(
        in.string(),
        in.signed(),
        in.list(() -> fact(factKey())),
        messages(version),
        in.list(this::log),
        version < BatchCodec.WITH_METRICS
            ? List.of()
            : in.list(new MetricDecoder(in, this)::sample),
        in.list(this::entry),
        tally(),
        Math.toIntExact(in.varint()));
  }

  Message lone() {
    Message message = message();
    in.end();
    return message;
  }

  private Map<MessageId, CleanMessage> messages(int version) {
    int count = in.count();
    Map<MessageId, CleanMessage> messages =
        LinkedHashMap.newLinkedHashMap(Math.min(count, ByteSource.ROOM));
    for (int i = 0; i < count; i++) {
      messages.put(
          id(), version < BatchCodec.WITH_WHOLE_MESSAGES ? CleanMessage.of(message()) : whole());
    }
    return messages;
  }

  private CleanMessage whole() {
    byte[] bytes = in.raw();
    new BatchDecoder(bytes).passOver();
    return new CleanMessage(bytes);
  }

  /// Sees that one message alone stands here, without a copy of its texts.
  private void passOver() {
    in.passString();
    for (int parts = in.count(); parts > 0; parts--) {
      passPart(in.octet());
    }
    in.end();
  }

  /// Whether one message alone, known to be whole, calls a tool.
  boolean callsTool() {
    in.passString();
    for (int parts = in.count(); parts > 0; parts--) {
      int tag = in.octet();
      if (tag == TOOL_CALL) {
        return true;
      }
      passPart(tag);
    }
    return false;
  }

  private void passPart(int tag) {
    switch (tag) {
      case 0, 3, 4 -> in.passString();
      case TOOL_CALL -> {
        in.passMaybe();
        in.passString();
        in.passString();
      }
      case 2 -> {
        in.passMaybe();
        in.passString();
      }
      case 5 -> {
        in.passString();
        in.maybe(in::signed);
        in.passMaybe();
        in.passMaybe();
      }
      default -> throw new ArithmeticException("part tag " + tag);
    }
  }

  private Fact fact(FactKey key) {
    return new Fact(span(key), in.list(this::ref));
  }

  private MessageRef ref() {
    return new MessageRef(id(), Math.toIntExact(in.signed()), in.constant(DIRECTIONS));
  }

  private MessageId id() {
    return new MessageId(in.fixed(), in.fixed());
  }

  SpanKey key() {
    return new SpanKey(new TraceId(in.fixed(), in.fixed()), new SpanId(in.fixed()));
  }

  private SpanId spanId() {
    return new SpanId(in.fixed());
  }

  private FactKey factKey() {
    return new FactKey(key(), in.constant(PHASES), in.fixed(), in.signed());
  }

  private Span span(FactKey key) {
    return new Span(
        key,
        in.maybe(this::spanId),
        in.maybe(this::spanId),
        timing(),
        in.string(),
        in.constant(KINDS),
        origin(),
        new SpanStatus(in.constant(CODES), in.maybe(in::string)),
        in.maybe(in::signed),
        in.maybe(this::call),
        detail());
  }

  private Timing timing() {
    long start = in.signed();
    @Nullable Long duration = in.maybe(in::varint);
    return new Timing(start, duration == null ? null : start + duration);
  }

  Origin origin() {
    Origin read =
        new Origin(
            in.string(),
            in.maybe(in::string),
            in.maybe(in::string),
            in.maybe(in::string),
            in.maybe(in::string));
    Origin known = origins.putIfAbsent(read, read);
    return known == null ? read : known;
  }

  private Call call() {
    return new Call(
        in.constant(CALLS),
        in.string(),
        in.string(),
        in.maybe(in::string),
        in.string(),
        outcome(),
        new Traffic(in.maybe(in::signed), in.maybe(in::signed)),
        in.maybe(this::usage),
        in.maybe(in::string),
        in.maybe(in::string),
        new Source(in.string(), in.string()));
  }

  private Outcome outcome() {
    int tag = in.octet();
    return switch (tag) {
      case 0 -> new Outcome.Open();
      case 1 -> new Outcome.Lost(in.string());
      case 2 -> new Outcome.Succeeded(in.maybe(this::smallInt));
      case 3 ->
          new Outcome.Failed(in.constant(CAUSES), in.maybe(this::smallInt), in.maybe(in::string));
      default -> throw new ArithmeticException("outcome tag " + tag);
    };
  }

  private Integer smallInt() {
    return Math.toIntExact(in.signed());
  }

  private Call.Usage usage() {
    return new Call.Usage(
        new Model(in.string(), in.maybe(in::string), in.maybe(in::string)),
        new Tokens(
            in.maybe(in::varint),
            in.maybe(in::varint),
            in.maybe(in::varint),
            in.maybe(in::varint),
            in.maybe(in::varint),
            in.maybe(in::varint),
            in.maybe(in::varint)),
        in.maybe(in::signed),
        in.list(in::string),
        in.maybe(in::string),
        in.maybe(in::string));
  }

  private Detail detail() {
    return new Detail(attributes(), in.list(this::event), in.list(this::link));
  }

  private Detail.Event event() {
    return new Detail.Event(in.string(), in.signed(), attributes());
  }

  private Detail.Link link() {
    return new Detail.Link(key(), attributes());
  }

  Map<String, Value> attributes() {
    int count = in.count();
    Map<String, Value> attributes =
        LinkedHashMap.newLinkedHashMap(Math.min(count, ByteSource.ROOM));
    for (int i = 0; i < count; i++) {
      attributes.put(in.string(), value());
    }
    return attributes;
  }

  private Value value() {
    int tag = in.octet();
    return switch (tag) {
      case 0 -> new Value.Text(in.string());
      case 1 -> new Value.Flag(in.flag());
      case 2 -> new Value.Whole(in.signed());
      case 3 -> new Value.Real(in.real());
      case 4 -> new Value.Bytes(Math.toIntExact(in.varint()));
      case 5 -> within(() -> new Value.Items(in.list(this::value)));
      case 6 -> within(() -> new Value.Fields(attributes()));
      case 7 -> new Value.Empty();
      default -> throw new ArithmeticException("value tag " + tag);
    };
  }

  private Value within(Supplier<Value> values) {
    if (++depth > BatchCodec.MAX_DEPTH) {
      throw new ArithmeticException("values within values " + depth + " deep");
    }
    Value read = values.get();
    depth--;
    return read;
  }

  private LogLine log() {
    return new LogLine(
        origin(),
        in.signed(),
        Math.toIntExact(in.varint()),
        in.maybe(this::key),
        in.maybe(in::string),
        value(),
        attributes());
  }

  private Message message() {
    return new Message(in.string(), in.list(this::part));
  }

  private Part part() {
    int tag = in.octet();
    return switch (tag) {
      case 0 -> new Part.Text(in.string());
      case TOOL_CALL -> new Part.ToolCall(in.maybe(in::string), in.string(), in.string());
      case 2 -> new Part.ToolResult(in.maybe(in::string), in.string());
      case 3 -> new Part.Reasoning(in.string());
      case 4 -> new Part.Refusal(in.string());
      case 5 ->
          new Part.Media(
              in.string(), in.maybe(in::signed), in.maybe(in::string), in.maybe(in::string));
      default -> throw new ArithmeticException("part tag " + tag);
    };
  }

  private LedgerEntry entry() {
    int tag = in.octet();
    return switch (tag) {
      case 0 ->
          new LedgerEntry.Charge(
              in.string(),
              key(),
              in.signed(),
              in.string(),
              in.string(),
              in.decimal(),
              in.string(),
              in.decimal(),
              new Money(in.decimal(), in.string()),
              in.constant(PROVENANCES),
              new PriceRef(in.string(), in.string(), in.string(), in.string()),
              in.maybe(
                  () -> new LedgerEntry.Fx(in.string(), in.decimal(), in.string(), in.string())),
              in.maybe(in::string));
      case 1 ->
          new LedgerEntry.Unpriced(
              in.string(),
              key(),
              in.signed(),
              in.string(),
              in.maybe(in::decimal),
              in.string(),
              in.string());
      default -> throw new ArithmeticException("ledger entry tag " + tag);
    };
  }

  private Tally tally() {
    Map<Signal, Tally.Count> counts = new HashMap<>();
    for (Signal signal : Signal.values()) {
      counts.put(signal, new Tally.Count(in.varint(), in.varint(), in.varint()));
    }
    return new Tally(counts);
  }
}
