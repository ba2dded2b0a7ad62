// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import static io.farol.semantic.redact.Redacting.finds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111111",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "4111.1111.1111.1111",
        "5555555555554444",
        "2223003122003222",
        "378282246310005",
        "3782 822463 10005",
        "30569309025904",
        "3056 930902 5904",
        "6011111111111117",
        "3530111333300000",
        "6362970000457013",
        "5067310000000010",
        "6062825624254001",
        "4222222222222",
        "676187529547",
        "180047293428465",
        "4\u200B111111111111111",
        "４１１１１１１１１１１１１１１１",
        "6200000000000000000",
        "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"
      })
  void cardsOfManyIssuers(String card) {
    assertThat(finds(card)).containsExactly("card:" + card);
    assertThat(finds("cobra no cartão " + card + ", por favor")).containsExactly("card:" + card);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111112", "1234567890123452", "41111111111111111", "0000000000000000",
        "411 1111 1111 11111", "4111-1111 1111.1111", "x4111111111111111", "4111111111111111a",
        "1764042000123456", "{\"owner_business_id\":\"2329417887457253\"}", "0.4111111111111111"
      })
  void whatIsNoCard(String text) {
    assertThat(finds(text)).noneMatch(find -> find.startsWith("card"));
  }
}
