// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import static io.farol.semantic.redact.Redacting.finds;
import static io.farol.semantic.redact.Redacting.redact;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DataUrlsTest {

  private static final byte[] PICTURE = new byte[1_234];

  static {
    new SplittableRandom(1).nextBytes(PICTURE);
    byte[] head = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    System.arraycopy(head, 0, PICTURE, 0, head.length);
  }

  @Test
  void onlyTypeAndSizeStay() {
    String url = "data:image/png;base64," + Base64.getEncoder().encodeToString(PICTURE);
    assertThat(redact(url)).isEqualTo("⟦data:image/png;bytes=1234⟧");
    assertThat(redact("veja ![foto](" + url + ") aqui"))
        .isEqualTo("veja ![foto](⟦data:image/png;bytes=1234⟧) aqui");
    assertThat(redact("{\"url\":\"" + url + "\"}"))
        .isEqualTo("{\"url\":\"⟦data:image/png;bytes=1234⟧\"}");
    assertThat(redact("{\"url\":\"" + url.replace("/", "\\/") + "\"}"))
        .isEqualTo("{\"url\":\"⟦data:image/png;bytes=1234⟧\"}");
    assertThat(redact("DATA:text/plain;charset=utf-8;base64,T2w="))
        .isEqualTo("⟦data:text/plain;bytes=2⟧");
    assertThat(redact("data:text/html,<b>oi</b>")).isEqualTo("⟦data:text/html;bytes=9⟧");
    assertThat(redact("data:;base64,AAAA")).isEqualTo("⟦data:text/plain;bytes=3⟧");
    assertThat(redact("data:image/png;base64,AAAA\\n")).isEqualTo("⟦data:image/png;bytes=3⟧\\n");
  }

  @Test
  void longBase64WithoutItsUrl() {
    String picture = Base64.getEncoder().encodeToString(PICTURE);
    assertThat(redact("{\"data\":\"" + picture + "\"}"))
        .isEqualTo("{\"data\":\"⟦data:image/png;bytes=1234⟧\"}");
    byte[] noise = new byte[400];
    new SplittableRandom(2).nextBytes(noise);
    String safe = Base64.getUrlEncoder().withoutPadding().encodeToString(noise);
    assertThat(redact(safe)).isEqualTo("⟦data:application/octet-stream;bytes=400⟧");
  }

  @Test
  void whatIsNoDataUrl() {
    for (String text :
        new String[] {
          "data: 12/10/2026, às 10h",
          "data:12/10, ok",
          "metadata:image/png,x",
          "data: {\"a\":1}",
          "data:,",
          "k".repeat(400),
          "0123456789abcdef".repeat(40),
          "=".repeat(500),
          "-".repeat(500)
        }) {
      assertThat(finds(text)).as(text).isEmpty();
    }
  }
}
