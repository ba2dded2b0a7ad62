// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

import io.farol.lab.people.Person;
import io.farol.lab.people.Turn;
import io.farol.lab.people.Wish;
import io.opentelemetry.api.trace.SpanBuilder;
import java.util.function.BooleanSupplier;

/// The component that opens accounts. It needs SERPRO, and says so when SERPRO is silent.
final class Registration {
  private static final String SORRY =
      "Não consegui consultar seu CPF: a Receita está sem resposta. Guardei seu pedido e sigo"
          + " tentando.";

  private final AzureOpenAi models;
  private final Serpro serpro;

  Registration(AzureOpenAi models, Serpro serpro) {
    this.models = models;
    this.serpro = serpro;
  }

  /// The answer to the turn.
  String serve(Caller caller, Chat chat, Turn turn, Person person) {
    boolean company = turn.wish() == Wish.OPEN_ACCOUNT;
    String tool = company ? "consulta_cnpj" : "consulta_cpf";
    String arguments =
        company ? "{\"cnpj\":\"" + person.cnpj() + "\"}" : "{\"cpf\":\"" + person.cpf() + "\"}";
    return Spans.within(
        AgentSpans.agent(caller, "cadastro"),
        span -> {
          String callId = models.callTool(caller, chat, Deployment.GPT_41, tool, arguments);
          boolean found =
              used(
                  AgentSpans.tool(caller, tool, callId),
                  () ->
                      company ? company(caller, person) : serpro.consultCpf(caller, person.cpf()));
          chat.toolResult(callId, found ? found(company, person) : "{\"erro\":\"sem resposta\"}");
          String reply = found ? turn.reply() : SORRY;
          models.answer(caller, chat, Deployment.GPT_41, reply);
          return reply;
        });
  }

  private boolean company(Caller caller, Person person) {
    serpro.consultCnpj(caller, person.cnpj());
    return true;
  }

  private static boolean used(SpanBuilder tool, BooleanSupplier use) {
    return Spans.within(tool, span -> use.getAsBoolean());
  }

  private static String found(boolean company, Person person) {
    return company
        ? "{\"ni\":\"" + person.cnpj() + "\",\"situacaoCadastral\":{\"codigo\":\"2\"}}"
        : "{\"ni\":\"%s\",\"nome\":\"%s\",\"situacao\":{\"codigo\":\"0\",\"descricao\":\"Regular\"}}"
            .formatted(person.cpf(), person.fullName());
  }
}
