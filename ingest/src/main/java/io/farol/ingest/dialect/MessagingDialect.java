// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import static io.farol.ingest.dialect.Field.ACTION;
import static io.farol.ingest.dialect.Field.DESTINATION;
import static io.farol.ingest.dialect.Field.SENT_BYTES;
import static io.farol.ingest.dialect.Field.SYSTEM;
import static io.farol.ingest.dialect.Row.current;
import static io.farol.ingest.dialect.Row.old;

import io.farol.model.CallKind;
import io.farol.model.SpanKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// OpenTelemetry's messaging conventions. Handing a message to a broker is a call, and so is asking
/// one for messages; making a message and working on one are not.
record MessagingDialect() implements Dialect {

  private static final List<Row> ROWS =
      List.of(
          current(SYSTEM, "messaging.system"),
          current(ACTION, "messaging.operation.type"),
          old(ACTION, "messaging.operation"),
          current(ACTION, "messaging.operation.name"),
          current(DESTINATION, "messaging.destination.template"),
          current(DESTINATION, "messaging.destination.name"),
          old(DESTINATION, "messaging.destination"),
          current(DESTINATION, "messaging.rabbitmq.destination.routing_key"),
          old(DESTINATION, "messaging.rabbitmq.routing_key"),
          current(SENT_BYTES, "messaging.message.body.size"),
          old(SENT_BYTES, "messaging.message_payload_size_bytes"));

  private static final Map<String, String> PLATFORMS =
      Map.of(
          "servicebus", "azure-servicebus",
          "eventhubs", "azure-eventhubs",
          "eventgrid", "azure-eventgrid",
          "aws_sqs", "aws-sqs",
          "aws.sns", "aws-sns",
          "gcp_pubsub", "gcp-pubsub");

  @Override
  public String id() {
    return "messaging";
  }

  @Override
  public boolean speaks(Attributes attributes, Sender sender) {
    return attributes.has("messaging.system");
  }

  @Override
  public List<Row> rows() {
    return ROWS;
  }

  @Override
  public Sight see(Look look) {
    String action = action(look);
    if (!look.isOutgoing() || action.equals("create") || action.equals("process")) {
      return Sight.NOTHING;
    }
    String system = look.reading().text(SYSTEM);
    String to = system == null ? id() : system;
    String destination = destination(look);
    return new Sight.Seen(
        CallKind.MESSAGING,
        id(),
        new Sight.Peer(to, PLATFORMS.get(to)),
        destination == null ? to : to + "/" + destination,
        action,
        null);
  }

  private static String action(Look look) {
    String said = look.reading().text(ACTION);
    if (said == null) {
      return look.kind() == SpanKind.PRODUCER ? "send" : "call";
    }
    return switch (said) {
      case "publish" -> "send";
      case "poll" -> "receive";
      case "ack", "nack", "commit" -> "settle";
      default -> said;
    };
  }

  private static @Nullable String destination(Look look) {
    String temporary = look.attributes().text("messaging.destination.temporary");
    if (temporary != null && temporary.equals("true")) {
      return "(temporary)";
    }
    String name = look.reading().text(DESTINATION);
    return name == null ? null : PathTemplate.of(name);
  }
}
