// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.flow.RawExchange;
import io.farol.model.Message;
import io.farol.model.Part;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Messages sent through WhatsApp's Cloud API. What is said is read from text, captions,
/// interactive headers, bodies and footers, reactions, and the texts of templates; media are
/// references; of places, contacts and orders only that they were sent. Who gets it: `to`, a
/// number, or `recipient`, a business-scoped id. That something was read, or that one is typing,
/// says nothing. A failure is told by `error.code`: Meta's HTTP status is no guide. The answer's
/// `messages[0].id` is kept, so that a later status can be joined.
///
/// Source: Meta's business-messaging API v23.0 of November 2025.
final class WhatsAppWire implements Wire {

  private static final Pattern PATH =
      Pattern.compile("^/v\\d+\\.\\d+/\\d+/(?:messages|marketing_messages)/?$");

  /// What only tells that a message was read, and perhaps that an answer is being typed: no
  /// message.
  static final String RECEIPT = "read-receipt";

  private static final List<String> MEDIA =
      List.of("image", "video", "audio", "document", "sticker");

  @Override
  public String id() {
    return "whatsapp-cloud";
  }

  @Override
  public boolean speaks(RawExchange.Target target) {
    return target.method().equals("POST") && PATH.matcher(target.path()).find();
  }

  @Override
  public @Nullable String operation() {
    return null;
  }

  @Override
  public void request(Value.Fields body, Told told) {
    boolean receipt = "read".equals(Json.text(body, "status"));
    told.put("whatsapp.message.type", receipt ? RECEIPT : Json.text(body, "type"));
    told.put("whatsapp.template.name", Json.text(body, "template", "name"));
    String to = Json.text(body, "to");
    if (to == null) {
      to = Json.text(body, "recipient");
    }
    if (to != null) {
      String user = WhatsAppNews.user(to.startsWith("+") ? to.substring(1) : to);
      told.put("user.id", user);
      told.put("session.id", WhatsAppNews.conversation(user));
    }
    List<Part> parts = new ArrayList<>();
    text(parts, Json.text(body, "text", "body"));
    Value interactive = Json.at(body, "interactive");
    text(parts, Json.text(interactive, "header", "text"));
    media(parts, Json.at(interactive, "header"));
    text(parts, Json.text(interactive, "body", "text"));
    text(parts, Json.text(interactive, "footer", "text"));
    for (Value component : Json.items(body, "template", "components")) {
      for (Value parameter : Json.items(component, "parameters")) {
        text(parts, Json.text(parameter, "text"));
        text(parts, Json.text(parameter, "currency", "fallback_value"));
        text(parts, Json.text(parameter, "date_time", "fallback_value"));
        media(parts, parameter);
      }
    }
    media(parts, body);
    String type = Json.text(body, "type");
    if (parts.isEmpty() && type != null) {
      parts.addAll(WhatsAppNews.parts(body));
    }
    if (!parts.isEmpty()) {
      told.said.add(new Message("assistant", parts));
    }
  }

  private static void media(List<Part> parts, @Nullable Value holder) {
    for (String kind : MEDIA) {
      Value media = Json.at(holder, kind);
      if (media != null) {
        parts.add(new Part.Media(kind, null, null, Json.text(media, "link")));
        text(parts, Json.text(media, "caption"));
      }
    }
  }

  private static void text(List<Part> parts, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      parts.add(new Part.Text(text));
    }
  }

  @Override
  public void response(Value.Fields body, Told told) {
    OpenAiErrors.read(body, told);
    String details = Json.text(body, "error", "error_data", "details");
    if (details != null) {
      told.errorMessages.add(details);
    }
    List<Value> messages = Json.items(body, "messages");
    if (!messages.isEmpty()) {
      String id = Json.text(messages.getFirst(), "id");
      told.put("whatsapp.message.id", id);
      if (id != null) {
        told.links.add(MessageLife.link(id));
      }
      told.put("whatsapp.message.status", Json.text(messages.getFirst(), "message_status"));
    }
  }
}
