// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.cost.price.Kind;
import io.farol.cost.price.PriceCatalogue;
import io.farol.model.Cause;
import io.farol.model.Fact;
import io.farol.model.LedgerEntry;
import io.farol.model.LedgerEntry.Charge;
import io.farol.model.LedgerEntry.Unpriced;
import io.farol.model.Money;
import io.farol.model.Outcome;
import io.farol.model.Phase;
import io.farol.model.Tokens;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What holds for every ledger. The seed is printed; `-Dfarol.seed=…` repeats a run.
final class LedgerPropertiesTest {

  private static final List<String> MODELS =
      List.of("gpt-4.1", "gpt-5.6-sol", "gpt-realtime", "gpt-5.4", "unheard-of", "gpt-audio");
  private static final List<Cause> CAUSES = List.of(Cause.values());
  private static final List<String> TIERS = List.of("default", "batch", "priority", "scale");

  private final ListRater rater = new ListRater(PriceCatalogue.shipped());
  private Random random = new Random(0);

  @BeforeEach
  void seed() {
    long seed = Long.getLong("farol.seed", System.nanoTime());
    System.out.println("LedgerPropertiesTest: -Dfarol.seed=" + seed);
    random = new Random(seed);
  }

  @Test
  void batching_order_and_repetition_change_nothing() {
    for (int round = 0; round < 40; round++) {
      List<Fact> facts = facts(120);

      Map<String, LedgerEntry> once = ledger(facts);
      List<Fact> unruly = new ArrayList<>(facts);
      for (int i = 0; i < 60; i++) {
        unruly.add(facts.get(random.nextInt(facts.size())));
      }
      Collections.shuffle(unruly, random);
      Map<String, LedgerEntry> inParts = new HashMap<>();
      int middle = random.nextInt(unruly.size());
      inParts.putAll(ledger(unruly.subList(middle, unruly.size())));
      inParts.putAll(ledger(unruly.subList(0, middle)));

      assertThat(inParts).isEqualTo(once);
      assertThat(totals(inParts.values())).isEqualTo(totals(once.values()));
    }
  }

  @Test
  void ids_are_unique_for_each_thing_charged() {
    for (Fact fact : facts(3_000)) {
      List<LedgerEntry> entries = rater.rate("default", fact);
      assertThat(entries).extracting(LedgerEntry::id).doesNotHaveDuplicates();
      assertThat(entries).extracting(LedgerEntry::kind).doesNotHaveDuplicates();
    }
    List<Fact> facts = facts(3_000);
    long entries = facts.stream().mapToLong(fact -> rater.rate("default", fact).size()).sum();
    assertThat(ledger(facts)).hasSize((int) entries);
  }

  @Test
  void parts_add_up_to_what_was_reported() {
    for (int i = 0; i < 20_000; i++) {
      Tokens tokens = consistent();
      Consumption use = TokenUse.of(tokens, null, Set.of());

      assertThat(sum(use, true)).as("%s → %s", tokens, use).isEqualTo(tokens.input());
      assertThat(sum(use, false)).as("%s → %s", tokens, use).isEqualTo(tokens.output());
    }
  }

  @Test
  void no_quantity_is_negative_and_nothing_unpriced_is_an_amount_of_zero() {
    for (Fact fact : facts(5_000)) {
      for (LedgerEntry entry : rater.rate("default", fact)) {
        switch (entry) {
          case Charge charge -> {
            assertThat(charge.quantity()).isPositive();
            assertThat(charge.amount().amount()).isNotNegative();
            assertThat(charge.amount())
                .isEqualTo(
                    new Money(
                        charge.quantity().multiply(charge.unitPrice()),
                        charge.amount().currency()));
            assertThat(charge.price().source()).isNotBlank();
            assertThat(charge.price().validFrom()).matches("\\d{4}-\\d{2}-\\d{2}");
          }
          case Unpriced unpriced -> {
            assertThat(unpriced.reason()).isNotBlank();
            if (unpriced.quantity() != null) {
              assertThat(unpriced.quantity()).isPositive();
            }
          }
        }
      }
    }
  }

  private List<Fact> facts(int count) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      facts.add(random.nextInt(4) == 0 ? query(i) : chat(i));
    }
    return facts;
  }

  private Fact chat(int span) {
    String model = MODELS.get(random.nextInt(MODELS.size()));
    return Facts.chat(random.nextBoolean() ? consistent() : anyhow())
        .span(span)
        .model(random.nextBoolean() ? "openai" : "azure", model, null)
        .tier(TIERS.get(random.nextInt(TIERS.size())))
        .responseId(random.nextBoolean() ? "response-" + span : null)
        .outcome(
            random.nextInt(5) == 0
                ? Facts.failed(CAUSES.get(random.nextInt(CAUSES.size())), null)
                : new Outcome.Succeeded(200))
        .phase(random.nextInt(6) == 0 ? Phase.LATE : Phase.END)
        .fact();
  }

  private Fact query(int span) {
    int[] statuses = {200, 206, 400, 401, 404, 422, 500, 504};
    int status = statuses[random.nextInt(statuses.length)];
    Outcome outcome =
        status < 300 ? new Outcome.Succeeded(status) : Facts.failed(Cause.REJECTED, status);
    String path = random.nextBoolean() ? "/consulta-cpf-df/v2/cpf/" : "/consulta-cnpj-df/v2/";
    return Facts.http("serpro", "GET " + path, outcome).span(span).fact();
  }

  /// Counts as a provider reports them that can count.
  private Tokens consistent() {
    long text = random.nextInt(1_000);
    long read = random.nextInt(300);
    long written = random.nextInt(3) == 0 ? random.nextInt(300) : 0;
    long audio = random.nextInt(3) == 0 ? random.nextInt(300) : 0;
    long cachedAudio = Math.min(audio, read) / 2;
    long reasoning = random.nextInt(200);
    long spoken = random.nextInt(3) == 0 ? random.nextInt(300) : 0;
    return new Tokens(
        text + read + written + audio - cachedAudio,
        random.nextInt(500) + reasoning + spoken,
        read,
        written,
        reasoning,
        audio,
        spoken);
  }

  /// Counts that contradict each other, or are not there.
  private Tokens anyhow() {
    return new Tokens(maybe(), maybe(), maybe(), maybe(), maybe(), maybe(), maybe());
  }

  private @Nullable Long maybe() {
    return random.nextInt(3) == 0 ? null : Long.valueOf(random.nextInt(1_000));
  }

  private Map<String, LedgerEntry> ledger(List<Fact> facts) {
    Map<String, LedgerEntry> ledger = new HashMap<>();
    for (Fact fact : facts) {
      rater.rate("default", fact).forEach(entry -> ledger.put(entry.id(), entry));
    }
    return ledger;
  }

  private static Map<String, Money> totals(Iterable<LedgerEntry> entries) {
    Map<String, Money> totals = new HashMap<>();
    for (LedgerEntry entry : entries) {
      if (entry instanceof Charge charge) {
        totals.merge(charge.amount().currency(), charge.amount(), Money::plus);
      }
    }
    return totals;
  }

  private static long sum(Consumption use, boolean input) {
    return use.parts().entrySet().stream()
        .filter(part -> input == (part.getKey().compareTo(Kind.OUTPUT) < 0))
        .map(Map.Entry::getValue)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .longValueExact();
  }
}
