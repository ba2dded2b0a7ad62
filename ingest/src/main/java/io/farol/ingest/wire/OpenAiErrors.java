// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.model.Value;

/// `{"error": {"message", "type", "code", "param"}}`, as OpenAI, Azure, Anthropic, Meta and most
/// others write an error; also a bare `{"error": "text"}`.
final class OpenAiErrors {

  private OpenAiErrors() {}

  static void read(Value.Fields body, Told told) {
    Value error = Json.at(body, "error");
    if (error instanceof Value.Text(String text)) {
      told.errorMessages.add(text);
      return;
    }
    if (error == null) {
      return;
    }
    String code = Json.text(error, "code");
    String type = Json.text(error, "type");
    told.providerCode = code == null || code.isEmpty() ? type : code;
    told.errorType = type;
    String message = Json.text(error, "message");
    if (message != null) {
      told.errorMessages.add(message);
    }
  }
}
