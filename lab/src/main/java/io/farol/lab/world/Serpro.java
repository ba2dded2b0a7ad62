// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

import io.farol.lab.people.Pace;
import java.time.Duration;

/// SERPRO's gateway, on a bad day: `POST /token` takes the connection and never answers. The token
/// for CPF look-ups runs out soon after the world begins; that for CNPJ was renewed just before.
final class Serpro {
  private static final String GATEWAY = "https://gateway.apiserpro.serpro.gov.br";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration CPF_TOKEN_LEFT = Duration.ofSeconds(20);
  private static final int TOKEN_REQUEST_BYTES = 29;
  private static final int ATTEMPTS = 3;

  private final Pace pace;
  private final long begunNanos = System.nanoTime();

  Serpro(Pace pace) {
    this.pace = pace;
  }

  /// Looks a person up. False when that could not be asked, for want of a token.
  boolean consultCpf(Caller caller, String cpf) {
    if (cpfTokenRanOut() && !renewToken(caller)) {
      return false;
    }
    lookUp(caller, "/consulta-cpf-df/v2/cpf/" + cpf, 246);
    return true;
  }

  /// Looks a company up; the token for that is still good.
  void consultCnpj(Caller caller, String cnpj) {
    lookUp(caller, "/consulta-cnpj-df/v2/basica/" + cnpj, 1390);
  }

  /// Asks for a token once, in vain.
  void askForToken(Component component) {
    HttpCall.post(GATEWAY + "/token", TOKEN_REQUEST_BYTES)
        .unanswered(component.http("POST"), pace, TIMEOUT);
  }

  private boolean cpfTokenRanOut() {
    return pace.passed(begunNanos).compareTo(CPF_TOKEN_LEFT) > 0;
  }

  private boolean renewToken(Caller caller) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        askForToken(caller.component());
        return true;
      } catch (CallFailed e) {
        pace.pass(Duration.ofSeconds(2L * attempt));
      }
    }
    return false;
  }

  /// Most are found; some are found in part, some not at all. All of that is billed.
  private void lookUp(Caller caller, String path, int bytes) {
    int dice = caller.luck().between(1, 100);
    int status = dice <= 92 ? 200 : dice <= 96 ? 206 : 404;
    HttpCall.get(GATEWAY + path)
        .answered(
            caller.component().http("GET"),
            pace,
            caller.luck().around(380),
            status,
            status == 404 ? 64 : bytes);
  }
}
