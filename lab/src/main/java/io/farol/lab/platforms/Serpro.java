// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.platforms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.lab.people.BrazilianIds;
import io.farol.lab.people.Luck;
import io.farol.lab.people.Pace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// SERPRO's gateway: tokens that run out, Consulta CPF and Consulta CNPJ with what is charged (200,
/// 206, 404, 422) and what is not (400, 401, 403, 500, 504).
public final class Serpro implements AutoCloseable {
  /// The gateway's name.
  public static final String HOST = "gateway.apiserpro.serpro.gov.br";

  /// Consumer key and secret, as `Authorization: Basic` has them.
  public static final String CONSUMER = "horizonte:demonstracao";

  private static final Pattern PRODUCT =
      Pattern.compile("/consulta-(cpf|cnpj)-df/v2/(cpf|basica|qsa|empresa)/([0-9A-Z]+)");
  private static final Duration FOREVER = Duration.ofMinutes(3);
  private static final Duration TOKEN_LASTS = Duration.ofSeconds(60);
  private static final String PRICE = "0.659";

  private final long seed;
  private final Pace pace;
  private final Misfortunes misfortunes;
  private final Platform platform;
  private String token = "";
  private long tokenSince;
  private long tokens;

  private Serpro(
      int port,
      long seed,
      Pace pace,
      Misfortunes misfortunes,
      Certificates certificates,
      Logbook logbook)
      throws IOException {
    this.seed = seed;
    this.pace = pace;
    this.misfortunes = misfortunes;
    this.platform =
        Platform.secure(
            "serpro",
            port,
            pace,
            logbook,
            certificates.shown(() -> misfortunes.has(Misfortune.EXPIRED_CERTIFICATE)),
            asked -> closing(answer(asked)));
  }

  /// Opens it.
  ///
  /// @param port where it listens on loopback; 0 for any free port
  public static Serpro open(
      int port,
      long seed,
      Pace pace,
      Misfortunes misfortunes,
      Certificates certificates,
      Logbook logbook)
      throws IOException {
    return new Serpro(port, seed, pace, misfortunes, certificates, logbook);
  }

  /// Where it listens on loopback.
  public int port() {
    return platform.port();
  }

  @Override
  public void close() {
    platform.close();
  }

  private Reply answer(Asked asked) {
    if (asked.path().equals("/token")) {
      return misfortunes.has(Misfortune.SERPRO_TOKEN)
          ? new Reply.Silence(FOREVER, Reply.entry("token", 0))
          : token(asked);
    }
    Matcher product = PRODUCT.matcher(asked.path());
    if (!product.matches()) {
      return fault(404, "900906", "No matching resource found for given API Request", "unknown");
    }
    String operation = "consulta-" + product.group(1);
    if (!isGood(asked.header("authorization"))) {
      return fault(401, "900901", "Invalid Credentials", operation);
    }
    return lookUp(operation, product.group(3), asked.luck(seed));
  }

  private Reply token(Asked asked) {
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(CONSUMER.getBytes(StandardCharsets.UTF_8));
    if (!asked.header("content-type").startsWith("application/x-www-form-urlencoded")) {
      return fault(415, "900000", "Unsupported Media Type", "token");
    }
    if (!asked.header("authorization").equals(basic)) {
      return fault(401, "900901", "Invalid Credentials", "token");
    }
    ObjectNode body = Reply.object().put("scope", "am_application_scope default");
    body.put("token_type", "Bearer").put("expires_in", expiresIn()).put("access_token", token());
    return Reply.json(200, body, asked.luck(seed).around(160), Reply.entry("token", 200));
  }

  /// The token that holds now; asked for again, it is the same with less time left.
  private synchronized String token() {
    if (left().isNegative() || left().isZero() || token.isEmpty()) {
      token = new Luck(seed ^ ++tokens).alphanumeric(36);
      tokenSince = System.nanoTime();
    }
    return token;
  }

  private synchronized long expiresIn() {
    token();
    return Math.max(1, left().toSeconds());
  }

  private Duration left() {
    return token.isEmpty() ? Duration.ZERO : TOKEN_LASTS.minus(pace.passed(tokenSince));
  }

  private synchronized boolean isGood(String authorization) {
    return !token.isEmpty() && left().isPositive() && authorization.equals("Bearer " + token);
  }

  private static Reply lookUp(String operation, String number, Luck luck) {
    boolean person = operation.equals("consulta-cpf");
    Duration takes = luck.around(380);
    if (!(person ? BrazilianIds.isCpf(number) : BrazilianIds.isCnpj(number))) {
      ObjectNode body = Reply.object().put("mensagem", (person ? "CPF" : "CNPJ") + " inválido!");
      return Reply.json(400, body, takes, Reply.entry(operation, 400));
    }
    int dice = luck.between(1, 100);
    int status = dice <= 90 ? 200 : dice <= 94 ? 206 : dice <= 98 ? 404 : 422;
    ObjectNode entry = Reply.entry(operation, status);
    entry.putObject("charge").put("sku", operation).put("amount", PRICE).put("currency", "BRL");
    ObjectNode body = Reply.object();
    switch (status) {
      case 404 -> body.put("mensagem", (person ? "CPF" : "CNPJ") + " não encontrado");
      case 422 -> body.put("mensagem", "Consulta não permitida: titular menor de idade");
      default -> {
        body.put("ni", number);
        if (person) {
          body.put("nome", "Nome do CPF " + number);
          body.putObject("situacao").put("codigo", "0").put("descricao", "Regular");
          body.put("nascimento", "01011980");
        } else {
          body.put("tipoEstabelecimento", "1").put("nomeEmpresarial", "EMPRESA " + number);
          body.putObject("situacaoCadastral").put("codigo", "2").put("data", "2021-05-22");
          body.putObject("naturezaJuridica")
              .put("codigo", "2135")
              .put("descricao", "Empresário (Individual)");
        }
      }
    }
    return Reply.json(status, body, takes, entry);
  }

  private static Reply fault(int status, String code, String message, String operation) {
    ObjectNode body = Reply.object();
    body.putObject("fault")
        .put("code", Integer.parseInt(code))
        .put("message", message)
        .put("description", message);
    return Reply.json(status, body, Duration.ofMillis(40), Reply.entry(operation, status));
  }

  /// A new connection for each request, so that whoever asks sees the certificate of today.
  private static Reply closing(Reply reply) {
    if (!(reply instanceof Reply.Whole whole)) {
      return reply;
    }
    Map<String, String> headers = new HashMap<>(whole.headers());
    headers.put("Connection", "close");
    return new Reply.Whole(whole.status(), headers, whole.body(), whole.after(), whole.entry());
  }
}
