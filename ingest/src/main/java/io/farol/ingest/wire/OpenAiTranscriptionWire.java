// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.flow.RawExchange;
import io.farol.model.Tokens;
import io.farol.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// OpenAI's audio transcription: a form with a file goes in, text comes out: in JSON, as plain
/// text, as subtitles (SRT, WebVTT), or as a stream of events. The model stands in the form, on
/// Azure in the path. Tokens: `usage` of type `tokens`; a usage in seconds (`type` `duration`) has
/// none, and how long the sound was is kept as `openai.usage.seconds`, else from `duration` of
/// `verbose_json`.
///
/// Source: OpenAI's OpenAPI 2.3.0.
final class OpenAiTranscriptionWire implements Wire {

  private static final Pattern PATH =
      Pattern.compile("(?:^|/)audio/(?:transcriptions|translations)/?$");
  private static final Pattern DEPLOYMENT = Pattern.compile("/deployments/([^/]+)/");
  private static final Pattern MODEL =
      Pattern.compile(
          "name=\"model\"[^\\r\\n]*\\r\\n(?:[^\\r\\n]+\\r\\n)*\\r\\n([^\\r\\n]{1,200})\\r\\n");

  /// Numbers, times and headings of SRT and WebVTT.
  private static final Pattern CUE = Pattern.compile("\\d+|WEBVTT.*|NOTE.*|.*-->.*");

  @Override
  public String id() {
    return "openai-transcription";
  }

  @Override
  public boolean speaks(RawExchange.Target target) {
    return target.method().equals("POST") && PATH.matcher(target.path()).find();
  }

  @Override
  public String operation() {
    return "transcription";
  }

  @Override
  public @Nullable String modelOf(RawExchange.Target target) {
    Matcher matcher = DEPLOYMENT.matcher(target.path());
    return matcher.find() ? matcher.group(1) : null;
  }

  @Override
  public void form(String body, Told told) {
    Matcher model = MODEL.matcher(body);
    if (model.find()) {
      told.put("gen_ai.request.model", model.group(1));
    }
  }

  @Override
  public void request(Value.Fields body, Told told) {
    told.put("gen_ai.request.model", Json.text(body, "model"));
  }

  @Override
  public void response(Value.Fields body, Told told) {
    OpenAiErrors.read(body, told);
    String text = Json.text(body, "text");
    if (text != null) {
      said(text, told);
    }
    Value usage = Json.at(body, "usage");
    Value seconds = Json.at(usage, "seconds");
    told.put("openai.usage.seconds", seconds == null ? Json.at(body, "duration") : seconds);
    told.tokens =
        new Tokens(
            Json.count(usage, "input_tokens"),
            Json.count(usage, "output_tokens"),
            null,
            null,
            null,
            Json.count(usage, "input_token_details", "audio_tokens"),
            null);
  }

  private static void said(String text, Told told) {
    Map<String, Value> message = new LinkedHashMap<>();
    message.put("role", Value.of("assistant"));
    message.put("content", Value.of(text));
    told.put("gen_ai.output.messages", new Value.Items(List.of(new Value.Fields(message))));
  }

  /// Of subtitles the words alone.
  @Override
  public void text(String body, Told told) {
    String words =
        body.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !CUE.matcher(line).matches())
            .collect(Collectors.joining("\n"));
    if (!words.isEmpty()) {
      said(words, told);
    }
  }

  /// `transcript.text.done` says all; a stream cut short is put together from its pieces.
  @Override
  public Value.Fields joined(Iterable<ServerEvents.Event> events) {
    StringBuilder pieces = new StringBuilder();
    for (ServerEvents.Event event : events) {
      String type = Json.text(event.data(), "type");
      if ("transcript.text.done".equals(type) || Json.at(event.data(), "error") != null) {
        return event.data();
      }
      String piece = "transcript.text.delta".equals(type) ? Json.text(event.data(), "delta") : null;
      pieces.append(piece == null ? "" : piece);
    }
    return new Value.Fields(
        pieces.isEmpty() ? Map.of() : Map.of("text", Value.of(pieces.toString())));
  }
}
