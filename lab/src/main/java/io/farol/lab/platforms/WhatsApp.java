// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.platforms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.lab.people.Luck;
import io.farol.lab.people.Pace;
import io.farol.lab.people.Person;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// WhatsApp Cloud API: messages out, media, and webhooks in with messages and delivery statuses.
///
/// A message is charged when it was delivered, as category `service`, after the first thousand of
/// the number's month (the rule since 2026-10-01; 0.0068 US dollars for Brazil).
public final class WhatsApp implements AutoCloseable {
  /// The API's name.
  public static final String HOST = "graph.facebook.com";

  /// Whence media are fetched.
  public static final String MEDIA_HOST = "lookaside.fbsbx.com";

  /// The business's number, as the API calls it.
  public static final String PHONE_NUMBER_ID = "104582671093345";

  /// What callers show.
  public static final String TOKEN = "EAAdemonstracao";

  /// What webhooks are signed with.
  public static final String APP_SECRET = "segredo-da-demonstracao";

  /// What is shown when a callback is verified.
  public static final String VERIFY_TOKEN = "verificacao-da-demonstracao";

  private static final Pattern MESSAGES = Pattern.compile("/v\\d+\\.\\d+/(\\d+)/messages");
  private static final Pattern MEDIA = Pattern.compile("/v\\d+\\.\\d+/(\\d+)");
  private static final Duration WINDOW = Duration.ofHours(24);
  private static final double TOO_FAST = 0.008;
  private static final double UNDELIVERABLE = 0.006;
  private static final int FREE_MESSAGES = 1000;
  private static final String PRICE = "0.0068";
  private static final int BYTES_A_SECOND = 2000;

  private final long seed;
  private final Pace pace;
  private final Mailbox mailbox;
  private final Logbook logbook;
  private final Platform platform;
  private final Webhooks webhooks;
  private final Map<String, Long> lastHeard = new ConcurrentHashMap<>();
  private final Map<String, byte[]> media = new ConcurrentHashMap<>();
  private final AtomicInteger delivered = new AtomicInteger();

  private WhatsApp(
      int port,
      long seed,
      Pace pace,
      Misfortunes misfortunes,
      Certificates certificates,
      Logbook logbook,
      URI callback,
      Mailbox mailbox)
      throws IOException {
    this.seed = seed;
    this.pace = pace;
    this.mailbox = mailbox;
    this.logbook = logbook;
    this.webhooks = new Webhooks(callback, APP_SECRET, pace, misfortunes, logbook);
    this.platform =
        Platform.secure(
            "whatsapp", port, pace, logbook, certificates.shown(() -> false), this::answer);
  }

  /// Opens it.
  ///
  /// @param port where it listens on loopback; 0 for any free port
  /// @param callback where webhooks are delivered
  /// @param mailbox gets what is delivered to people
  public static WhatsApp open(
      int port,
      long seed,
      Pace pace,
      Misfortunes misfortunes,
      Certificates certificates,
      Logbook logbook,
      URI callback,
      Mailbox mailbox)
      throws IOException {
    return new WhatsApp(port, seed, pace, misfortunes, certificates, logbook, callback, mailbox);
  }

  /// Where it listens on loopback.
  public int port() {
    return platform.port();
  }

  @Override
  public void close() {
    webhooks.close();
    platform.close();
  }

  /// Somebody writes to the business.
  public void write(Person person, String text, Luck luck) {
    ObjectNode message = message(person, luck).put("type", "text");
    message.putObject("text").put("body", text);
    arrive(person, message);
  }

  /// Somebody speaks a message.
  public void speak(Person person, String text, int seconds, Luck luck) {
    String id = luck.digits(15);
    media.put(id, recording(text, seconds));
    ObjectNode message = message(person, luck).put("type", "audio");
    message
        .putObject("audio")
        .put("id", id)
        .put("mime_type", "audio/ogg; codecs=opus")
        .put("sha256", luck.alphanumeric(43) + "=")
        .put("voice", true);
    arrive(person, message);
  }

  private static ObjectNode message(Person person, Luck luck) {
    return Reply.object()
        .put("from", person.phone())
        .put("id", wamid(person.phone(), luck))
        .put("timestamp", Long.toString(Instant.now().getEpochSecond()));
  }

  private void arrive(Person person, ObjectNode message) {
    lastHeard.put(person.phone(), System.nanoTime());
    ObjectNode value = value();
    ObjectNode contact = value.putArray("contacts").addObject();
    contact.putObject("profile").put("name", person.firstName());
    contact.put("wa_id", person.phone());
    value.putArray("messages").add(message);
    webhooks.send(envelope(value), "message", person.phone(), Duration.ofMillis(150));
  }

  private Reply answer(Asked asked) {
    Luck luck = asked.luck(seed);
    if (asked.path().startsWith("/whatsapp_business/attachments/")) {
      byte[] sound = media.get(asked.path().substring(asked.path().lastIndexOf('/') + 1));
      ObjectNode entry = Reply.entry("media", sound == null ? 404 : 200);
      return sound == null
          ? Reply.json(404, Reply.object(), luck.around(90), entry)
          : new Reply.Whole(
              200, Map.of("Content-Type", "audio/ogg"), sound, luck.around(220), entry);
    }
    if (!asked.header("authorization").equals("Bearer " + TOKEN)) {
      return error(401, 190, "Error validating access token", "send", luck);
    }
    if (asked.method().equals("POST") && MESSAGES.matcher(asked.path()).matches()) {
      return send(asked, luck);
    }
    Matcher wanted = MEDIA.matcher(asked.path());
    if (wanted.matches() && media.containsKey(wanted.group(1))) {
      ObjectNode body = Reply.object().put("messaging_product", "whatsapp");
      body.put(
          "url",
          "https://"
              + MEDIA_HOST
              + ":"
              + port()
              + "/whatsapp_business/attachments/"
              + wanted.group(1));
      body.put("mime_type", "audio/ogg; codecs=opus").put("id", wanted.group(1));
      return Reply.json(200, body, luck.around(140), Reply.entry("media-url", 200));
    }
    return error(400, 100, "Unsupported request", "unknown", luck);
  }

  private Reply send(Asked asked, Luck luck) {
    JsonNode body = asked.json();
    if (body.path("status").asText().equals("read")) {
      return Reply.json(
          200,
          Reply.object().put("success", true),
          luck.around(120),
          Reply.entry("read-receipt", 200));
    }
    String to = body.path("to").asText();
    String text = body.path("text").path("body").asText();
    if (to.isEmpty() || text.isEmpty()) {
      return error(400, 131008, "(#131008) Required parameter is missing", "send", luck);
    }
    Long heard = lastHeard.get(to);
    if (heard == null || pace.passed(heard).compareTo(WINDOW) > 0) {
      return error(400, 131047, "(#131047) Re-engagement message", "send", luck);
    }
    if (luck.chance(TOO_FAST)) {
      return error(
          400,
          131056,
          "(#131056) (Business Account, Consumer Account) pair rate limit hit",
          "send",
          luck);
    }
    String id = wamid(to, luck);
    ObjectNode answer = Reply.object().put("messaging_product", "whatsapp");
    answer.putArray("contacts").addObject().put("input", to).put("wa_id", to);
    answer.putArray("messages").addObject().put("id", id);
    statuses(to, id, text, luck);
    return Reply.json(
        200,
        answer,
        luck.around(320),
        Reply.entry("send", 200).put("conversation", to).put("message", id));
  }

  /// What becomes of a message: as a rule sent, delivered, read; some never say that they were
  /// delivered, some say it twice, and some cannot be.
  private void statuses(String to, String id, String text, Luck luck) {
    webhooks.send(status(id, to, "sent", true), "status", to, luck.around(900));
    if (luck.chance(UNDELIVERABLE)) {
      ObjectNode failed = status(id, to, "failed", false);
      ObjectNode error =
          ((ObjectNode) failed.at("/entry/0/changes/0/value/statuses/0"))
              .putArray("errors")
              .addObject();
      error.put("code", 131026).put("title", "Message undeliverable");
      error.put("message", "Message undeliverable");
      webhooks.send(failed, "status", to, luck.around(2500));
      return;
    }
    if (luck.chance(0.95)) {
      webhooks.send(status(id, to, "delivered", true), "status", to, luck.around(1800));
    }
    if (luck.chance(0.04)) {
      webhooks.send(status(id, to, "delivered", true), "status", to, luck.around(2600));
    }
    webhooks.send(status(id, to, "read", false), "status", to, luck.around(5000));
    ObjectNode entry = Reply.entry("delivered", 200).put("platform", "whatsapp");
    entry.put("conversation", to).put("message", id);
    if (delivered.incrementAndGet() > FREE_MESSAGES) {
      entry.putObject("charge").put("sku", "service").put("amount", PRICE).put("currency", "USD");
    }
    logbook.write(entry);
    mailbox.received(to, text);
  }

  private static ObjectNode status(String id, String to, String status, boolean priced) {
    ObjectNode value = value();
    ObjectNode said = value.putArray("statuses").addObject();
    said.put("id", id).put("status", status).put("recipient_id", to);
    said.put("timestamp", Long.toString(Instant.now().getEpochSecond()));
    if (priced) {
      said.putObject("pricing")
          .put("billable", true)
          .put("pricing_model", "PMP")
          .put("type", "regular")
          .put("category", "service");
    }
    return envelope(value);
  }

  private static ObjectNode value() {
    ObjectNode value = Reply.object().put("messaging_product", "whatsapp");
    value
        .putObject("metadata")
        .put("display_phone_number", "551130000000")
        .put("phone_number_id", PHONE_NUMBER_ID);
    return value;
  }

  private static ObjectNode envelope(ObjectNode value) {
    ObjectNode envelope = Reply.object().put("object", "whatsapp_business_account");
    ObjectNode entry = envelope.putArray("entry").addObject().put("id", "102290129340398");
    entry.putArray("changes").addObject().put("field", "messages").set("value", value);
    return envelope;
  }

  private static Reply error(int status, int code, String message, String operation, Luck luck) {
    ObjectNode body = Reply.object();
    ObjectNode error = body.putObject("error").put("message", message);
    error.put("type", "OAuthException").put("code", code).put("fbtrace_id", luck.alphanumeric(22));
    error.putObject("error_data").put("messaging_product", "whatsapp").put("details", message);
    return Reply.json(
        status, body, luck.around(110), Reply.entry(operation, status).put("code", code));
  }

  /// Meta's ids hold the person's number, between marks, and a key of their own.
  private static String wamid(String phone, Luck luck) {
    byte[] raw =
        ("\u001c\u0018\u000b"
                + phone
                + "\u0015\u0002\u0000\u0011\u0018\u0012"
                + luck.alphanumeric(20))
            .getBytes(StandardCharsets.ISO_8859_1);
    return "wamid." + Base64.getEncoder().encodeToString(raw);
  }

  /// A voice message for a world without ears: what was said stands in it, as text.
  private static byte[] recording(String text, int seconds) {
    String said = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    byte[] start = ("OggS LIA:" + said + ";" + seconds + " ").getBytes(StandardCharsets.US_ASCII);
    return Arrays.copyOf(start, start.length + seconds * BYTES_A_SECOND);
  }
}
