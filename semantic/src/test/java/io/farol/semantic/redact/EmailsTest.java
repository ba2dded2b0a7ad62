// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import static io.farol.semantic.redact.Redacting.finds;
import static io.farol.semantic.redact.Redacting.redact;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "maria.silva+nf@exemplo.com.br", "MARIA.SILVA+NF@EXEMPLO.COM.BR",
        "maria.silva%2Bnf%40exemplo.com.br", "maria.silva+nf\\u0040exemplo.com.br",
        "maria.silva+nf\u200B@exemplo.com.br", "ｍａｒｉａ.silva+nf＠exemplo.com.br",
        "maria.silva+nf&#64;exemplo.com.br", "maria.silva%252Bnf%2540exemplo.com.br"
      })
  void oneAddressHoweverItIsWritten(String written) {
    String marker = redact("maria.silva+nf@exemplo.com.br");
    assertThat(redact(written)).isEqualTo(marker);
    assertThat(redact("<" + written + ">, tchau.")).isEqualTo("<" + marker + ">, tchau.");
    assertThat(redact("{\"email\":\"" + written + "\"}"))
        .isEqualTo("{\"email\":\"" + marker + "\"}");
  }

  @Test
  void whereAnAddressBeginsAndEnds() {
    assertThat(
            finds(
                "mailto:a@b.co, joão@açaí.com.br! o'neil@x.ie; 'b@c.org' user_1@sub.host.io."
                    + " maria @ gmail.com 52998224725@gmail.com"))
        .containsExactly(
            "email:a@b.co",
            "email:joão@açaí.com.br",
            "email:o'neil@x.ie",
            "email:b@c.org",
            "email:user_1@sub.host.io",
            "email:maria @ gmail.com",
            "email:52998224725@gmail.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@types/node",
        "react@18.2.0",
        "git@github.com:farol/farol.git",
        "icon@2x.png",
        "a@b",
        "@maria",
        "user@localhost",
        "image@sha256:4bf92f",
        "me chama no @gmail.com",
        "5511987654321@s.whatsapp.net",
        "a@.com",
        "@@@",
        "às 10 @ sala.1"
      })
  void whatIsNoAddress(String text) {
    assertThat(finds(text)).noneMatch(find -> find.startsWith("email"));
  }
}
