// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.assistant;

import java.io.IOException;
import java.util.Map;

/// The main programs of the assistant: `atendimento` takes webhooks, finds out what people want and
/// answers most of it; `cadastro` opens accounts. Each runs until its process is ended.
public final class Lia {
  private static final String SORRY =
      "Desculpe, não consegui concluir agora. Guardei seu pedido e sigo tentando.";

  private Lia() {}

  /// Opens the doors of a program and returns; threads of its own keep it going.
  ///
  /// @param program `atendimento` or `cadastro`
  /// @throws IllegalArgumentException for another, or when a variable is missing
  /// @throws IOException when its port is taken
  public static void begin(String program, Map<String, String> environment) throws IOException {
    Settings settings = Settings.of(environment);
    Models models = new Models(settings);
    Memory memory = new Memory();
    WhatsAppClient whatsApp = new WhatsAppClient(settings);
    switch (program) {
      case "atendimento" ->
          Doors.webhook(
              settings,
              new Triage(settings, models, memory, whatsApp, new Finance(settings, models, memory))
                  ::serve);
      case "cadastro" -> {
        SerproClient serpro = new SerproClient(settings);
        serpro.keepToken();
        Registration registration = new Registration(models, memory, serpro);
        Doors.orders(settings, incoming -> serve(registration, whatsApp, incoming));
      }
      default ->
          throw new IllegalArgumentException(
              "program: \"" + program + "\" is not known; there are atendimento, cadastro");
    }
  }

  private static void serve(Registration registration, WhatsAppClient whatsApp, Incoming incoming) {
    Traces.agent(
        "cadastro",
        incoming.conversation(),
        () -> {
          String reply;
          try {
            reply = registration.serve(incoming);
          } catch (RuntimeException e) {
            reply = SORRY;
          }
          whatsApp.send(incoming.phone(), reply);
          return incoming;
        });
  }
}
