// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The numbers are checked by the rule read from the other end: weights from the left, with the
/// check digits themselves in the sum.
final class BrazilianIdsTest {
  private static final int[] CNPJ_WEIGHTS = {6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2};

  @ParameterizedTest
  @ValueSource(strings = {"52998224725", "11144477735", "12345678909", "40442820135"})
  void theCheckOfThisTestKnowsRealCpfs(String cpf) {
    assertThat(isCpf(cpf)).isTrue();
    assertThat(isCpf(cpf.substring(0, 10) + (cpf.charAt(10) == '0' ? '1' : '0'))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"12ABC34501DE35", "11444777000161", "33683111000280", "ABCDEFGHIJKL80"})
  void theCheckOfThisTestKnowsRealCnpjs(String cnpj) {
    assertThat(isCnpj(cnpj)).isTrue();
    assertThat(isCnpj(cnpj.substring(0, 13) + (cnpj.charAt(13) == '0' ? '1' : '0'))).isFalse();
  }

  @Test
  void everyCpfIsValidAndNearlyNoneTwice() {
    Luck luck = new Luck(1);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 5000; i++) {
      String cpf = BrazilianIds.cpf(luck);
      assertThat(isCpf(cpf)).as(cpf).isTrue();
      assertThat(BrazilianIds.isCpf(cpf)).as(cpf).isTrue();
      seen.add(cpf);
    }
    assertThat(seen).hasSizeGreaterThan(4990);
  }

  @Test
  void everyCnpjIsValidAndSomeHaveLetters() {
    Luck luck = new Luck(2);
    int lettered = 0;
    for (int i = 0; i < 5000; i++) {
      String cnpj = BrazilianIds.cnpj(luck);
      assertThat(isCnpj(cnpj)).as(cnpj).isTrue();
      assertThat(BrazilianIds.isCnpj(cnpj)).as(cnpj).isTrue();
      lettered += cnpj.matches("\\d+") ? 0 : 1;
    }
    assertThat(lettered).isBetween(400, 900);
  }

  @Test
  void punctuationIsTheUsualOne() {
    assertThat(BrazilianIds.punctuatedCpf("52998224725")).isEqualTo("529.982.247-25");
    assertThat(BrazilianIds.punctuatedCnpj("12ABC34501DE35")).isEqualTo("12.ABC.345/01DE-35");
  }

  private static boolean isCpf(String cpf) {
    return cpf.matches("\\d{11}") && digit(cpf, 9) && digit(cpf, 10);
  }

  private static boolean digit(String cpf, int place) {
    int sum = 0;
    for (int i = 0; i < place; i++) {
      sum += (cpf.charAt(i) - '0') * (place + 1 - i);
    }
    return sum * 10 % 11 % 10 == cpf.charAt(place) - '0';
  }

  private static boolean isCnpj(String cnpj) {
    return cnpj.matches("[0-9A-Z]{12}\\d{2}") && cnpjDigit(cnpj, 12) && cnpjDigit(cnpj, 13);
  }

  private static boolean cnpjDigit(String cnpj, int place) {
    int sum = 0;
    for (int i = 0; i < place; i++) {
      sum += (cnpj.charAt(i) - 48) * CNPJ_WEIGHTS[i + 13 - place];
    }
    return sum * 10 % 11 % 10 == cnpj.charAt(place) - '0';
  }
}
