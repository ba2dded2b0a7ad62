// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.gateway.Access;
import io.farol.gateway.Refusal;
import io.farol.gateway.Route;
import io.farol.gateway.Upstream;
import io.farol.gateway.http.Fields;
import io.farol.gateway.http.Protocol;
import io.farol.gateway.http.RequestHead;
import io.farol.server.config.ConfigLoader;
import io.farol.server.config.FarolConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayAccessTest {

  private static final String KEY = "farol_gw_secret";
  private static final Route PLAIN =
      Route.plain("openai", Upstream.parse("https://api.openai.com"));
  private static final Route INJECTED =
      PLAIN.with(Route.HeaderRules.NONE, new Route.Credential("Authorization", "Bearer real"));

  private static Access.Verdict judge(String listen, String host, Route route, String... fields) {
    FarolConfig config = ConfigLoader.load(null, Map.of(), Map.of("server.host", listen));
    return new GatewayAccess(config.server(), KEY)
        .judge(
            new RequestHead("GET", "/openai/", host, Protocol.HTTP_1_1, Fields.of(fields)), route);
  }

  private static Refusal.Reason reason(Access.Verdict verdict) {
    return ((Access.Verdict.Turned) verdict).refusal().reason();
  }

  @Test
  void onThisMachineARouteWithoutCredentialIsFree() {
    assertThat(judge("127.0.0.1", "localhost:3277", PLAIN))
        .isInstanceOf(Access.Verdict.Welcome.class);
  }

  @Test
  void anInjectedCredentialNeedsTheKey() {
    assertThat(reason(judge("127.0.0.1", "localhost", INJECTED))).isEqualTo(Refusal.Reason.KEY);
    assertThat(
            reason(judge("127.0.0.1", "localhost", INJECTED, GatewayAccess.HEADER, "farol_gw_no")))
        .isEqualTo(Refusal.Reason.KEY);
    assertThat(judge("127.0.0.1", "localhost", INJECTED, GatewayAccess.HEADER, KEY))
        .isEqualTo(new Access.Verdict.Welcome(GatewayAccess.HEADER));
    assertThat(judge("127.0.0.1", "localhost", INJECTED, "authorization", "Bearer " + KEY))
        .isInstanceOf(Access.Verdict.Welcome.class);
  }

  @Test
  void whereOthersCanReachItEveryRouteNeedsTheKey() {
    assertThat(reason(judge("0.0.0.0", "10.0.0.1:3277", PLAIN))).isEqualTo(Refusal.Reason.KEY);
    assertThat(judge("0.0.0.0", "10.0.0.1:3277", PLAIN, GatewayAccess.HEADER, KEY))
        .isInstanceOf(Access.Verdict.Welcome.class);
  }

  @Test
  void foreignHostsAndPagesAreTurnedAway() {
    assertThat(reason(judge("127.0.0.1", "evil.example", PLAIN))).isEqualTo(Refusal.Reason.ACCESS);
    assertThat(reason(judge("127.0.0.1", "localhost", PLAIN, "Origin", "https://evil.example")))
        .isEqualTo(Refusal.Reason.ACCESS);
  }
}
