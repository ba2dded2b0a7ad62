// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.flow.RawExchange;
import io.farol.ingest.dialect.JsonText;
import io.farol.model.Value;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// SERPRO's APIs: the token endpoint, the Consultas, Integra Contador. What a person's registration
/// says is not kept: only how the call went. A refusal of the API gateway carries `fault.code`
/// (`900908`), `code` in newer versions, or the same in XML; the token endpoint `error`; a Consulta
/// `codigo` and `mensagem`; Datavalid a list of `code` and `message`; Integra Contador a list of
/// `mensagens`, and its service in the request.
///
/// Source: SERPRO's API Center, read in 2025 and 2026; WSO2 API Manager 4.
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
    String own = Json.text(body, "codigo");
    told.providerCode = own == null ? Json.text(body, "code") : own;
    say(
        told,
        Json.text(body, "mensagem"),
        Json.text(body, "message"),
        Json.text(body, "description"));
    for (Value message : messages(body)) {
      String code = Json.text(message, "codigo");
      told.providerCode = told.providerCode == null ? code : told.providerCode;
      say(told, Json.text(message, "texto"));
    }
  }

  @Override
  public void fault(String body, Told told) {
    told.providerCode = element(body, "code");
    say(told, element(body, "message"), element(body, "description"));
  }

  private static @Nullable String element(String xml, String name) {
    Matcher element = Pattern.compile("<(?:\\w+:)?" + name + ">([^<]{1,500})</").matcher(xml);
    return element.find() ? element.group(1).strip() : null;
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
