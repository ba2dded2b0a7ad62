// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.semantic.search.FilterReading.Fault;
import io.farol.semantic.search.FilterReading.Understood;
import io.farol.semantic.search.FilterReading.Wrong;
import io.farol.store.Condition;
import io.farol.store.Condition.All;
import io.farol.store.Condition.Any;
import io.farol.store.Condition.Comparison;
import io.farol.store.Condition.Field;
import io.farol.store.Condition.Has;
import io.farol.store.Condition.Is;
import io.farol.store.Condition.Measures;
import io.farol.store.Condition.Not;
import io.farol.store.Condition.Quantity;
import io.farol.store.Condition.Says;
import io.farol.store.Condition.Trait;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterGrammarTest {

  private static Condition condition(String text) {
    return switch (FilterGrammar.read(text)) {
      case Understood(Condition condition) -> condition;
      case Wrong wrong -> throw new AssertionError(text + ": " + wrong);
    };
  }

  @Test
  void asksForNothingWhereNothingIsSaid() {
    assertThat(condition("")).isEqualTo(Condition.ANYTHING);
    assertThat(condition(" \u00a0\t")).isEqualTo(Condition.ANYTHING);
  }

  @Test
  void readsWordsAndPhrases() {
    assertThat(condition("situação")).isEqualTo(new Says("situacao"));
    assertThat(condition("\"dois nomes\" outro"))
        .isEqualTo(new All(List.of(new Says("dois nomes"), new Says("outro"))));
    assertThat(condition("\"um \\\"dito\\\"\"")).isEqualTo(new Says("um \"dito\""));
    assertThat(condition("-outro")).isEqualTo(new Not(new Says("outro")));
    assertThat(condition("a-b -")).isEqualTo(new All(List.of(new Says("a-b"), new Says("-"))));
  }

  @Test
  void readsFieldsInBothLanguages() {
    Condition model = new Is(Field.MODEL, "gpt-4.1");
    for (String text : List.of("modelo:gpt-4.1", "model:GPT-4.1", "Modelo:\"gpt-4.1\"")) {
      assertThat(condition(text)).as(text).isEqualTo(model);
    }
    assertThat(condition("integração:azure-openai/gpt-4.1"))
        .isEqualTo(new Is(Field.INTEGRATION, "azure-openai/gpt-4.1"));
    assertThat(condition("de:cadastro para:serpro"))
        .isEqualTo(new All(List.of(new Is(Field.FROM, "cadastro"), new Is(Field.TO, "serpro"))));
    assertThat(condition("resultado:falhou")).isEqualTo(new Is(Field.OUTCOME, "failed"));
    assertThat(condition("outcome:lost")).isEqualTo(new Is(Field.OUTCOME, "open"));
    assertThat(condition("tipo:banco")).isEqualTo(new Is(Field.KIND, "database"));
    assertThat(condition("operacao:\"POST /token\""))
        .isEqualTo(new Is(Field.OPERATION, "POST /token"));
  }

  @Test
  void readsAlternativesAndNegations() {
    assertThat(condition("causa:(timeout OR reset OU dns)"))
        .isEqualTo(
            new Any(
                List.of(
                    new Is(Field.CAUSE, "timeout"),
                    new Is(Field.CAUSE, "reset"),
                    new Is(Field.CAUSE, "dns"))));
    assertThat(condition("-modelo:(\"a b\" OR c)"))
        .isEqualTo(new Not(new Any(List.of(new Is(Field.MODEL, "a b"), new Is(Field.MODEL, "c")))));
    assertThat(condition("status:(429 OR 503)"))
        .isEqualTo(
            new Any(
                List.of(
                    measures(Quantity.HTTP_STATUS, Comparison.EQUAL, "429"),
                    measures(Quantity.HTTP_STATUS, Comparison.EQUAL, "503"))));
    assertThat(condition("tem:erro -has:unpriced"))
        .isEqualTo(new All(List.of(new Has(Trait.ERROR), new Not(new Has(Trait.UNPRICED)))));
  }

  private static Measures measures(Quantity quantity, Comparison comparison, String bound) {
    return new Measures(quantity, comparison, new BigDecimal(bound).stripTrailingZeros());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "latencia:>2s|DURATION|ABOVE|2000000000",
        "latência:>=1,5s|DURATION|AT_LEAST|1500000000",
        "duration:<300ms|DURATION|BELOW|300000000",
        "latency:<=2min|DURATION|AT_MOST|120000000000",
        "custo:>0,10|COST|ABOVE|0.1",
        "cost:>0.10|COST|ABOVE|0.1",
        "tokens:>1000|TOKENS|ABOVE|1000",
        "entrada:1000|INPUT_TOKENS|EQUAL|1000",
        "recebido:>=1,5MB|RECEIVED_BYTES|AT_LEAST|1500000",
        "enviado:<10kB|SENT_BYTES|BELOW|10000",
        "status:>=500|HTTP_STATUS|AT_LEAST|500"
      })
  void readsQuantities(String text, Quantity quantity, Comparison comparison, String bound) {
    assertThat(condition(text)).isEqualTo(measures(quantity, comparison, bound));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "modl:x|UNKNOWN_FIELD|0|4|model",
        "oi latencía2:>2s|UNKNOWN_FIELD|3|9|latencia",
        "http://a.b|UNKNOWN_FIELD|0|4|'\"http://a.b\"'",
        "causa:timeut|UNKNOWN_VALUE|6|6|timeout",
        "tem:preco|UNKNOWN_VALUE|4|5|erro",
        "resultado:bom|UNKNOWN_VALUE|10|3|ok",
        "latencia:>2|NOT_A_NUMBER|10|1|2s",
        "latencia:2s|NO_COMPARISON|9|2|>2s",
        "latencia:>logo|NOT_A_NUMBER|10|4|2s",
        "tokens:>1.000|NOT_A_NUMBER|8|5|1000",
        "custo:>1.234,5|NOT_A_NUMBER|7|7|1234,5",
        "modelo:|NO_VALUE|0|7|modelo:…",
        "modelo: x|NO_VALUE|0|7|modelo:…",
        "custo: 3|NO_VALUE|0|6|custo:>0,10",
        "modelo:()|NO_VALUE|7|2|(…)",
        "modelo:(a OR b|UNCLOSED|7|7|'(a OR b)'",
        "\"a b|UNCLOSED|0|4|'\"a b\"'",
        "a OR b|NOT_HERE|2|2|campo:(a OR b)",
        "a AND b|NOT_HERE|2|3|''",
        "(a OR b)|NOT_HERE|0|1|campo:(a OR b)",
        "metadata.x:y|NOT_SUPPORTED|0|12|'\"y\"'"
      })
  void saysWhereItIsWrongAndWhatToWriteInstead(
      String text, Fault fault, int at, int length, String instead) {
    assertThat(FilterGrammar.read(text))
        .isInstanceOfSatisfying(
            Wrong.class,
            wrong -> {
              assertThat(wrong.fault()).isEqualTo(fault);
              assertThat(wrong.at()).as("at").isEqualTo(at);
              assertThat(wrong.length()).as("length").isEqualTo(length);
              assertThat(wrong.instead()).as("instead").isEqualTo(instead);
              assertThat(wrong.what()).isNotBlank();
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void understandsOrRefusesWhateverIsWritten(int seed) {
    String[] pieces = {
      "modelo:",
      "(",
      ")",
      "\"",
      "\\",
      "-",
      " ",
      "OR",
      "a",
      "é",
      ">",
      "2s",
      "tem:",
      "erro",
      ":",
      "\ud83d\ude00",
      "."
    };
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      if (FilterGrammar.read(text.toString()) instanceof Wrong wrong) {
        assertThat(wrong.at()).as("seed %d: %s", seed, text).isBetween(0, text.length());
        assertThat(wrong.at() + wrong.length()).isLessThanOrEqualTo(text.length());
      }
    }
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThat(FilterGrammar.read("a".repeat(FilterGrammar.LONGEST)))
        .isInstanceOf(Understood.class);
    assertThat(FilterGrammar.read("a".repeat(FilterGrammar.LONGEST + 1)))
        .isInstanceOfSatisfying(
            Wrong.class, wrong -> assertThat(wrong.fault()).isEqualTo(Fault.TOO_LONG));
  }

  @Test
  void everyWordStandsInTheReference() throws Exception {
    String page = Files.readString(Path.of("../docs/reference/filters.md"));
    for (String word : Vocabulary.SUBJECTS.keySet()) {
      assertThat(page).contains("`" + word + ":");
    }
    for (String word : Vocabulary.TRAITS.keySet()) {
      assertThat(page).contains("`" + word + "`");
    }
  }
}
