// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.farol.lab.people.Instructions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// The step that opens accounts. It needs SERPRO.
final class Registration {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STEP = "cadastro";

  private final Models models;
  private final Memory memory;
  private final SerproClient serpro;

  Registration(Models models, Memory memory, SerproClient serpro) {
    this.models = models;
    this.memory = memory;
    this.serpro = serpro;
  }

  /// The answer.
  String serve(Incoming incoming) {
    String conversation = incoming.conversation();
    memory.keep(conversation, STEP, "user", incoming.text());
    String reply =
        models.withTools(
            Models.LARGE,
            Models.LARGE,
            Instructions.REGISTRATION + Instructions.of(incoming.name()),
            memory.of(conversation, STEP),
            List.of(
                new Models.Tool(
                    "consulta_cpf",
                    "Consulta a situação de um CPF na Receita Federal",
                    "cpf",
                    arguments ->
                        serpro.lookUp("/consulta-cpf-df/v2/cpf/" + number(arguments, "cpf"))),
                new Models.Tool(
                    "consulta_cnpj",
                    "Consulta os dados básicos de um CNPJ na Receita Federal",
                    "cnpj",
                    arguments ->
                        serpro.lookUp(
                            "/consulta-cnpj-df/v2/basica/" + number(arguments, "cnpj")))));
    memory.keep(conversation, STEP, "assistant", reply);
    return reply;
  }

  /// Digits and letters alone, whatever the model wrote.
  private static String number(String arguments, String name) {
    try {
      JsonNode parsed = JSON.readTree(arguments);
      return parsed.path(name).asText().replaceAll("[^0-9A-Z]", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
