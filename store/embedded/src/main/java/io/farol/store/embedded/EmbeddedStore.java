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
import io.farol.store.Store;
import io.farol.store.Trace;
import io.farol.store.Trouble;
import io.farol.store.embedded.Groups.By;
import io.farol.store.embedded.Groups.Key;
import io.farol.store.embedded.Groups.Part;
import io.farol.store.embedded.Groups.Question;
import io.farol.store.embedded.Retention.Forgotten;
import io.farol.store.embedded.RollUps.Rolled;
import io.farol.store.embedded.StoreException.Kind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Facts and content in DuckDB files of one data directory: `facts.duckdb` for spans, message
/// references, ledger, logs and metrics, `content/YYYY-MM-DD.duckdb` for what was said,
/// `rollup.duckdb` for what is made from the facts ([RollUps]).
///
/// Rows are written as they come, never changed; the laws of reading are applied when read
/// ([TraceReading]). Answers over a range are as of the roll-ups and may be staler than the facts
/// ([EmbeddedOptions#staleness()]). Questions are cancelled after a deadline
/// ([EmbeddedOptions#deadline()]) and throw a [StoreException]. Hints about when a trace was are
/// not needed.
public final class EmbeddedStore implements Store {

  private static final long SECOND = 1_000_000_000;

  private final DirectoryLock lock;
  private final DataDirectory directory;
  private final KeptCopies copies;
  private final Engine engine;
  private final Questions questions;
  private final FactsReader facts;
  private final ContentReader contentReader;
  private final ContentDays days;
  private final RollUps rollUps;
  private final TraceQuestions traces;
  private final ContentQuestions content;
  private final LogQuestions logs;
  private final MetricQuestions metrics;

  private EmbeddedStore(
      DirectoryLock lock,
      DataDirectory directory,
      KeptCopies copies,
      Engine engine,
      Questions questions,
      FactsReader facts,
      RollUps rollUps,
      ContentReader contentReader,
      ContentDays days) {
    this.lock = lock;
    this.directory = directory;
    this.copies = copies;
    this.engine = engine;
    this.questions = questions;
    this.facts = facts;
    this.contentReader = contentReader;
    this.rollUps = rollUps;
    this.days = days;
    this.traces = new TraceQuestions(questions, rollUps::now, () -> facts.position().value());
    this.content = new ContentQuestions(questions, days);
    this.logs = new LogQuestions(questions);
    this.metrics = new MetricQuestions(questions);
  }

  /// Opens the store of a data directory, which is made, readable by its owner alone, when it is
  /// not there; brings its files to the newest form.
  ///
  /// @throws StoreException when it cannot be used: of a newer format, in use, not writable
  public static EmbeddedStore open(Path dataDirectory, EmbeddedOptions options) {
    DirectoryLock lock = DirectoryLock.take(dataDirectory);
    try {
      return open(DataDirectory.open(dataDirectory), options, lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static EmbeddedStore open(
      DataDirectory directory, EmbeddedOptions options, DirectoryLock lock) {
    Engine engine = Engine.start(directory, options);
    try {
      ContentDays days = new ContentDays(engine, directory);
      RecentRows recent = new RecentRows();
      FactsReader facts = new FactsReader(engine, directory, options, recent);
      RollUps rollUps = new RollUps(engine, directory, options, recent, facts::progress);
      facts.afterApply(rollUps::applied);
      Questions questions = new Questions(engine, options);
      questions.afterDamage(rollUps::suspect);
      rollUps.start();
      return new EmbeddedStore(
          lock,
          directory,
          new KeptCopies(directory, options),
          engine,
          questions,
          facts,
          rollUps,
          new ContentReader(engine, days, directory, options),
          days);
    } catch (SQLException e) {
      engine.close();
      throw Damaged.facts(directory.facts(), e);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /// Drops what is over its time. What cannot be dropped now is dropped the next time.
  ///
  /// @throws StoreException when DuckDB fails
  public Forgotten forget(Retention retention, long nowEpochNanos) {
    long today = TimeUnit.NANOSECONDS.toDays(nowEpochNanos);
    Forgetting forgetting = new Forgetting(retention, today);
    int contentDays = contentReader.forget(forgetting.firstContentDay());
    copies.drop(forgetting.firstContentDay());
    Forgotten dropped = facts.forget(forgetting);
    try {
      rollUps.forget(forgetting);
    } catch (SQLException e) {
      throw new StoreException(Kind.ENGINE, "sums cannot be dropped: " + e.getMessage(), e);
    }
    return new Forgotten(
        contentDays, dropped.spans(), dropped.logs(), dropped.metrics(), dropped.entries());
  }

  Path directory() {
    return directory.root();
  }

  /// Holds the files, to be copied.
  HeldFiles hold() {
    return new HeldFiles(engine, rollUps, facts, contentReader);
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
    for (Trouble trouble : troubles()) {
      if (trouble.kind() == Trouble.Kind.STOPPED) {
        return new Check.Broken(trouble.where() + ": " + trouble.detail());
      }
    }
    try {
      questions.ask("select count(*) from facts.migration", List.of(), rows -> rows.next());
      return new Check.Fine();
    } catch (StoreException e) {
      return new Check.Broken(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<Trouble> troubles() {
    List<Trouble> troubles = new ArrayList<>();
    trouble(troubles, Trouble.Kind.STOPPED, facts.name(), facts.failure());
    trouble(troubles, Trouble.Kind.STOPPED, contentReader.name(), contentReader.failure());
    trouble(troubles, Trouble.Kind.STOPPED, RollUps.DATABASE, rollUps.failure());
    trouble(troubles, Trouble.Kind.LOST, facts.name(), questions.damage());
    facts.gaps().forEach(gap -> trouble(troubles, Trouble.Kind.LOST, facts.name(), gap));
    days.damages()
        .forEach(what -> trouble(troubles, Trouble.Kind.LOST, contentReader.name(), what));
    return troubles;
  }

  private static void trouble(
      List<Trouble> troubles, Trouble.Kind kind, String where, @Nullable String detail) {
    if (detail != null) {
      troubles.add(new Trouble(kind, where, detail));
    }
  }

  @Override
  public Answer<Page<Exchange, ExchangeQuery.Cursor>> exchanges(ExchangeQuery query) {
    Rolled rolled = rollUps.freshUnlessMaking();
    long completeThrough =
        rolled == null ? completeThroughEpochNanos() : rolled.receivedEpochNanos();
    Rolled now = rolled == null ? rollUps.now() : rolled;
    return new Answer<>(
        questions.ask(asking -> ExchangeQuestions.page(asking, rolled, now, query)),
        completeThrough);
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
  public Optional<Trace.Part> findTrace(
      Scope scope,
      TraceId id,
      @Nullable Long hintEpochNanos,
      int limit,
      Trace.@Nullable Place after) {
    return traces.part(scope, id, limit, after);
  }

  @Override
  public Optional<Trace.Row> findSpan(Scope scope, SpanKey key, @Nullable Long hintEpochNanos) {
    return traces.span(scope, key);
  }

  @Override
  public Answer<List<Flow>> flows(Scope scope, TimeRange range) {
    return groups(
        Question.of(scope, range, By.PARTIES, 0),
        (key, sums) ->
            new Flow(
                key.one(),
                key.two(),
                sums.exchanges,
                sums.failed,
                sums.open,
                sums.messages,
                sums.tokens(),
                sums.traffic(),
                sums.spending()));
  }

  @Override
  public Answer<List<Bucket>> buckets(Scope scope, TimeRange range, long stepNanos) {
    checkStep(stepNanos);
    return groups(
        Question.of(scope, range, By.INTEGRATION, stepNanos, Part.DURATIONS),
        (key, sums) -> bucket(key, key.one(), sums));
  }

  @Override
  public Answer<List<Bucket>> series(Scope scope, TimeRange range, long stepNanos) {
    checkStep(stepNanos);
    return groups(
        Question.of(scope, range, By.NOTHING, stepNanos, Part.DURATIONS),
        (key, sums) -> bucket(key, null, sums));
  }

  private static Bucket bucket(Key key, @Nullable String integration, Sums sums) {
    return new Bucket(
        key.start(),
        integration,
        sums.exchanges,
        sums.failed,
        sums.open,
        sums.messages,
        sums.tokens(),
        sums.p95Nanos(),
        sums.spending());
  }

  @Override
  public Answer<List<IntegrationSummary>> integrations(Scope scope, TimeRange range) {
    return groups(
        Question.of(scope, range, By.INTEGRATION, 0, Part.DURATIONS, Part.LAST_ENDS),
        (key, sums) ->
            new IntegrationSummary(
                key.one(),
                sums.platform,
                sums.exchanges,
                sums.failed,
                sums.open,
                sums.p95Nanos(),
                sums.lastSuccess,
                sums.lastFailure,
                sums.spending()));
  }

  @Override
  public Answer<Summary> summary(Scope scope, TimeRange range) {
    return sums(
        Question.of(scope, range, By.NOTHING, 0, Part.CONVERSATIONS),
        groups -> {
          Sums sums = groups.isEmpty() ? new Sums() : groups.firstEntry().getValue();
          return new Summary(
              sums.exchanges,
              sums.failed,
              sums.open,
              sums.messages,
              sums.conversations(),
              sums.tokens(),
              sums.spending());
        });
  }

  @Override
  public List<String> environments(String tenant) {
    rollUps.fresh();
    return questions.ask(
        "select environment from rollup.traffic where tenant = $1 and environment is not null"
            + " group by environment having sum(exchanges) > 0 order by environment",
        List.of(tenant),
        rows -> {
          List<String> found = new ArrayList<>();
          while (rows.next()) {
            found.add(rows.getString(1));
          }
          return found;
        });
  }

  @Override
  public Answer<List<Point>> costs(Scope scope, TimeRange range, long stepNanos) {
    checkStep(stepNanos);
    return sums(Question.of(scope, range, By.INTEGRATION, stepNanos), CostQuestions::points);
  }

  @Override
  public Answer<List<Item>> charged(Scope scope, TimeRange range) {
    return sums(Question.of(scope, range, By.INTEGRATION, 0, Part.ITEMS), CostQuestions::items);
  }

  @Override
  public Answer<List<Missing>> unpriced(Scope scope, TimeRange range) {
    return sums(Question.of(scope, range, By.INTEGRATION, 0, Part.GAPS), CostQuestions::missing);
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

  private <T> Answer<List<T>> groups(Question question, BiFunction<Key, Sums, T> shape) {
    return sums(
        question,
        groups ->
            groups.entrySet().stream()
                .map(group -> shape.apply(group.getKey(), group.getValue()))
                .toList());
  }

  /// What was complete when the question began is in its answer.
  private <T> Answer<T> answer(Supplier<T> question) {
    long completeThrough = completeThroughEpochNanos();
    return new Answer<>(question.get(), completeThrough);
  }

  private <T> Answer<T> sums(Question question, Function<TreeMap<Key, Sums>, T> shape) {
    Rolled rolled = rollUps.fresh();
    return new Answer<>(
        shape.apply(questions.ask(asking -> Groups.ask(asking, question))),
        rolled.receivedEpochNanos());
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
    rollUps.close();
    facts.close();
    contentReader.close();
    engine.close();
    lock.close();
  }
}
