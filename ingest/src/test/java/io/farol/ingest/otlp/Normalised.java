// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.farol.flow.Draft;
import io.farol.model.Call;
import io.farol.model.Exemplar;
import io.farol.model.LogLine;
import io.farol.model.Message;
import io.farol.model.MetricSample;
import io.farol.model.Part;
import io.farol.model.Span;
import io.farol.model.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What was read, as JSON for golden files. Long text stands there by its length and hash, so that
/// no recording is copied into the repository.
final class Normalised {

  private static final int SHOWN = 40;

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Normalised() {}

  static String json(Intake intake) {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("tally", intake.batch().tally().of(intake.signal()).toString());
    put(whole, "rejected", intake.reasons());
    put(whole, "drafts", intake.batch().drafts().stream().map(Normalised::draft).toList());
    put(whole, "logs", intake.batch().logs().stream().map(Normalised::log).toList());
    put(whole, "metrics", intake.batch().metrics().stream().map(Normalised::sample).toList());
    try {
      return MAPPER.writeValueAsString(whole) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> draft(Draft draft) {
    Span span = draft.span();
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("span", span.key().span().span().hex());
    out.put("phase", span.key().phase().name());
    put(out, "parent", span.parent());
    put(out, "carrier", span.carrier());
    out.put("name", shown(span.name()));
    out.put("kind", span.kind().name());
    put(out, "durationNanos", span.timing().durationNanos());
    put(out, "service", span.origin().service());
    put(out, "status", span.status().code() + or(span.status().message()));
    put(out, "call", span.call() == null ? null : call(span.call()));
    put(out, "messages", draft.said().stream().map(Normalised::said).toList());
    put(out, "attributes", attributes(span.detail().attributes()));
    put(out, "events", span.detail().events().stream().map(event -> event.name()).toList());
    put(out, "links", span.detail().links().size());
    return out;
  }

  private static Map<String, Object> call(Call call) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("kind", call.kind().name());
    out.put("to", call.to());
    out.put("integration", call.integration());
    put(out, "platform", call.platform());
    out.put("operation", call.operation());
    out.put("outcome", shown(call.outcome().toString()));
    put(out, "sent", call.traffic().sentBytes());
    put(out, "received", call.traffic().receivedBytes());
    put(out, "conversation", call.conversationId());
    put(out, "user", call.user());
    out.put("dialect", call.source().dialect());
    Call.Usage usage = call.usage();
    if (usage != null) {
      out.put("model", usage.model().toString());
      out.put("tokens", usage.tokens().toString());
      put(out, "firstTokenNanos", usage.timeToFirstTokenNanos());
      put(out, "finishReasons", usage.finishReasons());
      put(out, "responseId", usage.responseId());
      put(out, "serviceTier", usage.serviceTier());
    }
    return out;
  }

  private static Map<String, Object> said(Draft.Said said) {
    Map<String, Object> out = new LinkedHashMap<>();
    Message message = said.message();
    out.put(said.direction().name().toLowerCase(Locale.ROOT), message.role());
    put(out, "parts", message.parts().stream().map(Normalised::part).toList());
    return out;
  }

  private static String part(Part part) {
    return switch (part) {
      case Part.Text(String text) -> "text " + shown(text);
      case Part.ToolCall call ->
          "call " + call.id() + " " + call.name() + " " + shown(call.arguments());
      case Part.ToolResult result -> "result " + result.id() + " " + shown(result.content());
      case Part.Reasoning(String text) -> "reasoning " + shown(text);
      case Part.Refusal(String text) -> "refusal " + shown(text);
      case Part.Media media -> shown(media.toString());
    };
  }

  private static Map<String, Object> log(LogLine line) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("severity", line.severity());
    put(out, "span", line.span() == null ? null : line.span().span().hex());
    put(out, "event", line.eventName());
    out.put("body", shown(line.body().toString()));
    put(out, "attributes", attributes(line.attributes()));
    return out;
  }

  private static Map<String, Object> sample(MetricSample sample) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("name", sample.metric().name());
    put(out, "unit", sample.metric().unit());
    out.put("kind", sample.metric().kind().toString());
    put(out, "start", sample.startEpochNanos());
    out.put("at", sample.atEpochNanos());
    put(out, "measure", sample.measure());
    put(out, "attributes", attributes(sample.attributes()));
    put(out, "exemplars", sample.exemplars().stream().map(Exemplar::toString).toList());
    return out;
  }

  private static Map<String, Object> attributes(Map<String, Value> attributes) {
    Map<String, Object> out = new TreeMap<>();
    attributes.forEach((key, value) ->
        out.put(
            key, value instanceof Value.Text(String text) ? shown(text) : shown(value.toString())));
    return out;
  }

  private static String shown(String text) {
    if (text.length() <= SHOWN) {
      return text;
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "‹" + text.length() + " chars " + HexFormat.of().formatHex(hash, 0, 4) + "›";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : " " + shown(text);
  }

  private static void put(Map<String, Object> out, String name, @Nullable Object value) {
    boolean empty =
        switch (value) {
          case null -> true;
          case String text -> text.isEmpty();
          case List<?> list -> list.isEmpty();
          case Map<?, ?> map -> map.isEmpty();
          case Integer count -> count == 0;
          default -> false;
        };
    if (!empty && value != null) {
      out.put(name, value instanceof List<?> list ? new ArrayList<>(list) : plain(value));
    }
  }

  private static Object plain(Object value) {
    return value instanceof Map || value instanceof Number ? value : value.toString();
  }
}
