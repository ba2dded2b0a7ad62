// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import io.farol.cost.ListRater;
import io.farol.cost.UnpricedModels;
import io.farol.cost.price.PriceCatalogue;
import io.farol.flow.BatchReader;
import io.farol.flow.Position;
import io.farol.flow.Tally;
import io.farol.ingest.otlp.OtlpIntake;
import io.farol.ingest.wire.WireIntake;
import io.farol.semantic.redact.PseudonymKey;
import io.farol.semantic.redact.TextRedactor;
import io.farol.semantic.talk.ToolLoops;
import io.farol.server.access.KeyFile;
import io.farol.server.config.FarolConfig;
import io.farol.server.http.BackupEndpoint;
import io.farol.server.http.StatusEndpoint;
import io.farol.server.intake.Arrivals;
import io.farol.server.intake.Bookkeeping;
import io.farol.server.intake.Captures;
import io.farol.server.intake.Lanes;
import io.farol.server.intake.LookoutReader;
import io.farol.server.intake.MessageMemory;
import io.farol.server.intake.OtlpReceiver;
import io.farol.server.intake.Pipeline;
import io.farol.server.intake.RecentKeys;
import io.farol.server.intake.Refusals;
import io.farol.server.intake.Rejections;
import io.farol.store.Store;
import io.farol.store.Trouble;
import io.farol.store.embedded.Backup;
import io.farol.store.embedded.EmbeddedOptions;
import io.farol.store.embedded.EmbeddedStore;
import io.farol.store.embedded.Retention;
import io.farol.store.embedded.journal.Damage;
import io.farol.store.embedded.journal.JournalOptions;
import io.farol.store.embedded.journal.SegmentedJournal;
import io.farol.system.LiveBoard;
import io.farol.system.OutcomeTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The rooms, put together: intake, journal, its readers, and what answers questions. Everything
/// that was in the journal when Farol started has been seen before a door opens.
final class Rooms implements AutoCloseable {

  /// Where a team's own and imported price books lie, below the data directory; they go before the
  /// shipped ones.
  static final String PRICES = "prices";

  private static final int RECENT_KEYS = 500_000;
  static final long ARRIVING_BYTES = 96L << 20;
  static final Duration ARRIVAL = Duration.ofSeconds(20);
  private static final Duration LAST_STEP = Duration.ofSeconds(5);
  private static final Duration SPARED = Duration.ofSeconds(1);
  private static final int REMEMBERED_MESSAGES = 50_000;
  private static final int BATCH_BYTES = OtlpReceiver.MAX_BODY + (16 << 20);

  private final FarolConfig config;
  final EmbeddedStore store;
  final SegmentedJournal journal;
  final LiveBoard board;
  final LookoutReader lookouts;
  final List<BatchReader> readers;
  final Bookkeeping books;
  final PriceCatalogue prices;
  final TextRedactor redactor;
  final OtlpReceiver receiver;
  final Captures captures;
  private final Thread capturing;
  private final BoardSeed seed;
  private final Thread seeding;
  final Refusals refusals = new Refusals();
  final Rejections rejections = new Rejections();
  private final ExecutorService largeRequests =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("farol-large-requests").factory());

  Rooms(FarolConfig config, InstantSource clock, StartSteps steps) {
    this.config = config;
    prices = PriceCatalogue.withDirectory(config.dataDir().resolve(PRICES));
    redactor =
        new TextRedactor(PseudonymKey.of(KeyFile.readOrCreateBytes(config.pseudonymKeyFile())));
    steps.done("prices");
    store =
        EmbeddedStore.open(
            config.dataDir(),
            EmbeddedOptions.DEFAULTS.withReserveBytes(config.journal().reserveBytes() / 2));
    steps.done("store");
    journal = SegmentedJournal.open(config.dataDir().resolve("journal"), journalOptions());
    steps.done("journal");
    board = new LiveBoard();
    lookouts = new LookoutReader(List.of(new ToolLoops(), new UnpricedModels()));
    readers = Stream.concat(store.readers().stream(), Stream.of(board, lookouts)).toList();

    RecentKeys recent = new RecentKeys(RECENT_KEYS);
    books = new Bookkeeping(store::stored, replay(recent));
    steps.done("replay");
    readers.forEach(journal::attach);
    Pipeline pipeline =
        new Pipeline(
            recent,
            new MessageMemory(REMEMBERED_MESSAGES),
            redactor,
            new ListRater(prices),
            journal,
            books,
            clock);
    receiver =
        new OtlpReceiver(
            new OtlpIntake(OutcomeTable.standard()),
            pipeline,
            new Arrivals(ARRIVING_BYTES, OtlpReceiver.MAX_BODY, ARRIVAL, SPARED),
            new Lanes(largeRequests),
            refusals,
            rejections,
            clock);
    captures = new Captures(new WireIntake(OutcomeTable.standard()), pipeline, clock);
    capturing = Thread.ofPlatform().name("farol-captures").daemon().start(captures);
    seed = new BoardSeed(store, board, clock);
    seeding = Thread.ofPlatform().name("farol-board-seed").daemon().start(seed);
  }

  private JournalOptions journalOptions() {
    JournalOptions defaults = JournalOptions.DEFAULTS;
    return new JournalOptions(
        defaults.segmentBytes(),
        Math.max(config.journal().queueBytes(), BATCH_BYTES),
        BATCH_BYTES,
        config.journal().reserveBytes(),
        defaults.chunkBytes(),
        defaults.tailBytes(),
        store.readers().stream().map(BatchReader::name).collect(Collectors.toSet()));
  }

  /// Fills the recent keys from all that lies in the journal, and sums what the facts have not seen
  /// of it.
  private Tally replay(RecentKeys recent) {
    Position factsAt = store.readers().getFirst().position();
    AtomicReference<Tally> beyond = new AtomicReference<>(Tally.NOTHING);
    journal.headings(
        Position.START,
        (end, heading) -> {
          recent.addAll(heading.tenant(), heading.keys());
          if (end.compareTo(factsAt) > 0) {
            beyond.updateAndGet(sum -> sum.plus(heading.tally()));
          }
        });
    return beyond.get();
  }

  /// What an operator must know of the journal and the store, what has stopped first.
  List<Trouble> troubles() {
    List<Trouble> troubles = new ArrayList<>(store.troubles());
    if (store.check() instanceof Store.Check.Broken(String detail)
        && troubles.stream().noneMatch(each -> each.kind() == Trouble.Kind.STOPPED)) {
      troubles.add(new Trouble(Trouble.Kind.STOPPED, "store", detail));
    }
    String refusal = journal.refusal();
    if (refusal != null) {
      troubles.add(new Trouble(Trouble.Kind.STOPPED, "journal", "takes nothing: " + refusal));
    }
    journal.damages().stream()
        .filter(Damage::mayBeLoss)
        .map(damage -> new Trouble(Trouble.Kind.LOST, "journal", damage.inWords()))
        .forEach(troubles::add);
    troubles.sort(Comparator.comparing(Trouble::kind));
    return List.copyOf(troubles);
  }

  Retention retention() {
    FarolConfig.Retention days = config.retention();
    return new Retention(days.content(), days.spans(), days.logs(), days.metrics(), days.ledger());
  }

  /// Copies facts, content, journal and price books while they are in use.
  BackupEndpoint.Copied backup(Path directory) {
    Backup.Summary written = Backup.online(store, journal, directory);
    return new BackupEndpoint.Copied(written.files(), written.bytes());
  }

  StatusEndpoint.Levels levels() {
    Path data = config.dataDir();
    try {
      long used = used(data);
      return new StatusEndpoint.Levels(
          journal.queuedBytes(),
          config.journal().queueBytes(),
          used,
          Files.getFileStore(data).getUsableSpace(),
          Math.max(0, config.journal().reserveBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(data + ": its size cannot be read", e);
    }
  }

  /// A file that is deleted while it is looked at has no size.
  private static long used(Path data) throws IOException {
    LongAdder bytes = new LongAdder();
    Files.walkFileTree(
        data,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes.add(attributes.size());
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    return bytes.sum();
  }

  /// The journal first, so that nothing more is handed out; then the store.
  @Override
  public void close() {
    captures.close();
    seed.close();
    try {
      capturing.join(LAST_STEP);
      seeding.join(LAST_STEP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    largeRequests.close();
    journal.close();
    store.close();
  }
}
