// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import static io.farol.testkit.StoreCases.AROUND_NOON;
import static io.farol.testkit.StoreCases.SCOPE;
import static io.farol.testkit.StoreCases.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.farol.flow.BatchReader;
import io.farol.flow.Position;
import io.farol.flow.Tally;
import io.farol.model.Direction;
import io.farol.model.LogKey;
import io.farol.model.MessageId;
import io.farol.model.MessageRef;
import io.farol.model.Scope;
import io.farol.model.Tokens;
import io.farol.store.Answer;
import io.farol.store.ExchangeQuery;
import io.farol.store.ExchangeQuery.Filter;
import io.farol.store.LogQuery;
import io.farol.store.MetricQuery;
import io.farol.store.Page;
import io.farol.store.SampleQuery;
import io.farol.store.Spending;
import io.farol.store.Store;
import io.farol.store.TrafficStore.Summary;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A store that holds nothing answers, and refuses what it cannot answer.
interface EmptyCases extends StoreCases {

  @Test
  default void answersEveryQuestionWhenEmpty() {
    Store store = store();
    assertThat(store.exchanges(new ExchangeQuery(SCOPE, AROUND_NOON, Filter.ALL, 10, null)))
        .isEqualTo(new Answer<>(new Page<>(List.of(), null), 0));
    assertThat(store.findExchange(SCOPE, Drafts.key(1, 1), null)).isEmpty();
    assertThat(store.findTrace(SCOPE, Drafts.key(1, 1).trace(), Drafts.NOON)).isEmpty();
    assertThat(store.flows(SCOPE, AROUND_NOON)).isEqualTo(new Answer<>(List.of(), 0));
    assertThat(store.buckets(SCOPE, AROUND_NOON, SECOND)).isEqualTo(new Answer<>(List.of(), 0));
    assertThat(store.series(SCOPE, AROUND_NOON, SECOND)).isEqualTo(new Answer<>(List.of(), 0));
    assertThat(store.integrations(SCOPE, AROUND_NOON)).isEqualTo(new Answer<>(List.of(), 0));
    assertThat(store.summary(SCOPE, AROUND_NOON))
        .isEqualTo(new Answer<>(new Summary(0, 0, 0, 0, 0, Tokens.UNKNOWN, Spending.NONE), 0));
    assertThat(store.environments(Scope.DEFAULT_TENANT)).isEmpty();
    assertThat(store.costs(SCOPE, AROUND_NOON, SECOND)).isEqualTo(new Answer<>(List.of(), 0));
    assertThat(store.charged(SCOPE, AROUND_NOON)).isEqualTo(new Answer<>(List.of(), 0));
    assertThat(store.unpriced(SCOPE, AROUND_NOON)).isEqualTo(new Answer<>(List.of(), 0));
    assertThat(store.fetch(List.of())).isEmpty();
    assertThat(store.fetch(List.of(new MessageRef(new MessageId(1, 2), 20_782, Direction.INPUT))))
        .isEmpty();
    assertThat(store.logs(new LogQuery(SCOPE, AROUND_NOON, LogQuery.Filter.ALL, 10, null)))
        .isEqualTo(new Answer<>(new Page<>(List.of(), null), 0));
    assertThat(store.findLog(SCOPE, new LogKey(Drafts.NOON, 1))).isEmpty();
    assertThat(store.metrics(new MetricQuery(SCOPE, AROUND_NOON, null, null, 10, null)))
        .isEqualTo(new Answer<>(new Page<>(List.of(), null), 0));
    assertThat(
            store.samples(
                new SampleQuery(SCOPE, AROUND_NOON, "m", SampleQuery.Filter.ALL, 10, null)))
        .isEqualTo(new Answer<>(new Page<>(List.of(), null), 0));
    assertThat(store.stored()).isEqualTo(Tally.NOTHING);
    assertThat(store.completeThroughEpochNanos()).isZero();
  }

  @Test
  default void beginsAtTheStartWithNamedReaders() {
    List<? extends BatchReader> readers = store().readers();
    assertThat(readers).extracting(BatchReader::name).contains("facts").doesNotHaveDuplicates();
    assertThat(readers).extracting(BatchReader::position).containsOnly(Position.START);
  }

  @Test
  default void isFineUntilItIsClosed() {
    Store store = store();
    assertThat(store.check()).isEqualTo(new Store.Check.Fine());
    assertThat(store.troubles()).isEmpty();
    store.close();
    assertThat(store.check()).isInstanceOf(Store.Check.Broken.class);
  }

  @Test
  default void refusesStepsBelowASecond() {
    Store store = store();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.buckets(SCOPE, AROUND_NOON, SECOND - 1))
        .withMessageContaining("999999999");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.series(SCOPE, AROUND_NOON, 0))
        .withMessageContaining("step");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.costs(SCOPE, AROUND_NOON, -1))
        .withMessageContaining("step");
  }
}
