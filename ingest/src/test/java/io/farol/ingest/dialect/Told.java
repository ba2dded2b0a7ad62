// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.flow.Draft;
import io.farol.model.Call;
import io.farol.model.Detail;
import io.farol.model.Direction;
import io.farol.model.Message;
import io.farol.model.Outcome;
import io.farol.model.Part;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import io.farol.model.Tokens;
import io.farol.model.TraceId;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Spans and logs as a sender tells them, and shortcuts to what was read of them.
final class Told {

  static final long START = 1_795_000_000_000_000_000L;
  static final long SECOND = 1_000_000_000L;
  static final TraceId TRACE = TraceId.parse("0af7651916cd43dd8448eb211c80319c");

  private static final Normaliser NORMALISER = new Normaliser(new PlainRule());

  private String name = "span";
  private String scope = "test";
  private SpanKind kind = SpanKind.CLIENT;
  private long id = 1;
  private @Nullable SpanId parent;
  private @Nullable Long end = START + SECOND;
  private SpanStatus status = SpanStatus.UNSET;
  private final Map<String, Value> attributes = new LinkedHashMap<>();
  private final List<Detail.Event> events = new ArrayList<>();

  /// A client span of one second.
  static Told span(Object... keysAndValues) {
    return new Told().with(keysAndValues);
  }

  Told with(Object... keysAndValues) {
    attributes.putAll(attributes(keysAndValues));
    return this;
  }

  Told named(String spanName) {
    name = spanName;
    return this;
  }

  Told of(SpanKind spanKind) {
    kind = spanKind;
    return this;
  }

  Told by(String instrumentation) {
    scope = instrumentation;
    return this;
  }

  Told id(long spanId) {
    id = spanId;
    return this;
  }

  Told below(long parentId) {
    parent = new SpanId(parentId);
    return this;
  }

  Told open() {
    end = null;
    return this;
  }

  Told failed(@Nullable String message) {
    status = new SpanStatus(SpanStatus.Code.ERROR, message);
    return this;
  }

  Told event(String eventName, Object... keysAndValues) {
    events.add(new Detail.Event(eventName, START + SECOND / 4, attributes(keysAndValues)));
    return this;
  }

  SentSpan sent() {
    return new SentSpan(
        Sender.of(Attributes.owning(attributes("service.name", "assistant")), scope, ""),
        new SpanKey(TRACE, new SpanId(id)),
        parent,
        name,
        kind,
        START,
        end,
        Attributes.owning(attributes),
        events,
        List.of(),
        status,
        0);
  }

  Draft draft() {
    return drafts(this).getFirst();
  }

  Call call() {
    return call(draft());
  }

  Call.Usage usage() {
    return Objects.requireNonNull(call().usage(), "the call has no usage");
  }

  Tokens tokens() {
    return usage().tokens();
  }

  /// The evidence as the plain rule shows it.
  String evidence() {
    return Objects.requireNonNull(((Outcome.Failed) call().outcome()).detail());
  }

  List<Message> input() {
    return said(draft(), Direction.INPUT);
  }

  List<Message> output() {
    return said(draft(), Direction.OUTPUT);
  }

  static List<Draft> drafts(Told... spans) {
    return NORMALISER.spans(List.of(spans).stream().map(Told::sent).toList());
  }

  static Normaliser.Logs logs(SentLog... logs) {
    return NORMALISER.logs(List.of(logs));
  }

  static SentLog log(@Nullable String event, Value body, Object... keysAndValues) {
    return new SentLog(
        Sender.of(Attributes.owning(attributes("service.name", "assistant")), "test", ""),
        START,
        9,
        new SpanKey(TRACE, new SpanId(1)),
        event,
        body,
        Attributes.owning(attributes(keysAndValues)));
  }

  static Call call(Draft draft) {
    return Objects.requireNonNull(draft.span().call(), "the span is no call");
  }

  static List<Message> said(Draft draft, Direction direction) {
    return draft.said().stream()
        .filter(said -> said.direction() == direction)
        .map(Draft.Said::message)
        .toList();
  }

  static Message message(String role, Part... parts) {
    return new Message(role, List.of(parts));
  }

  static Message text(String role, String text) {
    return message(role, new Part.Text(text));
  }

  static Map<String, Value> attributes(Object... keysAndValues) {
    Map<String, Value> attributes = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      attributes.put((String) keysAndValues[i], value(keysAndValues[i + 1]));
    }
    return attributes;
  }

  static Value value(Object raw) {
    return switch (raw) {
      case Value value -> value;
      case String text -> Value.of(text);
      case Integer number -> Value.of(number);
      case Long number -> Value.of(number);
      case Double number -> new Value.Real(number);
      case Boolean flag -> new Value.Flag(flag);
      case List<?> list -> new Value.Items(list.stream().map(Told::value).toList());
      case Map<?, ?> map -> {
        Map<String, Value> fields = new LinkedHashMap<>();
        map.forEach((key, each) -> fields.put((String) key, value(each)));
        yield new Value.Fields(fields);
      }
      default -> throw new IllegalArgumentException("no value for " + raw.getClass());
    };
  }
}
