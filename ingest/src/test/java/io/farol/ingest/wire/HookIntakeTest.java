// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.farol.flow.Draft;
import io.farol.flow.RawExchange;
import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Cause;
import io.farol.model.FactKey;
import io.farol.model.Outcome;
import io.farol.model.Part;
import io.farol.model.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// What webhooks bring, from made-up ones and from the recordings of two client libraries.
class HookIntakeTest {

  private static final Path RECORDINGS = Path.of("..", "..", "shared", "data", "04-channels");

  private static final WireIntake INTAKE =
      new WireIntake(evidence -> {
        Integer status = evidence.httpStatus();
        return evidence.providerCode() == null && (status == null || status < 400)
            ? new Outcome.Succeeded(status)
            : new Outcome.Failed(Cause.UNKNOWN, status, evidence.providerCode());
      });

  static RawExchange exchange(@Nullable String platform, String body, RawExchange.Ending ending) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    boolean open = ending instanceof RawExchange.Ending.Open;
    return new RawExchange(
        Raw.KEY,
        null,
        new RawExchange.Target(
            new RawExchange.Parties(RawExchange.Way.IN, "whatsapp", "assistente"),
            "zap",
            platform,
            false,
            "127.0.0.1",
            8080,
            "POST",
            "/webhook",
            ""),
        1_000_000_000L,
        null,
        open ? null : 5_000_000L,
        null,
        open ? null : (Integer) 200,
        new RawExchange.Part(
            List.of(new RawExchange.Field("content-type", "application/json")),
            bytes,
            bytes.length),
        RawExchange.Part.NOTHING,
        ending);
  }

  private static List<Draft> drafts(String body) {
    return INTAKE.read(exchange("whatsapp", body, new RawExchange.Ending.Whole()));
  }

  private static Call call(Draft draft) {
    return Objects.requireNonNull(draft.span().call());
  }

  private static String value(String value) {
    return "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"messages\",\"value\":"
        + value
        + "}]}]}";
  }

  private static final String STATUS =
      "{\"statuses\":[{\"id\":\"wamid.A\",\"status\":\"%s\",\"timestamp\":\"1751247548\",\"recipient_id\":\"5511987654321\",%s\"x\":1}]}";
  private static final String PRICING =
      "\"pricing\":{\"billable\":true,\"pricing_model\":\"PMP\",\"type\":\"regular\",\"category\":\"utility\"},";

  @Test
  void aMessageGoesFromThePlatformToTheAssistant() {
    List<Draft> drafts =
        drafts(
            value(
                "{\"metadata\":{\"phone_number_id\":\"1065\"},\"messages\":[{\"from\":\"5511987654321\",\"id\":\"wamid.B\",\"timestamp\":\"1\",\"type\":\"text\",\"text\":{\"body\":\"Oi, tudo bem?\"}}]}"));
    assertThat(drafts).hasSize(1);
    Draft draft = drafts.getFirst();
    Call call = call(draft);
    assertThat(draft.span().key()).isEqualTo(FactKey.end(Raw.KEY));
    assertThat(draft.span().origin().service()).isEqualTo("whatsapp");
    assertThat(call.to()).isEqualTo("assistente");
    assertThat(call.kind()).isEqualTo(CallKind.MESSAGING);
    assertThat(call.integration()).isEqualTo("whatsapp/webhook");
    assertThat(call.operation()).isEqualTo("message");
    assertThat(call.user()).isEqualTo("5511987654321");
    assertThat(call.conversationId()).isEqualTo("whatsapp 5511987654321");
    assertThat(call.outcome()).isEqualTo(new Outcome.Succeeded(200));
    assertThat(draft.said().getFirst().message().parts())
        .containsExactly(new Part.Text("Oi, tudo bem?"));
    assertThat(draft.span().detail().attributes())
        .containsEntry("whatsapp.message.id", Value.of("wamid.B"))
        .containsEntry("whatsapp.message.type", Value.of("text"));
  }

  private static Draft sent(WireIntake intake, String id) {
    return intake
        .read(
            Raw.post(
                    "https://graph.facebook.com/v23.0/1065/messages", "{\"to\":\"+5511987654321\"}")
                .answer(200, "{\"messages\":[{\"id\":\"" + id + "\"}]}")
                .exchange())
        .getLast();
  }

  private static List<Draft> told(WireIntake intake, String status, String more) {
    return intake.read(
        exchange(
            "whatsapp", value(STATUS.formatted(status, more)), new RawExchange.Ending.Whole()));
  }

  private static boolean isCharge(Draft draft) {
    return draft.span().name().equals("message charged");
  }

  /// Sent, then told as sent with its category, then as delivered without; and the other way round.
  @Test
  void aDeliveredMessageIsChargedToTheCallThatSentItInWhateverOrder() {
    WireIntake inOrder = new WireIntake(evidence -> new Outcome.Succeeded(200));
    assertThat(isCharge(sent(inOrder, "wamid.A"))).isFalse();
    assertThat(told(inOrder, "sent", PRICING)).noneMatch(HookIntakeTest::isCharge);
    Draft charge = told(inOrder, "delivered", "").getLast();
    assertThat(told(inOrder, "read", PRICING)).noneMatch(HookIntakeTest::isCharge);
    assertThat(isCharge(charge)).isTrue();
    assertThat(charge.span().call()).isNull();
    assertThat(charge.span().detail().links().getFirst().span()).isEqualTo(Raw.KEY);
    assertThat(charge.span().detail().attributes())
        .containsEntry("farol.delivery.platform", Value.of("whatsapp"))
        .containsEntry("whatsapp.pricing.category", Value.of("utility"))
        .containsEntry("whatsapp.recipient.country", Value.of("BR"));

    WireIntake statusesFirst = new WireIntake(evidence -> new Outcome.Succeeded(200));
    assertThat(told(statusesFirst, "read", PRICING)).noneMatch(HookIntakeTest::isCharge);
    assertThat(sent(statusesFirst, "wamid.A").span().key()).isEqualTo(charge.span().key());
  }

  @Test
  void aReadReceiptIsNoMessage() {
    Draft receipt =
        WireIntakeTest.draft(
            Raw.post(
                    "https://graph.facebook.com/v23.0/1065/messages",
                    "{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\"wamid.B\",\"typing_indicator\":{\"type\":\"text\"}}")
                .answer(200, "{\"success\":true}"));
    assertThat(receipt.span().detail().attributes())
        .containsEntry("whatsapp.message.type", Value.of("read-receipt"));
    assertThat(receipt.said()).isEmpty();
  }

  @Test
  void whatFailedOrWasOnlySentIsNotCharged() {
    WireIntake intake = new WireIntake(evidence -> new Outcome.Succeeded(200));
    assertThat(isCharge(sent(intake, "wamid.A"))).isFalse();
    assertThat(told(intake, "sent", PRICING)).noneMatch(HookIntakeTest::isCharge);
    assertThat(told(intake, "failed", PRICING)).noneMatch(HookIntakeTest::isCharge);
  }

  @Test
  void aStatusFindsItsMessageByTheMessagesId() {
    Draft sent =
        WireIntakeTest.draft(
            Raw.post(
                    "https://graph.facebook.com/v23.0/1065/messages",
                    "{\"to\":\"+5511987654321\",\"type\":\"text\",\"text\":{\"body\":\"Olá\"}}")
                .answer(200, "{\"messages\":[{\"id\":\"wamid.A\"}]}"));
    assertThat(call(sent).conversationId()).isEqualTo("whatsapp 5511987654321");
    var link = sent.span().detail().links().getFirst();
    List<Draft> delivered = drafts(value(STATUS.formatted("delivered", PRICING)));
    assertThat(call(delivered.getFirst()).operation()).isEqualTo("status");
    Draft status = delivered.getLast();
    assertThat(status.span().key().span().trace()).isEqualTo(link.span().trace());
    assertThat(status.span().call()).isNull();
    assertThat(status.span().timing().startEpochNanos())
        .isEqualTo(TimeUnit.SECONDS.toNanos(1_751_247_548));
    assertThat(status.span().detail().attributes())
        .containsEntry("whatsapp.message.status", Value.of("delivered"))
        .containsEntry("whatsapp.pricing.billable", new Value.Flag(true))
        .containsEntry("whatsapp.pricing.category", Value.of("utility"));

    Draft again = drafts(value(STATUS.formatted("delivered", PRICING))).getLast();
    assertThat(again.span().key()).isEqualTo(status.span().key());
    Draft read = drafts(value(STATUS.formatted("read", ""))).getLast();
    assertThat(read.span().key()).isNotEqualTo(status.span().key());
    assertThat(read.span().key().span().trace()).isEqualTo(link.span().trace());
  }

  @Test
  void aMessageThatNeverArrivedIsAFailedCall() {
    Draft failed =
        drafts(
                value(
                    STATUS.formatted(
                        "failed",
                        "\"errors\":[{\"code\":131047,\"title\":\"Re-engagement message\",\"error_data\":{\"details\":\"more than 24 hours\"}}],")))
            .getLast();
    Call call = call(failed);
    assertThat(call.operation()).isEqualTo("deliver");
    assertThat(call.integration()).isEqualTo("whatsapp/messages");
    assertThat(call.outcome()).isEqualTo(new Outcome.Failed(Cause.UNKNOWN, null, "131047"));
    assertThat(failed.span().detail().attributes())
        .containsEntry("whatsapp.error.message", Value.of("131047: more than 24 hours"));
  }

  @Test
  void whatIsSignedAndNoJsonIsDeliveredAndMalformed() {
    Draft draft = drafts("{\"entry\":[").getFirst();
    assertThat(call(draft).outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.cause()).isEqualTo(Cause.MALFORMED));
    assertThat(draft.span().detail().attributes())
        .containsEntry("farol.hook.body", Value.of("malformed"));
    assertThat(drafts("[]")).hasSize(1);
    assertThat(
            drafts(
                "{\"entry\":[7,{\"changes\":[{\"value\":[]},{\"value\":{\"messages\":[7,{}],\"statuses\":[7,{}]}}]}]}"))
        .hasSize(1);
  }

  @Test
  void aStartIsOpen() {
    Draft start = INTAKE.read(exchange("whatsapp", "", new RawExchange.Ending.Open())).getFirst();
    assertThat(start.span().key()).isEqualTo(FactKey.start(Raw.KEY));
    assertThat(call(start).outcome()).isEqualTo(new Outcome.Open());
  }

  @Test
  void anyOtherWebhookIsAnExchangeWithoutContent() {
    Draft draft =
        INTAKE
            .read(exchange(null, "{\"secret\":\"of theirs\"}", new RawExchange.Ending.Whole()))
            .getFirst();
    assertThat(call(draft).operation()).isEqualTo("webhook");
    assertThat(draft.said()).isEmpty();
    assertThat(draft.span().detail().attributes().toString()).doesNotContain("of theirs");
  }

  @Test
  void aNumberThatIsNotBrazilianIsNeverAPlainNumber() {
    assertThat(WhatsAppNews.user("5511987654321")).isEqualTo("5511987654321");
    assertThat(WhatsAppNews.user("972987654321")).isEqualTo("972987654321@s.whatsapp.net");
    assertThat(WhatsAppNews.user("US.1234")).isEqualTo("US.1234@s.whatsapp.net");
  }

  static boolean recordings() {
    return Files.isDirectory(RECORDINGS);
  }

  /// Every recorded message is read: its type is known, it says something, and the person's number
  /// is in nothing but the fields that are redacted as such.
  @Test
  @EnabledIf("recordings")
  void everyRecordedMessageIsRead() throws IOException {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    for (Path file : files()) {
      JsonNode tree = new ObjectMapper().readTree(Files.readAllBytes(file));
      if (tree.has("entry")) {
        all.put(file.getFileName().toString(), tree);
      } else {
        tree.properties()
            .forEach(each -> all.put(file.getFileName() + " " + each.getKey(), each.getValue()));
      }
    }
    int messages = 0;
    int statuses = 0;
    for (Map.Entry<String, JsonNode> each : all.entrySet()) {
      String body = each.getValue().toString();
      List<Draft> drafts = drafts(body);
      Draft delivery = drafts.getFirst();
      assertThat(call(delivery).outcome()).as(each.getKey()).isEqualTo(new Outcome.Succeeded(200));
      if (body.contains("\"messages\":[")) {
        messages++;
        assertThat(call(delivery).operation()).as(each.getKey()).isEqualTo("message");
        assertThat(delivery.said()).as(each.getKey()).isNotEmpty();
      } else if (body.contains("\"statuses\":[") && body.contains("\"status\"")) {
        statuses++;
        assertThat(drafts).as(each.getKey()).hasSizeGreaterThan(1);
      } else {
        assertThat(call(delivery).operation()).as(each.getKey()).isNotEqualTo("message");
      }
    }
    System.out.println(
        "webhooks: "
            + all.size()
            + " recorded, "
            + messages
            + " with messages, "
            + statuses
            + " with statuses");
    assertThat(messages).isGreaterThan(25);
    assertThat(statuses).isGreaterThan(2);
  }

  private static List<Path> files() {
    List<Path> files = new java.util.ArrayList<>();
    for (String folder :
        List.of(
            "meta-courier-BSL/handlers/meta/testdata/wac",
            "whatsapp-java-sdk/src/test/resources/deserialization",
            "whatsapp-pywa/tests/data/updates")) {
      try (Stream<Path> some = Files.list(RECORDINGS.resolve(folder))) {
        some.filter(file -> file.toString().endsWith(".json"))
            .filter(file -> !file.getFileName().toString().equals("mediaUploadError.json"))
            .sorted()
            .forEach(files::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }
}
