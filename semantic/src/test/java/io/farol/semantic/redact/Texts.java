// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import java.util.SplittableRandom;

/// Texts by chance, made of what wakes detectors: closer to the edges than anything people write.
final class Texts {

  private static final String[] PIECES = {
    "\"",
    "'",
    "`",
    ":",
    "=",
    "&",
    "?",
    "@",
    ".",
    "-",
    "+",
    "(",
    ")",
    "/",
    "\\",
    "\\\"",
    "\\\\\\\"",
    "\\n",
    "%40",
    "%2B",
    "%25",
    "%C3%A3",
    "\\u0040",
    "\\u00e3",
    "&#64;",
    "&quot;",
    "<",
    ">",
    "</",
    "{",
    "}",
    "[",
    "]",
    ",",
    ";",
    " ",
    "  ",
    "\n",
    "\t",
    "=",
    "⟦",
    "⟧",
    "⟦credential⟧",
    "⟦jwt⟧",
    "⟦cpf:0123456789abcdef0123456789abcdef⟧",
    "⟦data:image/png;bytes=12⟧",
    "password",
    "senha",
    "token",
    "api_key",
    "Authorization",
    "Bearer ",
    "Basic ",
    "cookie",
    "name",
    "key",
    "value",
    "secret",
    "cpf",
    "cnpj",
    "fone",
    "telefone",
    "wa_id",
    "data:",
    "image/png;base64,",
    "eyJhbGciOi",
    "eyJ",
    "sk-proj-",
    "ghp_",
    "AKIA",
    "EAA",
    "wamid.",
    "https://",
    "://",
    "-----BEGIN PRIVATE KEY-----",
    "-----END ",
    "--password ",
    "-u ",
    "br.gov.bcb.pix0111",
    "é",
    "ç",
    "\u200B",
    "\u00AD",
    "\uFE0F",
    "😀",
    "\uD835",
    "\uDFCE",
    "５",
    "٣",
    "\u00A0",
    "—",
    "0",
    "55",
    "+55",
    "11",
    "987654321",
    "98765-4321",
    "0800",
    "52998224725",
    "529.982.247-25",
    "529",
    "982",
    "247",
    "25",
    "11444777000161",
    "12ABC34501DE35",
    "4111111111111111",
    "4111 1111 1111 1111",
    "a@b.com",
    "maria@gmail.com",
    "gmail.com",
    "abc",
    "Abc123xyz789Qwe456Rty",
    "JQQJ99",
    "+ASt",
    "null",
    "true",
    "1764042000",
    "."
  };

  private final SplittableRandom random;

  Texts(SplittableRandom random) {
    this.random = random;
  }

  String next() {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(16); i > 0; i--) {
      switch (random.nextInt(12)) {
        case 0 -> text.append((char) random.nextInt(0x10000));
        case 1 -> text.append((char) (' ' + random.nextInt(95)));
        default -> text.append(PIECES[random.nextInt(PIECES.length)]);
      }
    }
    return text.toString();
  }
}
