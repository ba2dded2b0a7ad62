// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import static io.farol.semantic.redact.Redacting.REDACTOR;
import static io.farol.semantic.redact.Redacting.finds;
import static io.farol.semantic.redact.Redacting.redact;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhonesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11987654321",
        "+5511987654321",
        "5511987654321",
        "+55 11 98765-4321",
        "(11) 98765-4321",
        "11 98765-4321",
        "+55 (11) 98765-4321",
        "+55 (0)11 98765-4321",
        "011 98765-4321",
        "0 11 98765-4321",
        "11 9 8765-4321",
        "11 9 8765 4321",
        "11.98765.4321",
        "11-98765-4321",
        "(11)98765-4321",
        "+55-11-98765-4321",
        "0055 11 98765-4321",
        "015 11 98765-4321",
        "11 987 654 321",
        "551187654321",
        "+55 11 8765-4321",
        "(11) 8765-4321",
        "（11）98765-4321",
        "11 98765\u20114321",
        "11\u00A098765\u00A04321",
        "%2B55%2011%2098765-4321",
        "+55\u200B11\u200B98765\u200B4321"
      })
  void oneMobileHoweverItIsWritten(String written) {
    assertThat(redact(written)).isEqualTo(redact("11987654321"));
    assertThat(redact("meu zap: " + written + " (casa)"))
        .isEqualTo("meu zap: " + redact("11987654321") + " (casa)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(11) 3333-4444", "11 3333-4444", "+551133334444", "551133334444", "+55 11 3333 4444",
        "11 3333.4444", "(11)3333-4444", "0113333-4444", "1133334444", "ligue 1133334444",
        "me chama no 1133334444 blz", "{\"telefone\":1133334444}"
      })
  void oneLandlineHoweverItIsWritten(String written) {
    assertThat(redact(written)).contains(redact("(11) 3333-4444"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0800 123 4567",
        "08001234567",
        "0300 789 1234",
        "4004-1234",
        "20 98765-4321",
        "10987654321",
        "01310-100",
        "2023-2024",
        "11/12/2026",
        "2026-11-25 03:40",
        "1732000000",
        "1764042000123",
        "1764042000123456789",
        "protocolo 2145678901",
        "pedido nº 1133334444",
        "{\"created\":1732000000}",
        "{\"total_duration\":8633813833}",
        "0.11987654321",
        "-0.05596923828125",
        "(99) 99999-9999",
        "3.4 (2012-2014)",
        "R$ 1.234.567,89",
        "{\"phone_number_id\":\"106540352242922\"}",
        "0000001-68.2026.8.26.0100",
        "34191.79001 01043.510047 91020.150008 1 96610000014500",
        "x11987654321y"
      })
  void whatIsNoPhone(String text) {
    assertThat(finds(text)).noneMatch(find -> find.startsWith("phone"));
  }

  @Test
  void whatsAppIds() {
    String phone = redact("11987654321");
    assertThat(redact("{\"wa_id\":\"551187654321\"}")).isEqualTo("{\"wa_id\":\"" + phone + "\"}");
    assertThat(redact("5511987654321@s.whatsapp.net")).isEqualTo(phone + "@s.whatsapp.net");
    assertThat(redact("5511987654321@c.us")).isEqualTo(phone + "@c.us");
    assertThat(finds("{\"wa_id\":\"15551234567\",\"from\":\"351912345678\"}"))
        .containsExactly("phone:15551234567", "phone:351912345678");
    assertThat(finds("wamid.HBgNNTUxMTk4NzY1NDMyMRUCABEYEjg3NUM1Qjg0NTY4ODFFOEY4RAA=")).hasSize(1);
    assertThat(finds("wamid.HBgNNTUx")).isEmpty();
  }

  @Test
  void phonesOfOtherCountriesWithTheirPlus() {
    assertThat(finds("call +1 415 555 2671 or +351 912 345 678, +44 20 7946 0958."))
        .containsExactly(
            "phone:+1 415 555 2671", "phone:+351 912 345 678", "phone:+44 20 7946 0958");
    assertThat(finds("1+5551234567 is a sum, a+15551234567 too")).isEmpty();
  }

  @Test
  void withoutAreaCodeOnlyWhereTheTextSaysPhone() {
    assertThat(finds("meu celular é 98765-4321")).containsExactly("phone:98765-4321");
    assertThat(finds("CEP ou código 98765-4321")).isEmpty();
    assertThat(finds("fone 3333-4444")).containsExactly("phone:3333-4444");
  }

  @Test
  void listsOfPhones() {
    assertThat(finds("telefones: 1133334444, 1133335555 e 2133336666 / 1133337777"))
        .containsExactly(
            "phone:1133334444", "phone:1133335555", "phone:2133336666", "phone:1133337777");
  }

  @Test
  void theAttributeKeyIsContextToo() {
    assertThat(REDACTOR.redact("whatsapp.wa_id", "15551234567")).startsWith("⟦phone:");
    assertThat(REDACTOR.redact("customer.phone", "1733334444")).startsWith("⟦phone:");
    assertThat(REDACTOR.redact("order.number", "1733334444")).isEqualTo("1733334444");
    assertThat(REDACTOR.redact("whatsapp.phone_number_id", "1133334444")).isEqualTo("1133334444");
  }
}
