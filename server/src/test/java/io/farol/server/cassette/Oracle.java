// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.cassette;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// What a recorded exchange says of its model and tokens, read in the plainest way, by none of
/// Farol's code.
///
/// @param requested null where the request names none
/// @param responded null where the answer names none
/// @param input null where nobody counted
record Oracle(
    @Nullable String requested,
    @Nullable String responded,
    @Nullable Long input,
    @Nullable Long output) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Oracle of(Cassette cassette) {
    JsonNode request = json(new String(cassette.request(), StandardCharsets.UTF_8));
    List<JsonNode> pieces = new ArrayList<>();
    String body = text(cassette);
    JsonNode whole = json(body);
    if (whole.isObject()) {
      pieces.add(whole);
    } else {
      for (String line : body.split("\\R")) {
        if (line.startsWith("data:")) {
          pieces.add(json(line.substring(5)));
        }
      }
    }
    String responded = null;
    Long input = null;
    Long output = null;
    for (JsonNode piece : pieces) {
      for (JsonNode holder : List.of(piece, piece.path("response"), piece.path("message"))) {
        String model = holder.path("model").asText("");
        responded = model.isEmpty() ? responded : model;
        JsonNode usage = holder.path("usage");
        if (usage.path("prompt_tokens").isIntegralNumber()) {
          input = usage.path("prompt_tokens").longValue();
        } else if (usage.path("input_tokens").isIntegralNumber()) {
          input =
              usage.path("input_tokens").longValue()
                  + usage.path("cache_read_input_tokens").asLong(0)
                  + usage.path("cache_creation_input_tokens").asLong(0);
        }
        if (input == null && usage.path("total_tokens").isIntegralNumber()) {
          // Voyage counts nothing else.
          input = usage.path("total_tokens").longValue();
        }
        JsonNode out =
            usage.has("completion_tokens")
                ? usage.path("completion_tokens")
                : usage.path("output_tokens");
        output = out.isIntegralNumber() ? (Long) out.longValue() : output;
      }
    }
    String requested = request.path("model").asText("");
    return new Oracle(requested.isEmpty() ? null : requested, responded, input, output);
  }

  private static String text(Cassette cassette) {
    byte[] body = cassette.response();
    if ("gzip".equals(cassette.headers().get("content-encoding"))) {
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException notGzip) {
        return "";
      }
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  private static JsonNode json(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node == null ? JSON.missingNode() : node;
    } catch (IOException none) {
      return JSON.missingNode();
    }
  }
}
