// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.flow.RawExchange;
import io.farol.ingest.dialect.JsonText;
import io.farol.model.Value;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// SERPRO's APIs: the token endpoint, the Consultas, Integra Contador. What a person's registration
/// says is not kept: only how the call went. A refusal of the API gateway carries `fault.code`
/// (`900908`); the token endpoint `error`; a Consulta `codigo` and `mensagem`; Integra Contador a
/// list of `mensagens`, and its service in the request.
///
/// Source: SERPRO's API Center, read in 2025 and 2026.
final class SerproWire implements Wire {

  private static final Set<String> HOSTS =
      Set.of(
          "gateway.apiserpro.serpro.gov.br",
          "apigateway.serpro.gov.br",
          "autenticacao.sapi.serpro.gov.br");

  @Override
  public String id() {
    return "serpro";
  }

  @Override
  public boolean speaks(RawExchange.Target target) {
    return HOSTS.contains(target.host()) || "serpro".equals(target.platform());
  }

  @Override
  public @Nullable String operation() {
    return null;
  }

  @Override
  public void request(Value.Fields body, Told told) {
    told.put("serpro.service.system", Json.text(body, "pedidoDados", "idSistema"));
    told.put("serpro.service.id", Json.text(body, "pedidoDados", "idServico"));
  }

  @Override
  public void response(Value.Fields body, Told told) {
    Value fault = Json.at(body, "fault");
    if (fault != null) {
      told.providerCode = Json.text(fault, "code");
      say(told, Json.text(fault, "message"), Json.text(fault, "description"));
      return;
    }
    String error = Json.text(body, "error");
    if (error != null) {
      told.providerCode = error;
      say(told, Json.text(body, "error_description"));
      return;
    }
    told.providerCode = Json.text(body, "codigo");
    say(told, Json.text(body, "mensagem"), Json.text(body, "message"));
    for (Value message : messages(body)) {
      String code = Json.text(message, "codigo");
      told.providerCode = told.providerCode == null ? code : told.providerCode;
      say(told, Json.text(message, "texto"));
    }
  }

  /// Some services write the list as text.
  private static List<Value> messages(Value.Fields body) {
    List<Value> messages = Json.items(body, "mensagens");
    String text = Json.text(body, "mensagens");
    return text != null && JsonText.read(text) instanceof Value.Items(List<Value> items)
        ? items
        : messages;
  }

  private static void say(Told told, @Nullable String... texts) {
    for (String text : texts) {
      if (text != null) {
        told.errorMessages.add(text);
      }
    }
  }
}
