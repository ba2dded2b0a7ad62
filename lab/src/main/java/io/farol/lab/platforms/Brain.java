// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.platforms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.lab.people.Luck;
import io.farol.lab.people.Phrases;
import io.farol.lab.people.Wish;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the simulated models answer: enough of a mind to find out what somebody wants, to use the
/// tools it is offered, and to say what came of it. The same conversation gets the same answer.
final class Brain {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME = Pattern.compile("A pessoa se chama (\\S+?)\\.(?:\\s|$)");
  private static final Pattern CNPJ =
      Pattern.compile("\\b[0-9A-Z]{2}\\.?[0-9A-Z]{3}\\.?[0-9A-Z]{3}/?[0-9A-Z]{4}-?\\d{2}\\b");
  private static final Pattern CPF = Pattern.compile("\\b\\d{3}\\.?\\d{3}\\.?\\d{3}-?\\d{2}\\b");
  private static final String SORRY =
      "Não consegui consultar seus dados: a Receita está sem resposta. Guardei seu pedido e sigo"
          + " tentando.";

  private Brain() {}

  /// What a model says.
  sealed interface Thought {
    /// A text.
    record Text(String text) implements Thought {}

    /// A call of a tool.
    ///
    /// @param arguments as JSON
    record Tool(String name, String arguments) implements Thought {}

    /// Characters that count as output.
    default int length() {
      return switch (this) {
        case Text(String text) -> text.length();
        case Tool(String name, String arguments) -> name.length() + arguments.length();
      };
    }
  }

  /// One message of a conversation.
  record Line(String role, String text) {}

  /// The lines of a request for a chat completion.
  static List<Line> lines(JsonNode messages) {
    List<Line> lines = new ArrayList<>();
    for (JsonNode message : messages) {
      lines.add(new Line(message.path("role").asText(), text(message.path("content"))));
    }
    return lines;
  }

  /// Text that stands alone or in parts.
  static String text(JsonNode content) {
    if (content.isTextual()) {
      return content.textValue();
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asText()));
    return text.toString();
  }

  /// Somebody tries to talk the model out of its instructions.
  static boolean isJailbreak(List<Line> lines) {
    String said = last(lines, "user").toLowerCase(Locale.ROOT);
    return said.contains("ignore") && said.contains("instruç");
  }

  /// Thinks.
  ///
  /// @param tools names of those offered
  /// @param obsessed whether it asks for a tool again, whatever came of it
  static Thought think(List<Line> lines, List<String> tools, boolean obsessed, Luck luck) {
    String system = last(lines, "system");
    String said = last(lines, "user");
    String result =
        !lines.isEmpty() && lines.getLast().role().equals("tool") ? lines.getLast().text() : "";
    if (system.contains("intencao")) {
      return new Thought.Text(
          "{\"intencao\":\"%s\",\"confianca\":0.%d}"
              .formatted(wish(said).label(), luck.between(81, 99)));
    }
    if (!tools.isEmpty() && (result.isEmpty() || obsessed)) {
      Optional<Thought.Tool> tool = tool(tools, said);
      if (tool.isPresent()) {
        return tool.get();
      }
    }
    return new Thought.Text(reply(said, name(system), result, luck));
  }

  private static Optional<Thought.Tool> tool(List<String> tools, String said) {
    if (tools.contains("buscar_boletos")) {
      return Optional.of(new Thought.Tool("buscar_boletos", "{\"situacao\":\"aberto\"}"));
    }
    Matcher cnpj = CNPJ.matcher(said);
    if (tools.contains("consulta_cnpj") && cnpj.find()) {
      return Optional.of(new Thought.Tool("consulta_cnpj", argument("cnpj", cnpj.group())));
    }
    Matcher cpf = CPF.matcher(said);
    if (tools.contains("consulta_cpf") && cpf.find()) {
      return Optional.of(new Thought.Tool("consulta_cpf", argument("cpf", cpf.group())));
    }
    return Optional.empty();
  }

  private static String argument(String name, String number) {
    return Reply.object().put(name, number.replaceAll("[./-]", "")).toString();
  }

  private static String reply(String said, String name, String result, Luck luck) {
    JsonNode found = parsed(result);
    if (found.has("erro")) {
      return found.path("erro").asText().equals("nao_encontrado")
          ? "Não achei esse número na Receita, " + name + ". Pode conferir e me mandar de novo?"
          : SORRY;
    }
    JsonNode open = found.path("boletos").path(0).path("valor");
    String amount =
        open.isMissingNode() ? luck.between(38, 890) + "," + luck.digits(2) : open.asText();
    return Phrases.heard(said)
        .map(heard -> heard.reply(name, amount))
        .orElse("Estou aqui, " + name + "! Pode me contar um pouco mais do que precisa?");
  }

  private static Wish wish(String said) {
    Optional<Phrases.Heard> heard = Phrases.heard(said);
    if (heard.isPresent()) {
      return heard.get().wish();
    }
    if (CNPJ.matcher(said).find()) {
      return Wish.OPEN_ACCOUNT;
    }
    if (CPF.matcher(said).find()) {
      return Wish.IDENTIFY;
    }
    return said.contains("boleto") ? Wish.PAY : Wish.SMALL_TALK;
  }

  private static String name(String system) {
    Matcher named = NAME.matcher(system);
    return named.find() ? named.group(1) : "tudo bem";
  }

  private static String last(List<Line> lines, String role) {
    for (Line line : lines.reversed()) {
      if (line.role().equals(role)) {
        return line.text();
      }
    }
    return "";
  }

  private static JsonNode parsed(String text) {
    try {
      JsonNode parsed = text.isEmpty() ? null : JSON.readTree(text);
      return parsed == null ? new ObjectNode(JSON.getNodeFactory()) : parsed;
    } catch (IOException e) {
      return new ObjectNode(JSON.getNodeFactory());
    }
  }
}
