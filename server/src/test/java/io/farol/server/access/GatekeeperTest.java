// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import io.farol.server.config.ConfigLoader;
import io.farol.server.config.FarolConfig;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatekeeperTest {

  private static final String ADMIN = "farol_adm_1";
  private static final String INGEST = "farol_ing_1";

  private final Sessions sessions = new Sessions(() -> Instant.EPOCH);
  private final Gatekeeper local = gatekeeper(Map.of());
  private final Gatekeeper open = gatekeeper(Map.of("server.open", "true"));
  private final Gatekeeper public_ =
      gatekeeper(Map.of("server.host", "0.0.0.0", "server.allowed-hosts", "farol.example"));

  private Gatekeeper gatekeeper(Map<String, String> flags) {
    FarolConfig config = ConfigLoader.load(null, Map.of(), new HashMap<>(flags));
    return new Gatekeeper(config.server(), ADMIN, INGEST, sessions);
  }

  @Test
  void aForeignHostIsTurnedAwayEvenWhenOpen() {
    assertThat(status(open, Need.NOTHING, "evil.example")).isEqualTo(421);
    assertThat(status(local, Need.INGEST, "evil.example:4318")).isEqualTo(421);
    assertThat(status(public_, Need.NOTHING, "evil.example")).isEqualTo(421);
  }

  @Test
  void itsOwnNamesAreKnown() {
    for (String host : new String[] {"127.0.0.1:3276", "localhost", "LOCALHOST:1", "[::1]:3276"}) {
      assertThat(status(local, Need.NOTHING, host)).as(host).isZero();
    }
    assertThat(status(public_, Need.NOTHING, "farol.example")).isZero();
    assertThat(status(public_, Need.NOTHING, "192.0.2.7:3276")).isZero();
  }

  @Test
  void anotherOriginIsTurnedAway() {
    assertThat(status(open, Need.ADMIN, "localhost:3276", "origin", "http://evil.example"))
        .isEqualTo(403);
    assertThat(status(open, Need.ADMIN, "localhost:3276", "origin", "null")).isEqualTo(403);
    assertThat(status(open, Need.ADMIN, "localhost:3276", "origin", "http://localhost:9"))
        .isEqualTo(403);
    assertThat(status(open, Need.ADMIN, "localhost:3276", "origin", "http://localhost:3276"))
        .isZero();
  }

  @Test
  void loopbackIsNotAuthentication() {
    assertThat(status(local, Need.ADMIN, "localhost")).isEqualTo(401);
    assertThat(status(open, Need.ADMIN, "localhost")).isZero();
  }

  @Test
  void telemetryIsFreeOnLoopbackAndNeedsAKeyElsewhere() {
    assertThat(status(local, Need.INGEST, "localhost")).isZero();
    assertThat(status(public_, Need.INGEST, "farol.example")).isEqualTo(401);
    assertThat(status(public_, Need.INGEST, "farol.example", "x-api-key", INGEST)).isZero();
    assertThat(status(public_, Need.INGEST, "farol.example", "x-api-key", ADMIN)).isZero();
    assertThat(status(public_, Need.INGEST, "farol.example", "x-api-key", "wrong")).isEqualTo(401);
  }

  @Test
  void theAdminKeyComesAsBearerBasicOrHeader() {
    String basic =
        Base64.getEncoder().encodeToString(("any:" + ADMIN).getBytes(StandardCharsets.UTF_8));
    assertThat(status(local, Need.ADMIN, "localhost", "authorization", "Bearer " + ADMIN)).isZero();
    assertThat(status(local, Need.ADMIN, "localhost", "authorization", "Basic " + basic)).isZero();
    assertThat(status(local, Need.ADMIN, "localhost", "x-api-key", ADMIN)).isZero();
    assertThat(status(local, Need.ADMIN, "localhost", "authorization", "Bearer")).isEqualTo(401);
    assertThat(status(local, Need.ADMIN, "localhost", "authorization", "Basic %%%")).isEqualTo(401);
    assertThat(status(local, Need.ADMIN, "localhost", "x-api-key", INGEST)).isEqualTo(401);
  }

  @Test
  void aLoginLinkOpensOneSessionOnce() {
    String link = sessions.newLink();
    String session = sessions.open(link).orElseThrow();
    assertThat(sessions.open(link)).isEmpty();
    assertThat(status(local, Need.ADMIN, "localhost", "cookie", Gatekeeper.COOKIE + "=" + session))
        .isZero();
    assertThat(status(local, Need.ADMIN, "localhost", "cookie", Gatekeeper.COOKIE + "=x"))
        .isEqualTo(401);
  }

  /// 0 for welcome, else the HTTP status.
  private static int status(Gatekeeper gatekeeper, Need need, String host, String... headers) {
    var builder = RequestHeaders.builder(HttpMethod.GET, "/").authority(host).scheme("http");
    for (int i = 0; i < headers.length; i += 2) {
      builder.set(headers[i], headers[i + 1]);
    }
    return switch (gatekeeper.judge(builder.build(), need)) {
      case Verdict.Welcome welcome -> 0;
      case Verdict.Turned turned -> turned.httpStatus();
    };
  }
}
