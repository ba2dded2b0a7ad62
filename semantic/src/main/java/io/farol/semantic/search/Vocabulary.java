// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.search;

import io.farol.model.CallKind;
import io.farol.model.Cause;
import io.farol.store.Condition;
import io.farol.store.Condition.Field;
import io.farol.store.Condition.Quantity;
import io.farol.store.Condition.Trait;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The words of the grammar, in Portuguese and in English, folded: a field is asked for by any of
/// its names.
final class Vocabulary {

  /// What a word before a colon asks about.
  sealed interface Subject {
    record OfField(Field field) implements Subject {}

    record OfQuantity(Quantity quantity, Unit unit) implements Subject {}

    record OfTrait() implements Subject {}
  }

  enum Unit {
    TIME,
    MONEY,
    COUNT,
    BYTES
  }

  static final Map<String, Subject> SUBJECTS = new LinkedHashMap<>();
  static final Map<String, Trait> TRAITS = new LinkedHashMap<>();
  private static final Map<Field, Map<String, String>> VALUES = new LinkedHashMap<>();

  static {
    field(Field.INTEGRATION, "integracao", "integration");
    field(Field.FROM, "de", "from");
    field(Field.TO, "para", "to");
    field(Field.OPERATION, "operacao", "operation");
    field(Field.OUTCOME, "resultado", "outcome");
    field(Field.CAUSE, "causa", "cause");
    field(Field.MODEL, "modelo", "model");
    field(Field.PROVIDER, "provedor", "provider");
    field(Field.CONVERSATION, "conversa", "conversation");
    field(Field.USER, "pessoa", "user");
    field(Field.PLATFORM, "plataforma", "platform");
    field(Field.ENVIRONMENT, "ambiente", "environment");
    field(Field.CLOUD, "nuvem", "cloud");
    field(Field.REGION, "regiao", "region");
    field(Field.KIND, "tipo", "kind");
    field(Field.DIALECT, "dialeto", "dialect");
    field(Field.TRACE, "trace");
    quantity(Quantity.DURATION, Unit.TIME, "latencia", "latency", "duracao", "duration");
    quantity(Quantity.FIRST_TOKEN, Unit.TIME, "primeiro-token", "first-token");
    quantity(Quantity.COST, Unit.MONEY, "custo", "cost");
    quantity(Quantity.TOKENS, Unit.COUNT, "tokens");
    quantity(Quantity.INPUT_TOKENS, Unit.COUNT, "entrada", "input");
    quantity(Quantity.OUTPUT_TOKENS, Unit.COUNT, "saida", "output");
    quantity(Quantity.SENT_BYTES, Unit.BYTES, "enviado", "sent");
    quantity(Quantity.RECEIVED_BYTES, Unit.BYTES, "recebido", "received");
    quantity(Quantity.HTTP_STATUS, Unit.COUNT, "status");
    SUBJECTS.put("tem", new Subject.OfTrait());
    SUBJECTS.put("has", new Subject.OfTrait());

    trait(Trait.ERROR, "erro", "error");
    trait(Trait.COST, "custo", "cost");
    trait(Trait.UNPRICED, "sem-preco", "unpriced");
    trait(Trait.TOKENS, "tokens");
    trait(Trait.CONVERSATION, "conversa", "conversation");
    trait(Trait.USER, "pessoa", "user");
    trait(Trait.MODEL, "modelo", "model");

    value(Field.OUTCOME, "succeeded", "succeeded", "respondida", "ok");
    value(Field.OUTCOME, "failed", "failed", "falhou", "erro");
    value(Field.OUTCOME, "open", "open", "lost", "aberta", "perdida");
    for (Cause cause : Cause.values()) {
      value(Field.CAUSE, cause.wire(), cause.wire());
    }
    for (CallKind kind : CallKind.values()) {
      String word = kind.name().toLowerCase(Locale.ROOT);
      value(Field.KIND, word, word);
    }
    value(Field.KIND, "model", "modelo");
    value(Field.KIND, "tool", "ferramenta");
    value(Field.KIND, "messaging", "mensageria");
    value(Field.KIND, "database", "banco");
  }

  private Vocabulary() {}

  private static void field(Field field, String... names) {
    for (String name : names) {
      SUBJECTS.put(name, new Subject.OfField(field));
    }
  }

  private static void quantity(Quantity quantity, Unit unit, String... names) {
    for (String name : names) {
      SUBJECTS.put(name, new Subject.OfQuantity(quantity, unit));
    }
  }

  private static void trait(Trait trait, String... names) {
    for (String name : names) {
      TRAITS.put(name, trait);
    }
  }

  private static void value(Field field, String value, String... names) {
    Map<String, String> known = VALUES.computeIfAbsent(field, each -> new LinkedHashMap<>());
    for (String name : names) {
      known.put(name, value);
    }
  }

  /// The words a field takes, or null where it takes any.
  static @Nullable Set<String> valuesOf(Field field) {
    Map<String, String> known = VALUES.get(field);
    return known == null ? null : known.keySet();
  }

  /// @param word one of [#valuesOf] where there are some
  static String value(Field field, String word) {
    Map<String, String> known = VALUES.get(field);
    return known == null ? word : known.getOrDefault(Condition.folded(word), word);
  }

  /// The word somebody meant: the one with the least edit distance, of equals the first.
  static String nearest(String word, Set<String> known) {
    return List.copyOf(known).stream()
        .min(Comparator.comparingInt(each -> distance(word, each)))
        .orElseThrow();
  }

  /// Levenshtein's distance.
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
