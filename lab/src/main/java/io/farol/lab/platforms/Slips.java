// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.platforms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.lab.people.Luck;
import io.farol.lab.people.Pace;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The cooperative's own API for slips: old, slow, not instrumented, without TLS, inside.
public final class Slips implements AutoCloseable {
  /// Its name inside.
  public static final String HOST = "boletos.horizonte.coop.br";

  private static final Pattern OPEN = Pattern.compile("/v1/cooperados/([0-9]+)/boletos");

  private final long seed;
  private final Platform platform;

  private Slips(int port, long seed, Pace pace, Logbook logbook) throws IOException {
    this.seed = seed;
    this.platform = Platform.plain("slips", port, pace, logbook, this::answer);
  }

  /// Opens it.
  ///
  /// @param port where it listens on loopback; 0 for any free port
  public static Slips open(int port, long seed, Pace pace, Logbook logbook) throws IOException {
    return new Slips(port, seed, pace, logbook);
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
    Matcher open = OPEN.matcher(asked.path());
    Luck luck = asked.luck(seed);
    if (!open.matches()) {
      return Reply.json(404, Reply.object(), luck.around(300), Reply.entry("unknown", 404));
    }
    ObjectNode body = Reply.object();
    ObjectNode slip = body.putArray("boletos").addObject();
    slip.put("nosso_numero", luck.digits(11)).put("vencimento", "2026-11-30");
    slip.put("valor", luck.between(38, 890) + "," + luck.digits(2));
    return Reply.json(200, body, luck.around(900), Reply.entry("boletos", 200));
  }
}
