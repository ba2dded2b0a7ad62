// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import io.farol.model.Call;
import io.farol.model.Detail;
import io.farol.model.Exemplar;
import io.farol.model.Fact;
import io.farol.model.LogLine;
import io.farol.model.Message;
import io.farol.model.MessageId;
import io.farol.model.MessageRef;
import io.farol.model.Metric;
import io.farol.model.MetricSample;
import io.farol.model.Model;
import io.farol.model.Origin;
import io.farol.model.Outcome;
import io.farol.model.Part;
import io.farol.model.Source;
import io.farol.model.Span;
import io.farol.model.SpanStatus;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One walk over one draft batch that leaves no string unseen. Each record type of the model has
/// one method here; a new component does not compile until it is walked. Confined to the thread
/// that made it.
final class RedactionWalk {

  /// Stands where a string could not be redacted.
  static final String DROPPED = "⟦dropped⟧";

  /// Longer values seldom repeat, and a key whose values all differ needs no memory of them.
  private static final int REPEATED_LENGTH = 64;

  private static final int REMEMBERED = 64;

  private final Redactor redactor;
  private final Recall recall;
  private final Map<Origin, Origin> origins = new IdentityHashMap<>();
  private final Map<Metric, Metric> metrics = new IdentityHashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Under> keys = new HashMap<>();
  private final Under bare = new Under(null, "");
  private final Map<MessageId, CleanMessage> messages = new LinkedHashMap<>();
  private final BatchEncoder encoder = new BatchEncoder();
  private final MessageHash hash = new MessageHash();
  private int dropped;

  RedactionWalk(Redactor redactor, Recall recall) {
    this.redactor = redactor;
    this.recall = recall;
  }

  CleanBatch walk(DraftBatch draft) {
    int epochDay = (int) TimeUnit.NANOSECONDS.toDays(draft.receivedEpochNanos());
    List<Fact> facts = new ArrayList<>(draft.drafts().size());
    for (Draft each : draft.drafts()) {
      List<MessageRef> refs = new ArrayList<>(each.said().size());
      for (Draft.Said said : each.said()) {
        refs.add(new MessageRef(id(epochDay, said.message()), epochDay, said.direction()));
      }
      facts.add(new Fact(span(each.span()), refs));
    }
    List<LogLine> logs = each(draft.logs(), this::log);
    List<MetricSample> samples = each(draft.metrics(), this::sample);
    return new CleanBatch(
        name(draft.tenant()),
        draft.receivedEpochNanos(),
        facts,
        messages,
        logs,
        samples,
        List.of(),
        draft.tally(),
        dropped);
  }

  /// A message that is kept already is not carried again.
  private MessageId id(int epochDay, Message raw) {
    encoder.alone(raw);
    MessageId known = recall.find(epochDay, encoder.view());
    if (known != null) {
      return known;
    }
    int before = dropped;
    Message message = message(raw);
    if (!is(message, raw)) {
      encoder.alone(message);
    }
    CleanMessage clean = new CleanMessage(encoder.take());
    MessageId id = hash.of(clean);
    messages.putIfAbsent(id, clean);
    if (dropped == before) {
      recall.learn(id);
    }
    return id;
  }

  private Span span(Span span) {
    return new Span(
        span.key(),
        span.parent(),
        span.carrier(),
        span.timing(),
        name(span.name()),
        span.kind(),
        origin(span.origin()),
        status(span.status()),
        span.deadlineEpochNanos(),
        span.call() == null ? null : call(span.call()),
        detail(span.detail()));
  }

  private Origin origin(Origin origin) {
    return origins.computeIfAbsent(
        origin,
        raw ->
            new Origin(
                name(raw.service()),
                maybe(raw.environment()),
                maybe(raw.cloud()),
                maybe(raw.region()),
                maybe(raw.instance())));
  }

  private SpanStatus status(SpanStatus status) {
    return status.message() == null
        ? status
        : new SpanStatus(status.code(), text(null, status.message()));
  }

  private Call call(Call call) {
    return new Call(
        call.kind(),
        name(call.to()),
        name(call.integration()),
        maybe(call.platform()),
        name(call.operation()),
        outcome(call.outcome()),
        call.traffic(),
        call.usage() == null ? null : usage(call.usage()),
        maybe(call.conversationId()),
        maybe(call.user()),
        new Source(name(call.source().kind()), name(call.source().dialect())));
  }

  private Outcome outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Open open -> open;
      case Outcome.Lost lost -> new Outcome.Lost(text(null, lost.detail()));
      case Outcome.Succeeded succeeded -> succeeded;
      case Outcome.Failed failed ->
          new Outcome.Failed(failed.cause(), failed.httpStatus(), maybe(failed.detail()));
    };
  }

  private Call.Usage usage(Call.Usage usage) {
    Model model = usage.model();
    return new Call.Usage(
        new Model(name(model.provider()), maybe(model.requested()), maybe(model.responded())),
        usage.tokens(),
        usage.timeToFirstTokenNanos(),
        each(usage.finishReasons(), this::name),
        maybe(usage.responseId()),
        maybe(usage.serviceTier()));
  }

  private Detail detail(Detail detail) {
    Map<String, Value> attributes = attributes(detail.attributes());
    List<Detail.Event> events = each(detail.events(), this::event);
    List<Detail.Link> links = each(detail.links(), this::link);
    boolean same =
        is(attributes, detail.attributes())
            && is(events, detail.events())
            && is(links, detail.links());
    return same ? detail : new Detail(attributes, events, links);
  }

  private Detail.Event event(Detail.Event event) {
    String name = name(event.name());
    Map<String, Value> attributes = attributes(event.attributes());
    return is(name, event.name()) && is(attributes, event.attributes())
        ? event
        : new Detail.Event(name, event.atEpochNanos(), attributes);
  }

  private Detail.Link link(Detail.Link link) {
    Map<String, Value> attributes = attributes(link.attributes());
    return is(attributes, link.attributes()) ? link : new Detail.Link(link.span(), attributes);
  }

  private LogLine log(LogLine line) {
    return new LogLine(
        origin(line.origin()),
        line.atEpochNanos(),
        line.severity(),
        line.span(),
        maybe(line.eventName()),
        value(bare, line.body(), 0),
        attributes(line.attributes()));
  }

  /// What was measured is left alone: it is a quantity, and no ten digits of it are a document.
  private MetricSample sample(MetricSample sample) {
    return new MetricSample(
        metrics.computeIfAbsent(sample.metric(), this::metric),
        origin(sample.origin()),
        attributes(sample.attributes()),
        sample.startEpochNanos(),
        sample.atEpochNanos(),
        sample.measure(),
        each(sample.exemplars(), this::exemplar));
  }

  private Metric metric(Metric metric) {
    return new Metric(
        name(metric.name()), name(metric.unit()), name(metric.description()), metric.kind());
  }

  private Exemplar exemplar(Exemplar exemplar) {
    return new Exemplar(
        exemplar.atEpochNanos(),
        exemplar.value(),
        exemplar.span(),
        attributes(exemplar.attributes()));
  }

  private Map<String, Value> attributes(Map<String, Value> attributes) {
    return fields(attributes, 0);
  }

  /// The same map when nothing in it has changed.
  private Map<String, Value> fields(Map<String, Value> raw, int depth) {
    Map<String, Value> clean = null;
    int unchanged = 0;
    for (Map.Entry<String, Value> field : raw.entrySet()) {
      Under under = under(field.getKey());
      Value value = value(under, field.getValue(), depth);
      if (clean == null) {
        if (under.clean.equals(field.getKey()) && is(value, field.getValue())) {
          unchanged++;
          continue;
        }
        clean = beginning(raw, unchanged);
      }
      clean.put(under.clean, value);
    }
    return clean == null ? raw : clean;
  }

  private static Map<String, Value> beginning(Map<String, Value> fields, int count) {
    Map<String, Value> first = LinkedHashMap.newLinkedHashMap(fields.size());
    for (Map.Entry<String, Value> field : fields.entrySet()) {
      if (first.size() == count) {
        break;
      }
      first.put(field.getKey(), field.getValue());
    }
    return first;
  }

  private Under under(String key) {
    Under known = keys.get(key);
    if (known == null) {
      known = new Under(key, name(key));
      keys.put(key, known);
    }
    return known;
  }

  private Value value(Under under, Value value, int depth) {
    return switch (value) {
      case Value.Text(String raw) when raw.length() > REPEATED_LENGTH -> scalar(under, value);
      case Value.Text repeated -> remembered(under, repeated);
      case Value.Flag flag -> flag;
      case Value.Whole number -> remembered(under, number);
      case Value.Real number -> remembered(under, number);
      case Value.Bytes bytes -> bytes;
      case Value.Empty empty -> empty;
      case Value.Items(List<Value> values) when depth < BatchCodec.MAX_DEPTH -> {
        List<Value> clean = each(values, each -> value(under, each, depth + 1));
        yield is(clean, values) ? value : new Value.Items(clean);
      }
      case Value.Fields(Map<String, Value> values) when depth < BatchCodec.MAX_DEPTH -> {
        Map<String, Value> clean = fields(values, depth + 1);
        yield is(clean, values) ? value : new Value.Fields(clean);
      }
      case Value.Items tooDeep -> dropped();
      case Value.Fields tooDeep -> dropped();
    };
  }

  /// What stands under one key repeats from span to span: redacted once. What could not be redacted
  /// is not remembered, so that each is counted.
  private Value remembered(Under under, Value raw) {
    Value known = under.values.get(raw);
    if (known != null) {
      return known.equals(raw) ? raw : known;
    }
    int before = dropped;
    Value clean = scalar(under, raw);
    if (under.values.size() < REMEMBERED && dropped == before) {
      under.values.put(raw, clean);
    }
    return clean;
  }

  private Value scalar(Under under, Value value) {
    return switch (value) {
      case Value.Text(String raw) -> {
        String clean = text(under.key, raw);
        yield is(clean, raw) ? value : new Value.Text(clean);
      }
      case Value.Whole(long number) -> number(under.key, value, Long.toString(number));
      case Value.Real(double number) -> number(under.key, value, digits(number));
      case Value.Flag _, Value.Bytes _, Value.Items _, Value.Fields _, Value.Empty _ -> value;
    };
  }

  private Value dropped() {
    dropped++;
    return new Value.Text(DROPPED);
  }

  /// A document's digits survive in a double of whole value; any other has none to hide.
  private static String digits(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e18
        ? Long.toString((long) number)
        : "";
  }

  /// A number of ten digits or more can be a person's document, one under a key can be a password:
  /// it is kept as a number only when the redactor leaves its digits alone.
  private Value number(@Nullable String key, Value number, String digits) {
    if (key == null && digits.length() < 10) {
      return number;
    }
    String clean = text(key, digits);
    return clean.equals(digits) ? number : new Value.Text(clean);
  }

  /// The same message when nothing in it has changed.
  private Message message(Message message) {
    String role = name(message.role());
    List<Part> parts = each(message.parts(), this::part);
    return is(role, message.role()) && is(parts, message.parts())
        ? message
        : new Message(role, parts);
  }

  private Part part(Part part) {
    return switch (part) {
      case Part.Text(String raw) -> {
        String text = text(null, raw);
        yield is(text, raw) ? part : new Part.Text(text);
      }
      case Part.ToolCall(String id, String name, String arguments) ->
          new Part.ToolCall(maybe(id), name(name), text(null, arguments));
      case Part.ToolResult(String id, String content) ->
          new Part.ToolResult(maybe(id), text(null, content));
      case Part.Reasoning(String text) -> new Part.Reasoning(text(null, text));
      case Part.Refusal(String text) -> new Part.Refusal(text(null, text));
      case Part.Media(String type, Long bytes, String sha256, String uri) ->
          new Part.Media(name(type), bytes, maybe(sha256), maybe(uri));
    };
  }

  private @Nullable String maybe(@Nullable String raw) {
    return raw == null ? null : name(raw);
  }

  /// Short strings that repeat within a batch: redacted once.
  private String name(String raw) {
    String known = names.get(raw);
    if (known == null) {
      known = text(null, raw);
      names.put(raw, known);
    }
    return known.equals(raw) ? raw : known;
  }

  private String text(@Nullable String key, String raw) {
    if (raw.isEmpty()) {
      return raw;
    }
    try {
      return redactor.redact(key, raw);
    } catch (RuntimeException | StackOverflowError failure) {
      dropped++;
      return DROPPED;
    }
  }

  /// The same list when nothing in it has changed.
  private static <T> List<T> each(List<T> raw, UnaryOperator<T> redacted) {
    List<T> clean = null;
    for (int i = 0; i < raw.size(); i++) {
      T value = redacted.apply(raw.get(i));
      if (clean == null && !is(value, raw.get(i))) {
        clean = new ArrayList<>(raw.size());
        clean.addAll(raw.subList(0, i));
      }
      if (clean != null) {
        clean.add(value);
      }
    }
    return clean == null ? raw : clean;
  }

  private static boolean is(Object one, Object other) {
    return one == other;
  }

  /// One attribute's key in this batch, and what became of the short values under it.
  private static final class Under {

    final @Nullable String key;
    final String clean;
    final Map<Value, Value> values = new HashMap<>();

    Under(@Nullable String key, String clean) {
      this.key = key;
      this.clean = clean;
    }
  }
}
