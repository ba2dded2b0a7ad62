// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.gateway.faithful.Bench;
import io.farol.gateway.faithful.Case;
import io.farol.gateway.faithful.Cases;
import io.farol.gateway.faithful.Http2Cases;
import io.farol.gateway.faithful.Subject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every case a faithful proxy is asked, against our own, byte for byte over raw sockets.
class FaithfulTest {

  @TestFactory
  Stream<DynamicTest> http1() {
    return tests(Cases.all(), new GatewaySubject());
  }

  @TestFactory
  Stream<DynamicTest> http2() {
    return tests(Http2Cases.both(), new GatewaySubject(route -> route.with(Route.Http.HTTP_2)));
  }

  @TestFactory
  Stream<DynamicTest> http2ToHttp1() {
    return tests(Http2Cases.downwards(), new GatewaySubject());
  }

  private static Stream<DynamicTest> tests(List<Case> cases, Subject subject) {
    return cases.stream()
        .map(each ->
            DynamicTest.dynamicTest(
                each.name(),
                () -> {
                  try (Bench bench = new Bench(subject)) {
                    each.check().run(bench);
                  }
                }));
  }
}
