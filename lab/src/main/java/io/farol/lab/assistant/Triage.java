// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.assistant;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.lab.people.Instructions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Locale;

/// The step that finds out what somebody wants, answers what is easy, and hands on the rest.
final class Triage {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STEP = "triagem";
  private static final String SORRY =
      "Desculpe, estou com um problema técnico agora. Pode tentar de novo daqui a pouco?";

  private final Settings settings;
  private final Models models;
  private final Memory memory;
  private final WhatsAppClient whatsApp;
  private final Finance finance;
  private final Calls calls;

  Triage(
      Settings settings, Models models, Memory memory, WhatsAppClient whatsApp, Finance finance) {
    this.settings = settings;
    this.models = models;
    this.memory = memory;
    this.whatsApp = whatsApp;
    this.finance = finance;
    this.calls = new Calls(settings.patience(Duration.ofSeconds(5)));
  }

  /// Serves one message to its end; a failure ends in an apology.
  void serve(Incoming incoming) {
    Traces.agent(
        STEP,
        incoming.conversation(),
        () -> {
          try {
            Incoming heard =
                incoming.audioId().isEmpty()
                    ? incoming
                    : incoming.heardAs(models.transcribe(whatsApp.recording(incoming.audioId())));
            understood(heard);
          } catch (RuntimeException e) {
            whatsApp.send(incoming.phone(), SORRY);
          }
          return incoming;
        });
  }

  private void understood(Incoming incoming) {
    String conversation = incoming.conversation();
    memory.keep(conversation, STEP, "user", incoming.text());
    String verdict =
        models.answer(Models.SMALL, Instructions.TRIAGE, memory.of(conversation, STEP));
    switch (intention(verdict)) {
      case "abrir_conta", "identificar" -> hand(incoming);
      case "financeiro" ->
          say(incoming, Traces.agent("financeiro", conversation, () -> finance.serve(incoming)));
      case "duvida" -> {
        models.embed(incoming.text());
        say(
            incoming,
            models.respond(
                Models.LARGE,
                Instructions.LIBRARY + Instructions.of(incoming.name()),
                incoming.text()));
      }
      default ->
          say(
              incoming,
              models.streamed(
                  Models.SMALL,
                  Instructions.TALK + Instructions.of(incoming.name()),
                  memory.of(conversation, STEP)));
    }
  }

  private void say(Incoming incoming, String reply) {
    whatsApp.send(incoming.phone(), reply);
    memory.keep(incoming.conversation(), STEP, "assistant", reply);
  }

  /// The other program answers by itself, when it can.
  private void hand(Incoming incoming) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("telefone", incoming.phone()).put("nome", incoming.name());
    body.put("texto", incoming.text());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(settings.registration() + "/pedidos"))
            .timeout(settings.patience(Duration.ofSeconds(10)))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    if (calls.send(request).statusCode() != 202) {
      throw new IllegalStateException("registration took nothing");
    }
  }

  private static String intention(String verdict) {
    try {
      return JSON.readTree(verdict).path("intencao").asText().toLowerCase(Locale.ROOT);
    } catch (IOException e) {
      return "";
    }
  }
}
