// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.model.Message;
import io.farol.model.Part;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What one webhook of WhatsApp's Cloud API brings: messages of persons, statuses of messages sent
/// to them, and news of the account. Messages that a webhook holds twice are read once. Of
/// locations and contacts only that they came is kept: they are more than what was said.
///
/// Source: Meta's webhook reference, v23.0 and v24.0, as of May 2026.
///
/// @param operation `message`, `status`, or the changed field, `account_update`; `webhook` where
///   nothing is known
/// @param said the messages, as the person's
/// @param user who said them, where it is one person; null otherwise
/// @param conversation the dialogue with that person, or null
/// @param statuses of messages sent before, as they stand there
/// @param attributes what else is worth keeping
record WhatsAppNews(
    String operation,
    List<Message> said,
    @Nullable String user,
    @Nullable String conversation,
    List<Status> statuses,
    Map<String, Value> attributes) {

  /// Where the receiver is, as far as a number or id tells: two capitals.
  private static final String COUNTRY = "whatsapp.recipient.country";

  private static final Pattern SCOPED =
      Pattern.compile("([A-Z]{2})\\.(?:ENT\\.)?[A-Za-z0-9]{1,128}");

  static final WhatsAppNews NOTHING =
      new WhatsAppNews("webhook", List.of(), null, null, List.of(), Map.of());

  private static final int BRAZIL_SHORTEST = 12;
  private static final Pattern BRAZILIAN = Pattern.compile("55[1-9][1-9]\\d{8,9}");
  private static final Set<String> MEDIA =
      Set.of("image", "video", "audio", "document", "sticker", "voice");

  /// @param atEpochNanos by Meta's clock, in whole seconds; null when it says none
  /// @param errorCode Meta's code, of a failed one
  /// @param errors Meta's words
  record Status(
      String messageId,
      String status,
      @Nullable Long atEpochNanos,
      @Nullable String user,
      @Nullable String conversation,
      @Nullable String errorCode,
      List<String> errors,
      Map<String, Value> attributes) {

    boolean failed() {
      return status.equals("failed");
    }

    /// Meta charges what arrived; one who reads at once is never told as delivered to.
    boolean arrived() {
      return status.equals("delivered") || status.equals("read") || status.equals("played");
    }

    /// What decides the price.
    Map<String, Value> pricing() {
      Map<String, Value> pricing = new LinkedHashMap<>();
      attributes.forEach((name, value) -> {
        if (name.startsWith("whatsapp.pricing.") || name.equals(COUNTRY)) {
          pricing.put(name, value);
        }
      });
      return pricing;
    }
  }

  static WhatsAppNews of(Value.Fields body) {
    return new Reading().read(body);
  }

  /// The user's id as the redactor knows it: a Brazilian number as it is, everything else as
  /// WhatsApp's own address of it, so that none is ever taken for a plain number.
  static String user(String id) {
    return id.length() >= BRAZIL_SHORTEST && BRAZILIAN.matcher(id).matches()
        ? id
        : id.replaceAll("[^A-Za-z0-9._-]", "") + "@s.whatsapp.net";
  }

  /// Confined to the thread that reads.
  private static final class Reading {

    private final List<Message> said = new ArrayList<>();
    private final Set<String> ids = new LinkedHashSet<>();
    private final Set<String> users = new LinkedHashSet<>();
    private final Set<String> kinds = new LinkedHashSet<>();
    private final Set<String> fields = new LinkedHashSet<>();
    private final Set<String> phones = new LinkedHashSet<>();
    private final List<Status> statuses = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    WhatsAppNews read(Value.Fields body) {
      for (Value entry : Json.items(body, "entry")) {
        for (Value change : Json.items(entry, "changes")) {
          change(change);
        }
      }
      Map<String, Value> attributes = new LinkedHashMap<>();
      put(attributes, "whatsapp.message.id", ids);
      put(attributes, "whatsapp.message.type", kinds);
      put(attributes, "whatsapp.phone_number_id", phones);
      if (!errors.isEmpty()) {
        attributes.put("whatsapp.errors", Value.of(String.join("; ", errors)));
      }
      String user = users.size() == 1 ? user(users.iterator().next()) : null;
      return new WhatsAppNews(
          operation(), said, user, user == null ? null : conversation(user), statuses, attributes);
    }

    private String operation() {
      if (!ids.isEmpty() || !said.isEmpty()) {
        return "message";
      }
      if (!statuses.isEmpty()) {
        return "status";
      }
      return fields.isEmpty() ? "webhook" : fields.iterator().next();
    }

    private static void put(Map<String, Value> attributes, String key, Set<String> values) {
      if (values.size() == 1) {
        attributes.put(key, Value.of(values.iterator().next()));
      } else if (!values.isEmpty()) {
        attributes.put(key, new Value.Items(values.stream().map(Value::of).toList()));
      }
    }

    private void change(Value change) {
      add(fields, Json.text(change, "field"));
      Value value = Json.at(change, "value");
      add(phones, Json.text(value, "metadata", "phone_number_id"));
      for (Value error : Json.items(value, "errors")) {
        error(errors, error);
      }
      for (Value message : Json.items(value, "messages")) {
        message(value, message);
      }
      for (Value echo : Json.items(value, "message_echoes")) {
        echo(echo);
      }
      for (Value status : Json.items(value, "statuses")) {
        status(status);
      }
    }

    private static void add(Set<String> to, @Nullable String text) {
      if (text != null) {
        to.add(text);
      }
    }

    private static void error(List<String> into, Value error) {
      String code = Json.text(error, "code");
      String title = Json.text(error, "title");
      String details = Json.text(error, "error_data", "details");
      into.add(
          (code == null ? "" : code + ": ")
              + (details != null ? details : title != null ? title : "no reason given"));
    }

    private void message(@Nullable Value value, Value message) {
      String id = Json.text(message, "id");
      if (id != null && !ids.add(id)) {
        return;
      }
      add(kinds, Json.text(message, "type"));
      String from = Json.text(message, "from");
      if (from == null) {
        from = Json.text(message, "from_user_id");
      }
      List<Value> contacts = Json.items(value, "contacts");
      for (String name : new String[] {"wa_id", "user_id"}) {
        from = from == null && !contacts.isEmpty() ? Json.text(contacts.getFirst(), name) : from;
      }
      add(users, from);
      for (Value error : Json.items(message, "errors")) {
        error(errors, error);
      }
      List<Part> parts = parts(message);
      if (!parts.isEmpty()) {
        said.add(new Message("user", parts));
      }
    }

    /// What an employee wrote to a person in WhatsApp's own app.
    private void echo(Value echo) {
      String id = Json.text(echo, "id");
      if (id != null && !ids.add(id)) {
        return;
      }
      add(kinds, Json.text(echo, "type"));
      add(users, Json.text(echo, "to"));
      List<Part> parts = parts(echo);
      if (!parts.isEmpty()) {
        said.add(new Message("assistant", parts));
      }
    }

    private void status(Value status) {
      String id = Json.text(status, "id");
      String word = Json.text(status, "status");
      if (id == null || word == null) {
        return;
      }
      String recipient = Json.text(status, "recipient_id");
      if (recipient == null) {
        recipient = Json.text(status, "recipient_user_id");
      }
      String user = recipient == null ? null : user(recipient);
      List<String> reasons = new ArrayList<>();
      String code = null;
      for (Value error : Json.items(status, "errors")) {
        error(reasons, error);
        code = code == null ? Json.text(error, "code") : code;
      }
      Map<String, Value> attributes = new LinkedHashMap<>();
      attributes.put("whatsapp.message.id", Value.of(id));
      attributes.put("whatsapp.message.status", Value.of(word));
      for (String key : List.of("billable", "pricing_model", "type", "category")) {
        Value priced = Json.at(status, "pricing", key);
        if (priced != null) {
          attributes.put("whatsapp.pricing." + key, priced);
        }
      }
      String country = country(recipient, Json.text(status, "recipient_user_id"));
      if (country != null) {
        attributes.put(COUNTRY, Value.of(country));
      }
      Value origin = Json.at(status, "conversation", "origin", "type");
      if (origin != null) {
        attributes.put("whatsapp.conversation.origin", origin);
      }
      if (code != null) {
        attributes.put("whatsapp.error.code", Value.of(code));
      }
      if (!reasons.isEmpty()) {
        attributes.put("whatsapp.error.message", Value.of(String.join("; ", reasons)));
      }
      statuses.add(
          new Status(
              id,
              word,
              seconds(Json.text(status, "timestamp")),
              user,
              user == null ? null : conversation(user),
              code,
              reasons,
              attributes));
    }

    /// Of a Brazilian number, and of an id that begins with its country.
    private static @Nullable String country(@Nullable String... ids) {
      for (String id : ids) {
        if (id != null && BRAZILIAN.matcher(id).matches()) {
          return "BR";
        }
        Matcher scoped = SCOPED.matcher(id == null ? "" : id);
        if (scoped.matches()) {
          return scoped.group(1);
        }
      }
      return null;
    }

    private static @Nullable Long seconds(@Nullable String text) {
      try {
        long seconds = text == null ? -1 : Long.parseLong(text);
        return seconds < 0 || seconds > Integer.MAX_VALUE * 2L
            ? null
            : (Long) TimeUnit.SECONDS.toNanos(seconds);
      } catch (NumberFormatException notATime) {
        return null;
      }
    }
  }

  /// The dialogue with one person over WhatsApp.
  static String conversation(String user) {
    return "whatsapp " + user;
  }

  /// What a message says, whatever its type.
  static List<Part> parts(Value message) {
    String type = Json.text(message, "type");
    List<Part> parts = new ArrayList<>();
    if (type == null) {
      return parts;
    }
    if (MEDIA.contains(type)) {
      media(parts, type, Json.at(message, type));
      return parts;
    }
    switch (type) {
      case "text" -> text(parts, Json.text(message, "text", "body"));
      case "button" -> text(parts, Json.text(message, "button", "text"));
      case "interactive" -> interactive(parts, Json.at(message, "interactive"));
      case "reaction" -> {
        String emoji = Json.text(message, "reaction", "emoji");
        text(parts, emoji == null || emoji.isEmpty() ? "[reaction removed]" : emoji);
      }
      case "order" -> {
        text(parts, "[order] " + Json.items(message, "order", "product_items").size());
        text(parts, Json.text(message, "order", "text"));
      }
      case "contacts" -> text(parts, "[contacts] " + Json.items(message, "contacts").size());
      case "system" -> text(parts, Json.text(message, "system", "body"));
      case "edit" -> {
        Value edited = Json.at(message, "edit", "message");
        if (edited != null && !"edit".equals(Json.text(edited, "type"))) {
          parts.addAll(parts(edited));
        }
      }
      default -> text(parts, "[" + type + "]");
    }
    if (parts.isEmpty()) {
      text(parts, "[" + type + "]");
    }
    return parts;
  }

  private static void interactive(List<Part> parts, @Nullable Value interactive) {
    text(parts, Json.text(interactive, "button_reply", "title"));
    text(parts, Json.text(interactive, "list_reply", "title"));
    text(parts, Json.text(interactive, "list_reply", "description"));
    text(parts, Json.text(interactive, "nfm_reply", "response_json"));
  }

  private static void media(List<Part> parts, String type, @Nullable Value media) {
    String mime = Json.text(media, "mime_type");
    parts.add(
        new Part.Media(mime == null ? type : mime, null, hex(Json.text(media, "sha256")), null));
    text(parts, Json.text(media, "caption"));
    text(parts, Json.text(media, "filename"));
  }

  /// Meta writes the hash in base64.
  private static @Nullable String hex(@Nullable String base64) {
    try {
      byte[] hash = base64 == null ? new byte[0] : Base64.getDecoder().decode(base64);
      return hash.length == 32 ? HexFormat.of().formatHex(hash) : null;
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private static void text(List<Part> parts, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      parts.add(new Part.Text(text));
    }
  }
}
