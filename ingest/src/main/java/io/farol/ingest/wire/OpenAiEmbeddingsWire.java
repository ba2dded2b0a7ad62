// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.flow.RawExchange;
import io.farol.model.Tokens;
import io.farol.model.Value;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// OpenAI's Embeddings, as OpenAI, Azure OpenAI (both styles of URL) and what imitates them speak
/// it. The texts are not kept as messages: nobody says them to anybody. Tokens:
/// `usage.prompt_tokens`.
///
/// Source: OpenAI's OpenAPI 2.3.0.
final class OpenAiEmbeddingsWire implements Wire {

  private static final Pattern PATH = Pattern.compile("(?:^|/)embeddings/?$");
  private static final Pattern DEPLOYMENT = Pattern.compile("/deployments/([^/]+)/");

  @Override
  public String id() {
    return "openai-embeddings";
  }

  @Override
  public boolean speaks(RawExchange.Target target) {
    return target.method().equals("POST") && PATH.matcher(target.path()).find();
  }

  @Override
  public String operation() {
    return "embeddings";
  }

  @Override
  public @Nullable String modelOf(RawExchange.Target target) {
    Matcher matcher = DEPLOYMENT.matcher(target.path());
    return matcher.find() ? matcher.group(1) : null;
  }

  @Override
  public void request(Value.Fields body, Told told) {
    told.put("gen_ai.request.model", Json.text(body, "model"));
    told.put("gen_ai.embeddings.dimension.count", Json.at(body, "dimensions"));
    told.put("gen_ai.request.user", Json.text(body, "user"));
  }

  @Override
  public void response(Value.Fields body, Told told) {
    OpenAiErrors.read(body, told);
    told.put("gen_ai.response.model", Json.text(body, "model"));
    Long input = Json.count(body, "usage", "prompt_tokens");
    told.tokens =
        new Tokens(
            input == null ? Json.count(body, "usage", "total_tokens") : input,
            Json.count(body, "usage", "completion_tokens"),
            null,
            null,
            null,
            null,
            null);
  }
}
