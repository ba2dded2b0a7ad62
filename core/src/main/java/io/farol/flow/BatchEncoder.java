// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import io.farol.model.Call;
import io.farol.model.Detail;
import io.farol.model.Fact;
import io.farol.model.FactKey;
import io.farol.model.LedgerEntry;
import io.farol.model.LogLine;
import io.farol.model.Message;
import io.farol.model.MessageId;
import io.farol.model.MessageRef;
import io.farol.model.Metric;
import io.farol.model.MetricSample;
import io.farol.model.Model;
import io.farol.model.Money;
import io.farol.model.Origin;
import io.farol.model.Outcome;
import io.farol.model.Part;
import io.farol.model.PriceRef;
import io.farol.model.Span;
import io.farol.model.SpanKey;
import io.farol.model.Tokens;
import io.farol.model.Value;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;

/// Writes a batch as [BatchCodec] describes. Confined to one thread, used once.
final class BatchEncoder {

  /// What a telling takes beside its content, roughly.
  private static final int TELLING = 512;

  /// What a message takes beside its bytes.
  private static final int ID = 20;

  /// No more is made in advance, whatever a batch holds.
  private static final int MOST_ROOM = 8 << 20;

  private final ByteSink out;
  private final MetricEncoder metrics;

  /// For one record.
  BatchEncoder() {
    this(256);
  }

  private BatchEncoder(int room) {
    out = new ByteSink(room);
    metrics = new MetricEncoder(out, this);
  }

  static byte[] encode(CleanBatch batch) {
    return new BatchEncoder(room(batch)).batch(batch);
  }

  static byte[] encode(Message message) {
    BatchEncoder encoder = new BatchEncoder();
    encoder.alone(message);
    return encoder.bytes();
  }

  /// Writes one message as if nothing had been written before.
  void alone(Message message) {
    out.clear();
    write(message);
  }

  private static int room(CleanBatch batch) {
    long room = TELLING * (1L + batch.facts().size() + batch.logs().size());
    for (CleanMessage message : batch.messages().values()) {
      room += message.length() + ID;
    }
    return (int) Math.min(room, MOST_ROOM);
  }

  private byte[] batch(CleanBatch batch) {
    out.octet(BatchCodec.VERSION);
    out.string(batch.tenant());
    out.signed(batch.receivedEpochNanos());
    each(batch.facts(), fact -> key(fact.span().key()));
    tally(batch.tally());
    out.varint(batch.droppedStrings());
    batch.facts().forEach(this::fact);
    each(
        batch.messages().entrySet(),
        entry -> {
          id(entry.getKey());
          out.raw(entry.getValue().bytes());
        });
    each(batch.logs(), this::log);
    each(batch.metrics(), metrics::sample);
    each(batch.entries(), this::entry);
    return out.toBytes();
  }

  /// What was written so far.
  byte[] bytes() {
    return out.toBytes();
  }

  /// The same; afterwards nothing is written.
  byte[] take() {
    return out.take();
  }

  /// The same, to be looked at until something else is written.
  ByteBuffer view() {
    return out.view();
  }

  void sample(MetricSample sample) {
    metrics.sample(sample);
  }

  void metric(Metric metric) {
    metrics.metric(metric);
  }

  <T> void each(Collection<T> values, Consumer<T> write) {
    out.varint(values.size());
    values.forEach(write);
  }

  private void fact(Fact fact) {
    span(fact.span());
    each(fact.messages(), this::ref);
  }

  private void ref(MessageRef ref) {
    id(ref.id());
    out.signed(ref.epochDay());
    out.octet(ref.direction().ordinal());
  }

  private void id(MessageId id) {
    out.fixed(id.high());
    out.fixed(id.low());
  }

  void key(SpanKey key) {
    out.fixed(key.trace().high());
    out.fixed(key.trace().low());
    out.fixed(key.span().value());
  }

  private void key(FactKey key) {
    key(key.span());
    out.octet(key.phase().ordinal());
    out.fixed(key.part());
    out.signed(key.revision());
  }

  private void span(Span span) {
    out.maybe(span.parent(), parent -> out.fixed(parent.value()));
    out.maybe(span.carrier(), carrier -> out.fixed(carrier.value()));
    out.signed(span.timing().startEpochNanos());
    out.maybe(span.timing().durationNanos(), out::varint);
    out.string(span.name());
    out.octet(span.kind().ordinal());
    origin(span.origin());
    out.octet(span.status().code().ordinal());
    out.maybe(span.status().message(), out::string);
    out.maybe(span.deadlineEpochNanos(), out::signed);
    out.maybe(span.call(), this::call);
    detail(span.detail());
  }

  void origin(Origin origin) {
    out.string(origin.service());
    out.maybe(origin.environment(), out::string);
    out.maybe(origin.cloud(), out::string);
    out.maybe(origin.region(), out::string);
    out.maybe(origin.instance(), out::string);
  }

  private void call(Call call) {
    out.octet(call.kind().ordinal());
    out.string(call.to());
    out.string(call.integration());
    out.maybe(call.platform(), out::string);
    out.string(call.operation());
    outcome(call.outcome());
    out.maybe(call.traffic().sentBytes(), out::signed);
    out.maybe(call.traffic().receivedBytes(), out::signed);
    out.maybe(call.usage(), this::usage);
    out.maybe(call.conversationId(), out::string);
    out.maybe(call.user(), out::string);
    out.string(call.source().kind());
    out.string(call.source().dialect());
  }

  private void outcome(Outcome outcome) {
    switch (outcome) {
      case Outcome.Open() -> out.octet(0);
      case Outcome.Lost(String detail) -> {
        out.octet(1);
        out.string(detail);
      }
      case Outcome.Succeeded succeeded -> {
        out.octet(2);
        out.maybe(succeeded.httpStatus(), status -> out.signed(status));
      }
      case Outcome.Failed failed -> {
        out.octet(3);
        out.octet(failed.cause().ordinal());
        out.maybe(failed.httpStatus(), status -> out.signed(status));
        out.maybe(failed.detail(), out::string);
      }
    }
  }

  private void usage(Call.Usage usage) {
    Model model = usage.model();
    out.string(model.provider());
    out.maybe(model.requested(), out::string);
    out.maybe(model.responded(), out::string);
    Tokens tokens = usage.tokens();
    out.maybe(tokens.input(), out::varint);
    out.maybe(tokens.output(), out::varint);
    out.maybe(tokens.cacheRead(), out::varint);
    out.maybe(tokens.cacheWrite(), out::varint);
    out.maybe(tokens.reasoning(), out::varint);
    out.maybe(tokens.inputAudio(), out::varint);
    out.maybe(tokens.outputAudio(), out::varint);
    out.maybe(usage.timeToFirstTokenNanos(), out::signed);
    each(usage.finishReasons(), out::string);
    out.maybe(usage.responseId(), out::string);
    out.maybe(usage.serviceTier(), out::string);
  }

  private void detail(Detail detail) {
    attributes(detail.attributes());
    each(
        detail.events(),
        event -> {
          out.string(event.name());
          out.signed(event.atEpochNanos());
          attributes(event.attributes());
        });
    each(
        detail.links(),
        link -> {
          key(link.span());
          attributes(link.attributes());
        });
  }

  void attributes(Map<String, Value> attributes) {
    each(
        attributes.entrySet(),
        entry -> {
          out.string(entry.getKey());
          value(entry.getValue());
        });
  }

  private void value(Value value) {
    switch (value) {
      case Value.Text(String text) -> {
        out.octet(0);
        out.string(text);
      }
      case Value.Flag(boolean flag) -> {
        out.octet(1);
        out.flag(flag);
      }
      case Value.Whole(long number) -> {
        out.octet(2);
        out.signed(number);
      }
      case Value.Real(double number) -> {
        out.octet(3);
        out.real(number);
      }
      case Value.Bytes(int length) -> {
        out.octet(4);
        out.varint(length);
      }
      case Value.Items items -> {
        out.octet(5);
        each(items.values(), this::value);
      }
      case Value.Fields fields -> {
        out.octet(6);
        attributes(fields.values());
      }
      case Value.Empty() -> out.octet(7);
    }
  }

  void log(LogLine line) {
    origin(line.origin());
    out.signed(line.atEpochNanos());
    out.varint(line.severity());
    out.maybe(line.span(), this::key);
    out.maybe(line.eventName(), out::string);
    value(line.body());
    attributes(line.attributes());
  }

  private void write(Message message) {
    out.string(message.role());
    each(message.parts(), this::part);
  }

  private void part(Part part) {
    switch (part) {
      case Part.Text(String text) -> {
        out.octet(0);
        out.string(text);
      }
      case Part.ToolCall call -> {
        out.octet(1);
        out.maybe(call.id(), out::string);
        out.string(call.name());
        out.string(call.arguments());
      }
      case Part.ToolResult result -> {
        out.octet(2);
        out.maybe(result.id(), out::string);
        out.string(result.content());
      }
      case Part.Reasoning(String text) -> {
        out.octet(3);
        out.string(text);
      }
      case Part.Refusal(String text) -> {
        out.octet(4);
        out.string(text);
      }
      case Part.Media media -> {
        out.octet(5);
        out.string(media.mediaType());
        out.maybe(media.bytes(), out::signed);
        out.maybe(media.sha256(), out::string);
        out.maybe(media.uri(), out::string);
      }
    }
  }

  private void entry(LedgerEntry entry) {
    switch (entry) {
      case LedgerEntry.Charge charge -> {
        out.octet(0);
        head(entry);
        out.string(charge.sku());
        out.decimal(charge.quantity());
        out.string(charge.unit());
        out.decimal(charge.unitPrice());
        money(charge.amount());
        out.octet(charge.how().ordinal());
        price(charge.price());
        out.maybe(charge.fx(), this::fx);
        out.maybe(charge.adjusts(), out::string);
      }
      case LedgerEntry.Unpriced unpriced -> {
        out.octet(1);
        head(entry);
        out.maybe(unpriced.quantity(), out::decimal);
        out.string(unpriced.unit());
        out.string(unpriced.reason());
      }
    }
  }

  private void head(LedgerEntry entry) {
    out.string(entry.id());
    key(entry.subject());
    out.signed(entry.atEpochNanos());
    out.string(entry.kind());
  }

  private void money(Money money) {
    out.decimal(money.amount());
    out.string(money.currency());
  }

  private void price(PriceRef price) {
    out.string(price.book());
    out.string(price.version());
    out.string(price.validFrom());
    out.string(price.source());
  }

  private void fx(LedgerEntry.Fx fx) {
    out.string(fx.from());
    out.decimal(fx.rate());
    out.string(fx.date());
    out.string(fx.source());
  }

  private void tally(Tally tally) {
    for (Signal signal : Signal.values()) {
      Tally.Count count = tally.of(signal);
      out.varint(count.accepted());
      out.varint(count.rejected());
      out.varint(count.duplicate());
    }
  }
}
