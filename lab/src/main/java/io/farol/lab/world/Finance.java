// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

import io.farol.lab.people.Person;
import io.farol.lab.people.Turn;

/// The component that knows about slips and payments; one in five needs a model that reasons.
final class Finance {
  private static final double HARD = 0.2;

  private final AzureOpenAi models;
  private final Infrastructure infrastructure;

  Finance(AzureOpenAi models, Infrastructure infrastructure) {
    this.models = models;
    this.infrastructure = infrastructure;
  }

  /// The answer to the turn.
  String serve(Caller caller, Chat chat, Turn turn, Person person) {
    Deployment deployment = caller.luck().chance(HARD) ? Deployment.O4_MINI : Deployment.GPT_41;
    return Spans.within(
        AgentSpans.agent(caller, "financeiro"),
        span -> {
          String callId =
              models.callTool(
                  caller, chat, Deployment.GPT_41, "buscar_boletos", "{\"situacao\":\"aberto\"}");
          Spans.within(
              AgentSpans.tool(caller, "buscar_boletos", callId),
              tool -> {
                infrastructure.slips(caller, person.cpf());
                return tool;
              });
          chat.toolResult(
              callId,
              "[{\"nosso_numero\":\"%s\",\"sacado\":\"%s\",\"vencimento\":\"2026-11-30\"}]"
                  .formatted(caller.luck().digits(11), person.fullName()));
          models.answer(caller, chat, deployment, turn.reply());
          return turn.reply();
        });
  }
}
