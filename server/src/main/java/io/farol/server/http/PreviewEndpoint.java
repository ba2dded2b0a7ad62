// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.farol.semantic.redact.Find;
import io.farol.semantic.redact.Redaction;
import io.farol.semantic.redact.RedactionPreview;
import java.nio.charset.StandardCharsets;

/// `POST /redaction/preview`: what redaction would do to a text or a JSON value. Nothing of it is
/// kept.
public final class PreviewEndpoint {

  private final RedactionPreview preview;

  public PreviewEndpoint(RedactionPreview preview) {
    this.preview = preview;
  }

  public JsonNode answer(Request request) {
    request.only();
    JsonNode body = Json.parse(request.body());
    boolean text = body.path("text").isTextual();
    if (!body.isObject() || body.size() != 1 || !(text || body.has("json"))) {
      throw Problem.body(
          "", "the body is neither {\"text\": …} nor {\"json\": …}", "send one of them");
    }
    ObjectNode json = Json.object();
    Redaction redaction =
        text
            ? preview.ofText(body.get("text").textValue())
            : preview.ofJson(new String(Json.bytes(body.get("json")), StandardCharsets.UTF_8));
    json.set(
        "redacted",
        text
            ? TextNode.valueOf(redaction.text())
            : Json.parse(redaction.text().getBytes(StandardCharsets.UTF_8)));
    ArrayNode finds = json.putArray("finds");
    for (Find find : redaction.finds()) {
      finds
          .addObject()
          .put("kind", find.kind().label())
          .put("start", find.start())
          .put("end", find.end())
          .put("replacement", find.replacement());
    }
    return json;
  }
}
