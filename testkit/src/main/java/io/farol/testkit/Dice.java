// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A seeded source of choices. Confined to one thread.
final class Dice {

  private static final List<String> WORDS =
      List.of(
          "consulta",
          "situação",
          "cadastro",
          "prefeitura",
          "segunda via",
          "boleto",
          "agendamento",
          "certidão",
          "protocolo",
          "atendimento",
          "por favor",
          "obrigado",
          "não",
          "está",
          "imóvel",
          "IPTU",
          "vencimento",
          "amanhã",
          "documento",
          "enviado",
          "aguarde",
          "resposta",
          "👍");

  private final Random random;

  Dice(long seed) {
    random = new Random(seed);
  }

  /// From 0 to bound, without it.
  int below(int bound) {
    return random.nextInt(bound);
  }

  /// From low to high, both possible.
  long between(long low, long high) {
    return low + Math.floorMod(random.nextLong(), high - low + 1);
  }

  long any() {
    return random.nextLong();
  }

  /// True in so many of a hundred cases.
  boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /// The value in so many of a hundred cases, else null.
  <T> @Nullable T maybe(int chance, Supplier<T> value) {
    return percent(chance) ? value.get() : null;
  }

  /// So many Portuguese words, in no order that means anything.
  String words(int count) {
    return IntStream.range(0, count).mapToObj(i -> pick(WORDS)).collect(Collectors.joining(" "));
  }

  Random random() {
    return random;
  }
}
