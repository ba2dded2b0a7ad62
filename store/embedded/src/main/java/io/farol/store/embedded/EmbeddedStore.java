// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.flow.BatchReader;
import io.farol.flow.Tally;
import io.farol.model.Exchange;
import io.farol.model.LogKey;
import io.farol.model.LogLine;
import io.farol.model.Message;
import io.farol.model.MessageId;
import io.farol.model.MessageRef;
import io.farol.model.Scope;
import io.farol.model.SpanKey;
import io.farol.model.TimeRange;
import io.farol.model.Tokens;
import io.farol.model.TraceId;
import io.farol.store.Answer;
import io.farol.store.Bucket;
import io.farol.store.ExchangeQuery;
import io.farol.store.Flow;
import io.farol.store.LogHeader;
import io.farol.store.LogQuery;
import io.farol.store.MetricQuery;
import io.farol.store.MetricSummary;
import io.farol.store.Page;
import io.farol.store.SampleQuery;
import io.farol.store.SeriesSample;
import io.farol.store.Spending;
import io.farol.store.Store;
import io.farol.store.Trace;
import io.farol.store.embedded.Groups.By;
import io.farol.store.embedded.Groups.Group;
import io.farol.store.embedded.StoreException.Kind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Facts and content in DuckDB files of one data directory: `facts.duckdb` for spans, message
/// references, ledger, logs and metrics, `content/YYYY-MM-DD.duckdb` for what was said.
///
/// Rows are written as they come, never changed; the laws of reading are applied when read
/// ([Pipeline]). A telling further than a day away from a range is not joined with what lies in it.
/// Questions are cancelled after a deadline ([EmbeddedOptions#deadline()]) and throw a
/// [StoreException]. Hints about when a trace was are not used yet: a trace is sought by its id.
public final class EmbeddedStore implements Store {

  private static final long SECOND = 1_000_000_000;

  private final Engine engine;
  private final Questions questions;
  private final FactsReader facts;
  private final ContentReader contentReader;
  private final ExchangeQuestions exchanges;
  private final TraceQuestions traces;
  private final ContentQuestions content;
  private final CostQuestions costs;
  private final LogQuestions logs;
  private final MetricQuestions metrics;

  private EmbeddedStore(
      Engine engine,
      Questions questions,
      FactsReader facts,
      ContentReader contentReader,
      ContentDays days) {
    this.engine = engine;
    this.questions = questions;
    this.facts = facts;
    this.contentReader = contentReader;
    this.exchanges = new ExchangeQuestions(questions);
    this.traces = new TraceQuestions(questions, () -> facts.position().value());
    this.content = new ContentQuestions(questions, days);
    this.costs = new CostQuestions(questions);
    this.logs = new LogQuestions(questions);
    this.metrics = new MetricQuestions(questions);
  }

  /// Opens the store of a data directory, which is made, readable by its owner alone, when it is
  /// not there; brings its files to the newest form.
  ///
  /// @throws StoreException when it cannot be used: of a newer format, in use, not writable
  public static EmbeddedStore open(Path dataDirectory, EmbeddedOptions options) {
    DataDirectory directory = DataDirectory.open(dataDirectory);
    Engine engine = Engine.start(directory, options);
    try {
      ContentDays days = new ContentDays(engine, directory);
      return new EmbeddedStore(
          engine,
          new Questions(engine, options),
          new FactsReader(engine, directory, options),
          new ContentReader(engine, days, directory, options),
          days);
    } catch (SQLException e) {
      engine.close();
      throw new StoreException(
          Kind.OPERATOR, "data directory " + dataDirectory + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /// Facts, then content; both durable.
  @Override
  public List<BatchReader> readers() {
    return List.of(facts, contentReader);
  }

  @Override
  public Tally stored() {
    return facts.progress().tally();
  }

  /// Strings that were dropped in all batches applied, because the redactor could not run on them.
  public long droppedStrings() {
    return facts.progress().droppedStrings();
  }

  @Override
  public long completeThroughEpochNanos() {
    return facts.progress().receivedEpochNanos();
  }

  @Override
  public Check check() {
    String failure = facts.failure();
    if (failure != null) {
      return new Check.Broken(failure);
    }
    try {
      questions.ask("select count(*) from facts.migration", List.of(), rows -> rows.next());
      return new Check.Fine();
    } catch (StoreException e) {
      return new Check.Broken(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Answer<Page<Exchange, ExchangeQuery.Cursor>> exchanges(ExchangeQuery query) {
    return answer(() -> exchanges.page(query));
  }

  @Override
  public Optional<Whole> findExchange(Scope scope, SpanKey key, @Nullable Long hintEpochNanos) {
    return traces.find(scope, key);
  }

  @Override
  public Optional<Trace> findTrace(Scope scope, TraceId id, @Nullable Long hintEpochNanos) {
    return traces.trace(scope, id);
  }

  @Override
  public Answer<List<Flow>> flows(Scope scope, TimeRange range) {
    return groups(
        scope,
        range,
        By.PARTIES,
        group ->
            new Flow(
                group.key().one(),
                group.key().two(),
                group.sums().exchanges(),
                group.sums().failed(),
                group.sums().open(),
                group.sums().messages(),
                group.sums().tokens(),
                group.sums().traffic(),
                group.spending()));
  }

  @Override
  public Answer<List<Bucket>> buckets(Scope scope, TimeRange range, long stepNanos) {
    checkStep(stepNanos);
    return groups(
        scope, range, By.stepAndIntegration(stepNanos), group -> bucket(group, group.key().one()));
  }

  @Override
  public Answer<List<Bucket>> series(Scope scope, TimeRange range, long stepNanos) {
    checkStep(stepNanos);
    return groups(scope, range, By.step(stepNanos), group -> bucket(group, null));
  }

  private static Bucket bucket(Group group, @Nullable String integration) {
    return new Bucket(
        group.key().start(),
        integration,
        group.sums().exchanges(),
        group.sums().failed(),
        group.sums().messages(),
        group.sums().tokens(),
        group.sums().p95Nanos(),
        group.spending());
  }

  @Override
  public Answer<List<IntegrationSummary>> integrations(Scope scope, TimeRange range) {
    return groups(
        scope,
        range,
        By.INTEGRATION,
        group ->
            new IntegrationSummary(
                group.key().one(),
                group.sums().platform(),
                group.sums().exchanges(),
                group.sums().failed(),
                group.sums().open(),
                group.sums().p95Nanos(),
                group.sums().lastSuccess(),
                group.sums().lastFailure(),
                group.spending()));
  }

  @Override
  public Answer<Summary> summary(Scope scope, TimeRange range) {
    return answer(() ->
        Groups.ask(questions, scope, range, By.NOTHING).stream()
            .map(group ->
                new Summary(
                    group.sums().exchanges(),
                    group.sums().failed(),
                    group.sums().open(),
                    group.sums().messages(),
                    group.sums().conversations(),
                    group.sums().tokens(),
                    group.spending()))
            .findFirst()
            .orElse(new Summary(0, 0, 0, 0, 0, Tokens.UNKNOWN, Spending.NONE)));
  }

  @Override
  public List<String> environments(String tenant) {
    return exchanges.environments(tenant);
  }

  @Override
  public Answer<List<Point>> costs(Scope scope, TimeRange range, long stepNanos) {
    checkStep(stepNanos);
    return answer(() -> costs.points(scope, range, stepNanos));
  }

  @Override
  public Answer<List<Missing>> unpriced(Scope scope, TimeRange range) {
    return answer(() -> costs.missing(scope, range));
  }

  @Override
  public Map<MessageId, Message> fetch(Collection<MessageRef> refs) {
    return content.fetch(refs);
  }

  @Override
  public Answer<Page<LogHeader, LogKey>> logs(LogQuery query) {
    return answer(() -> logs.page(query));
  }

  @Override
  public Optional<LogLine> findLog(Scope scope, LogKey key) {
    return logs.find(scope, key);
  }

  @Override
  public Answer<Page<MetricSummary, MetricQuery.Cursor>> metrics(MetricQuery query) {
    return answer(() -> metrics.metrics(query));
  }

  @Override
  public Answer<Page<SeriesSample, SampleQuery.Cursor>> samples(SampleQuery query) {
    return answer(() -> metrics.samples(query));
  }

  private <T> Answer<List<T>> groups(
      Scope scope, TimeRange range, By by, Function<Group, T> shape) {
    return answer(() -> Groups.ask(questions, scope, range, by).stream().map(shape).toList());
  }

  /// What was complete when the question began is in its answer.
  private <T> Answer<T> answer(Supplier<T> question) {
    long completeThrough = completeThroughEpochNanos();
    return new Answer<>(question.get(), completeThrough);
  }

  private static void checkStep(long stepNanos) {
    if (stepNanos < SECOND) {
      throw new IllegalArgumentException(
          "step is " + stepNanos + " ns; it must be at least one second (" + SECOND + " ns)");
    }
  }

  /// To be closed after the journal whose readers it gave.
  @Override
  public void close() {
    questions.close();
    try {
      facts.close();
      contentReader.close();
    } catch (SQLException e) {
      throw new StoreException(Kind.ENGINE, "the store does not close: " + e.getMessage(), e);
    } finally {
      engine.close();
    }
  }
}
