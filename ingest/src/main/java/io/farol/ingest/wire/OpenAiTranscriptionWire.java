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
import org.jspecify.annotations.Nullable;

/// OpenAI's audio transcription: a form with a file goes in, text comes out. The model stands in
/// the form, on Azure in the path. Tokens: `usage` of type `tokens`; a usage in seconds has none.
///
/// Source: OpenAI's OpenAPI 2.3.0.
final class OpenAiTranscriptionWire implements Wire {

  private static final Pattern PATH =
      Pattern.compile("(?:^|/)audio/(?:transcriptions|translations)/?$");
  private static final Pattern DEPLOYMENT = Pattern.compile("/deployments/([^/]+)/");
  private static final Pattern MODEL =
      Pattern.compile(
          "name=\"model\"[^\\r\\n]*\\r\\n(?:[^\\r\\n]+\\r\\n)*\\r\\n([^\\r\\n]{1,200})\\r\\n");

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
      Map<String, Value> message = new LinkedHashMap<>();
      message.put("role", Value.of("assistant"));
      message.put("content", Value.of(text));
      told.put("gen_ai.output.messages", new Value.Items(List.of(new Value.Fields(message))));
    }
    Value usage = Json.at(body, "usage");
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
}
