// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamTest {

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com, true, api.openai.com, 443, '', api.openai.com",
    "https://api.openai.com/, true, api.openai.com, 443, '', api.openai.com",
    "http://127.0.0.1:8080/v1/, false, 127.0.0.1, 8080, /v1, 127.0.0.1:8080",
    "HTTPS://x.example:443/a/b, true, x.example, 443, /a/b, x.example",
    "http://[::1]:9/, false, ::1, 9, '', [::1]:9"
  })
  void readsUrls(
      String url, boolean tls, String host, int port, String basePath, String authority) {
    Upstream upstream = Upstream.parse(url);
    assertThat(upstream).isEqualTo(new Upstream(tls, host, port, basePath));
    assertThat(upstream.authority()).isEqualTo(authority);
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://x.example, does not begin with",
    "api.openai.com, does not begin with",
    "https://, is not a URL",
    "https:///v1, names no host",
    "https://u:p@x.example, carries a user and password",
    "https://x.example/?a=b, has a query",
    "https://x.example:70000, has a port that does not exist",
    "https://x example, is not a URL"
  })
  void saysWhatIsWrong(String url, String error) {
    assertThatThrownBy(() -> Upstream.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(error);
  }

  @Test
  void printsNoSecret() {
    assertThat(new Route.Credential("api-key", "hush-hush").toString()).doesNotContain("hush");
    assertThat(new Route.EgressProxy("h", 1, "u", "hush-hush").toString()).doesNotContain("hush");
  }
}
