// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import static io.farol.semantic.redact.Redacting.finds;
import static io.farol.semantic.redact.Redacting.redact;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "529.982.247-25",
        "52998224725",
        "529 982 247 25",
        "529982247-25",
        "529.982.24725",
        "529-982-247-25",
        "529.982.247.25",
        "529.982.247 - 25",
        "529_982_247_25",
        "5 2 9 9 8 2 2 4 7 2 5",
        "５２９.９８２.２４７-２５",
        "529\u200B.982\u200B.247\u200B-25",
        "529\u00AD982\u00AD247\u00AD25",
        "529.982.247\u201325",
        "529\u00A0982\u00A0247\u00A025",
        "٥٢٩٩٨٢٢٤٧٢٥",
        "5\uFE0F\u20E32\uFE0F\u20E39\uFE0F\u20E39\uFE0F\u20E38\uFE0F\u20E32\uFE0F\u20E32\uFE0F\u20E34\uFE0F\u20E37\uFE0F\u20E32\uFE0F\u20E35",
        "529\\.982\\.247\\-25",
        "529%2E982%2E247%2D25",
        "529&#46;982&#46;247&#45;25"
      })
  void oneCpfHoweverItIsWritten(String written) {
    assertThat(redact(written)).isEqualTo(redact("52998224725"));
    assertThat(redact("o CPF dele é " + written + ", viu?"))
        .isEqualTo("o CPF dele é " + redact("52998224725") + ", viu?");
    assertThat(redact("\"cpf\":\"" + written + "\"}"))
        .isEqualTo("\"cpf\":\"" + redact("52998224725") + "\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "529.982.247-26", "11111111111", "00000000000", "1234567890", "529.982.247-255",
        "0.52998224725", "a52998224725", "52998224725f", "192.168.100.12", "1.529.982.247-25",
        "550e8400-e29b-41d4-a716-446655440000", "4bf92f3577b34da6a3ce929d0e0e4736", "52998224725%"
      })
  void whatIsNoCpf(String text) {
    assertThat(finds(text)).noneMatch(find -> find.startsWith("cpf"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11.444.777/0001-61",
        "11444777000161",
        "11.444.777.0001-61",
        "11 444 777 0001 61",
        "11444777/0001-61",
        "１１４４４７７７０００１６１",
        "11\u200D.444.777/0001-61",
        "11.444.777\\/0001-61",
        "11.444.777%2F0001-61"
      })
  void oneCnpjHoweverItIsWritten(String written) {
    assertThat(redact("empresa " + written + "."))
        .isEqualTo("empresa " + redact("11444777000161") + ".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12.ABC.345/01DE-35",
        "12ABC34501DE35",
        "12ABC345/01DE-35",
        "12.abc.345/01de-35",
        "12.ABC.345.01DE-35",
        "CNPJ 12abc34501de35",
        "CNPJ: 12 ABC 345 01DE 35"
      })
  void oneAlphanumericCnpjHoweverItIsWritten(String written) {
    assertThat(redact(written)).endsWith(redact("12ABC34501DE35"));
    assertThat(finds(written)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12ABC34501DE9B",
        "12ABC34501DE36",
        "16.727.230/0001=97",
        "11111111111111",
        "12abc34501de35",
        "1234567890123",
        "20261125034000",
        "X12ABC34501DE35",
        "12ABC34501DE355"
      })
  void whatIsNoCnpj(String text) {
    assertThat(finds(text)).noneMatch(find -> find.startsWith("cnpj"));
  }

  @Test
  void zerosThatANumberLost() {
    assertThat(finds("{\"cpf\":1234567891,\"x\":1}")).isEmpty();
    assertThat(finds("{\"cpf\":191,\"cnpj\":191}")).isEmpty();
    assertThat(finds("{\"cpf\":" + Samples.cpfWithLeadingZero().substring(1) + "}")).hasSize(1);
    assertThat(finds("{\"id\":" + Samples.cpfWithLeadingZero().substring(1) + "}"))
        .noneMatch(find -> find.startsWith("cpf"));
  }

  @Test
  void severalInOneText() {
    assertThat(finds("52998224725,11144477735;123.456.789-09/404.428.201-35 11444777000161"))
        .containsExactly(
            "cpf:52998224725",
            "cpf:11144477735",
            "cpf:123.456.789-09",
            "cpf:404.428.201-35",
            "cnpj:11444777000161");
  }

  @Test
  void aPixCodeGivesItsKeyAway() {
    assertThat(finds("00020126360014br.gov.bcb.pix0111529982247255204000053039865802BR"))
        .containsExactly("cpf:52998224725");
    assertThat(finds("00020126360014BR.GOV.BCB.PIX0114+55119876543215204000053039865802BR"))
        .containsExactly("phone:+5511987654321");
    assertThat(finds("0014br.gov.bcb.pix0115maria@gmail.com5204"))
        .containsExactly("email:maria@gmail.com");
  }

  @Test
  void everyVectorGetsItsVerdict() {
    SharedData.find("05-conformance/br-cpf-cnpj-vectors/vectors.json")
        .ifPresent(file -> {
          List<String> wrong = new ArrayList<>();
          JsonNode vectors = SharedData.json(file);
          for (JsonNode vector : vectors) {
            String kind = vector.get("doc").asText();
            String value = vector.get("value").asText();
            boolean found = finds(value).contains(kind + ':' + value);
            boolean inside = finds("doc " + value + ", ok").contains(kind + ':' + value);
            if (found != vector.get("valid").asBoolean() || inside != found) {
              wrong.add(kind + ' ' + value);
            }
          }
          System.out.printf("CPF and CNPJ vectors: %d, wrong %d%n", vectors.size(), wrong.size());
          assertThat(vectors).isNotEmpty();
          assertThat(wrong).isEmpty();
        });
  }
}
