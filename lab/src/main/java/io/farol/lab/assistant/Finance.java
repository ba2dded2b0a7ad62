// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.assistant;

import io.farol.lab.people.Instructions;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// The step that knows about slips. What is hard is left to a model that reasons.
final class Finance {
  private static final String STEP = "financeiro";

  private final Settings settings;
  private final Models models;
  private final Memory memory;
  private final Calls calls;

  Finance(Settings settings, Models models, Memory memory) {
    this.settings = settings;
    this.models = models;
    this.memory = memory;
    this.calls = new Calls(settings.patience(Duration.ofSeconds(5)));
  }

  /// The answer.
  String serve(Incoming incoming) {
    String conversation = incoming.conversation();
    memory.keep(conversation, STEP, "user", incoming.text());
    boolean hard = incoming.text().contains("parcelar");
    String reply =
        models.withTools(
            Models.LARGE,
            hard ? Models.REASONING : Models.LARGE,
            Instructions.FINANCE + Instructions.of(incoming.name()),
            memory.of(conversation, STEP),
            List.of(
                new Models.Tool(
                    "buscar_boletos",
                    "Busca os boletos de quem está falando",
                    "situacao",
                    arguments -> slips(incoming.phone()))));
    memory.keep(conversation, STEP, "assistant", reply);
    return reply;
  }

  private String slips(String phone) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    settings.slips() + "/v1/cooperados/" + phone + "/boletos?situacao=aberto"))
            .timeout(settings.patience(Duration.ofSeconds(15)))
            .GET()
            .build();
    HttpResponse<byte[]> answer = calls.send(request);
    return answer.statusCode() == 200
        ? new String(answer.body(), StandardCharsets.UTF_8)
        : "{\"erro\":\"sem_resposta\"}";
  }
}
