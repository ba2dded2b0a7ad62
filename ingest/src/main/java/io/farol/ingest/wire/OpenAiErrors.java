// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.model.Value;
import org.jspecify.annotations.Nullable;

/// `{"error": {"message", "type", "code", "param"}}`, as OpenAI, Azure, Anthropic, Meta and most
/// others write an error; also a bare `{"error": "text"}`. One that came within an answer of status
/// 200, where a stream had begun, is one as well.
final class OpenAiErrors {

  /// The type of an error that names none.
  private static final String UNTYPED = "error";

  private OpenAiErrors() {}

  static void read(Value.Fields body, Told told) {
    Value error = Json.at(body, "error");
    if (error instanceof Value.Text(String text)) {
      told.providerCode = Json.text(body, "code");
      told.errorType = UNTYPED;
      told.errorMessages.add(text);
      return;
    }
    if (error == null) {
      return;
    }
    String code = first(Json.text(error, "code"), Json.text(error, "innererror", "code"));
    String type = first(Json.text(error, "type"), word(Json.at(error, "status")));
    told.providerCode = first(code, type);
    told.errorType = type == null ? UNTYPED : type;
    say(told, Json.text(error, "message"));
  }

  /// What the body of a failed answer says where it has no `error`: the words of frameworks and
  /// gateways, `{"message"}`, `{"detail"}` as text or as a list, `{"errors": [...]}`, RFC 9457.
  static void readOthers(Value.Fields body, Told told) {
    if (!told.errorMessages.isEmpty() || told.providerCode != null) {
      return;
    }
    String type = Json.text(body, "type");
    told.providerCode =
        first(
            Json.text(body, "code"),
            Json.text(body, "error_code"),
            type == null || type.contains("/") ? null : type);
    for (String name : new String[] {"message", "title", "detail", "description"}) {
      say(told, Json.text(body, name));
    }
    for (String name : new String[] {"detail", "errors"}) {
      for (Value each : Json.items(body, name)) {
        say(told, first(Json.text(each), Json.text(each, "msg"), Json.text(each, "message")));
      }
    }
  }

  private static void say(Told told, @Nullable String message) {
    if (message != null && !message.isEmpty()) {
      told.errorMessages.add(message);
    }
  }

  /// Google's `RESOURCE_EXHAUSTED`; others write the HTTP status there.
  private static @Nullable String word(@Nullable Value status) {
    return status instanceof Value.Text(String text) ? text : null;
  }

  /// The first that says something.
  private static @Nullable String first(@Nullable String... texts) {
    for (String text : texts) {
      if (text != null && !text.isEmpty()) {
        return text;
      }
    }
    return null;
  }
}
