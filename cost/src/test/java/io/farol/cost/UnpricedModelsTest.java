// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.cost.price.PriceCatalogue;
import io.farol.flow.CleanBatch;
import io.farol.flow.Draft;
import io.farol.model.Notice;
import io.farol.model.Scope;
import io.farol.testkit.Drafts;
import io.farol.testkit.ManualClock;
import io.farol.testkit.Sketch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UnpricedModelsTest {

  private static final Scope ALL = new Scope(Scope.DEFAULT_TENANT, null);

  private final ManualClock clock = ManualClock.atNoon();
  private final UnpricedModels lookout = new UnpricedModels();

  @Test
  void a_model_that_answers_under_another_ones_name_is_told_with_the_reason() {
    lookout.tell(batch(chat(1, "gpt-4.1-2025-04-14").end()));
    assertThat(notices()).isEmpty();

    clock.advance(Duration.ofSeconds(1));
    long first = clock.epochNanos();
    lookout.tell(batch(chat(2, "gpt-6-preview-2026-11-20").end()));
    clock.advance(Duration.ofSeconds(1));
    lookout.tell(batch(chat(3, "gpt-6-preview-2026-11-20").end()));

    assertThat(notices())
        .containsExactly(
            new Notice.UnpricedModel(
                new Notice.Showing(
                    "assistant",
                    "azure-openai/gpt-4.1",
                    first,
                    clock.epochNanos(),
                    2,
                    Drafts.key(3, 3)),
                "gpt-6-preview-2026-11-20",
                "price book azure-openai does not list model gpt-6-preview-2026-11-20"));
  }

  @Test
  void it_is_told_for_an_hour_and_in_its_environment() {
    lookout.tell(batch(chat(1, "gpt-6").environment("staging").end()));

    assertThat(notices()).hasSize(1);
    assertThat(lookout.notices(new Scope(Scope.DEFAULT_TENANT, "production"), clock.instant()))
        .isEmpty();
    assertThat(lookout.notices(new Scope("another", null), clock.instant())).isEmpty();
    clock.advance(Duration.ofMinutes(61));
    assertThat(notices()).isEmpty();
  }

  @Test
  void a_call_without_usage_is_not_a_model_without_a_price() {
    lookout.tell(batch(chat(1, "gpt-4.1").tokens(null, null).end()));

    assertThat(notices()).isEmpty();
  }

  private Sketch chat(long id, String responded) {
    return Sketch.model(Drafts.key(id, id))
        .at(clock.epochNanos())
        .model("gpt-4.1", responded)
        .tokens(1_000L, 20L);
  }

  private CleanBatch batch(Draft... drafts) {
    return Drafts.batch(Scope.DEFAULT_TENANT, clock.epochNanos(), List.of(drafts))
        .rated(new ListRater(PriceCatalogue.shipped()));
  }

  private List<Notice> notices() {
    return lookout.notices(ALL, clock.instant());
  }
}
