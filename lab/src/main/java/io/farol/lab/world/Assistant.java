// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

import io.farol.lab.people.Dialogue;
import io.farol.lab.people.Instructions;
import io.farol.lab.people.Luck;
import io.farol.lab.people.Pace;
import io.farol.lab.people.Person;
import io.farol.lab.people.Turn;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;

/// Lia: five programs that serve a turn together, one trace a turn. The webhook takes the message
/// and hands it to triage, triage to whoever can answer, and that one answers over WhatsApp.
final class Assistant {
  private static final String INCOMING = "mensagens-recebidas";
  private static final int ENVELOPE_BYTES = 640;

  private final Component webhook;
  private final Component triage;
  private final Component registration;
  private final Component finance;
  private final Component library;
  private final Pace pace;
  private final AzureOpenAi models;
  private final WhatsApp whatsApp;
  private final Infrastructure infrastructure;
  private final Registration registrar;
  private final Finance cashier;
  private final Library librarian;

  Assistant(Telemetry telemetry, Pace pace, Serpro serpro, Luck luck) {
    this.webhook = telemetry.component("webhook", luck.alphanumeric(6));
    this.triage = telemetry.component("triagem", luck.alphanumeric(6));
    this.registration = telemetry.component("cadastro", luck.alphanumeric(6));
    this.finance = telemetry.component("financeiro", luck.alphanumeric(6));
    this.library = telemetry.component("pesquisa", luck.alphanumeric(6));
    this.pace = pace;
    this.models = new AzureOpenAi(pace);
    this.whatsApp = new WhatsApp(pace);
    this.infrastructure = new Infrastructure(pace);
    this.registrar = new Registration(models, serpro);
    this.cashier = new Finance(models, infrastructure);
    this.librarian = new Library(models, infrastructure);
  }

  Component registration() {
    return registration;
  }

  /// Serves one turn, in its own time.
  void serve(Dialogue dialogue, Turn turn, Memory memory) {
    Person person = dialogue.person();
    Luck luck = new Luck(turn.seed());
    Caller caller = new Caller(webhook, dialogue.id(), person.phone(), luck);
    Context sent = receive(caller, turn);
    triaged(caller.as(triage), sent, turn, person, memory);
  }

  private Context receive(Caller caller, Turn turn) {
    return Spans.within(
        caller
            .component()
            .httpServer("POST /webhook")
            .setNoParent()
            .setAttribute("http.request.method", "POST")
            .setAttribute("http.route", "/webhook")
            .setAttribute("url.scheme", "https")
            .setAttribute("url.path", "/webhook")
            .setAttribute("server.address", "lia.horizonte.coop.br")
            .setAttribute("user_agent.original", "facebookexternalua")
            .setAttribute("http.request.body.size", ENVELOPE_BYTES + turn.said().length()),
        span -> {
          infrastructure.insert(caller, "mensagens");
          Context sent = infrastructure.send(caller, INCOMING, ENVELOPE_BYTES);
          span.setAttribute("http.response.status_code", 200);
          return sent;
        });
  }

  private void triaged(Caller caller, Context sent, Turn turn, Person person, Memory memory) {
    infrastructure.process(
        caller,
        INCOMING,
        sent,
        span -> {
          if (turn.isAudio()) {
            whatsApp.download(caller, turn.audioSeconds());
            models.transcribe(caller, turn.audioSeconds(), turn.said());
          }
          infrastructure.select(caller, "conversas");
          Chat chat = memory.of(Instructions.TRIAGE);
          chat.user(turn.said());
          models.answer(caller, chat, Deployment.GPT_41_MINI, verdict(turn, caller.luck()));
          served(caller, turn, person, memory);
          return span;
        });
  }

  private void served(Caller caller, Turn turn, Person person, Memory memory) {
    switch (turn.wish()) {
      case SMALL_TALK -> {
        Chat chat = memory.of(Instructions.TRIAGE);
        models.answer(caller, chat, Deployment.GPT_41_MINI, turn.reply());
        say(caller, turn.reply());
      }
      case OPEN_ACCOUNT, IDENTIFY ->
          handedTo(
              caller,
              registration,
              (next, span) ->
                  registrar.serve(
                      next, heard(memory, Instructions.REGISTRATION, turn), turn, person));
      case PAY ->
          handedTo(
              caller,
              finance,
              (next, span) ->
                  cashier.serve(next, heard(memory, Instructions.FINANCE, turn), turn, person));
      case ASK -> {
        models.embed(caller, turn.said());
        handedTo(
            caller,
            library,
            (next, span) -> librarian.serve(next, heard(memory, Instructions.LIBRARY, turn), turn));
      }
    }
  }

  private interface Server {
    String serve(Caller caller, Span span);
  }

  private void handedTo(Caller caller, Component component, Server server) {
    Caller next = caller.as(component);
    Context sent = infrastructure.send(caller, component.name(), ENVELOPE_BYTES);
    infrastructure.process(
        next,
        component.name(),
        sent,
        span -> {
          say(next, server.serve(next, span));
          return span;
        });
  }

  private void say(Caller caller, String reply) {
    whatsApp.send(caller, reply);
    infrastructure.insert(caller, "mensagens");
    pace.pass(caller.luck().around(3));
  }

  private static Chat heard(Memory memory, String instructions, Turn turn) {
    Chat chat = memory.of(instructions);
    chat.user(turn.said());
    return chat;
  }

  private static String verdict(Turn turn, Luck luck) {
    return "{\"intencao\":\"%s\",\"confianca\":0.%d}"
        .formatted(turn.wish().label(), luck.between(81, 99));
  }
}
