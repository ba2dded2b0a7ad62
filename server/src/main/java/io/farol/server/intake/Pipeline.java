// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import io.farol.flow.CleanBatch;
import io.farol.flow.Draft;
import io.farol.flow.DraftBatch;
import io.farol.flow.Journal;
import io.farol.flow.Rater;
import io.farol.flow.Redactor;
import io.farol.flow.Signal;
import io.farol.flow.Tally;
import io.farol.model.FactKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The way of a batch from its draft to the journal's receipt: duplicates out, redact, rate,
/// append. Runs on the caller's thread and returns only when the batch is durable or refused. Safe
/// for many threads.
public final class Pipeline {

  private final RecentKeys recent;
  private final MessageMemory memory;
  private final Redactor redactor;
  private final Rater rater;
  private final Journal journal;
  private final Bookkeeping books;
  private final InstantSource clock;

  public Pipeline(
      RecentKeys recent,
      MessageMemory memory,
      Redactor redactor,
      Rater rater,
      Journal journal,
      Bookkeeping books,
      InstantSource clock) {
    this.recent = recent;
    this.memory = memory;
    this.redactor = redactor;
    this.rater = rater;
    this.journal = journal;
    this.books = books;
    this.clock = clock;
  }

  /// What became of a draft batch.
  public sealed interface Result {

    /// Durable, or there was nothing in it to keep.
    record Done() implements Result {}

    /// Nothing of it was kept: the sender may send it again.
    record ComeBack(Journal.Receipt.Refused refused) implements Result {}
  }

  /// @param signal what the request counted in
  public Result accept(Signal signal, DraftBatch draft) {
    DraftBatch fresh = withoutDuplicates(signal, draft);
    if (fresh.drafts().isEmpty() && fresh.logs().isEmpty() && fresh.metrics().isEmpty()) {
      books.wait(fresh.tally());
      return new Result.Done();
    }
    Tally waiting = books.takeWaiting();
    DraftBatch complete =
        new DraftBatch(
            fresh.tenant(),
            fresh.receivedEpochNanos(),
            fresh.drafts(),
            fresh.logs(),
            fresh.metrics(),
            fresh.tally().plus(waiting));
    MessageMemory.Lesson lesson = memory.lesson(fresh.tenant());
    CleanBatch clean = CleanBatch.redact(complete, redactor, lesson).rated(rater);
    return switch (journal.append(clean)) {
      case Journal.Receipt.Kept kept -> {
        List<FactKey> keys = clean.facts().stream().map(fact -> fact.span().key()).toList();
        recent.addAll(clean.tenant(), keys);
        lesson.remember();
        books.kept(kept.position(), clean.tally(), nowEpochNanos());
        yield new Result.Done();
      }
      case Journal.Receipt.Refused refused -> {
        books.wait(waiting);
        yield new Result.ComeBack(refused);
      }
    };
  }

  private DraftBatch withoutDuplicates(Signal signal, DraftBatch draft) {
    Set<FactKey> inThisBatch = new HashSet<>();
    List<Draft> fresh = new ArrayList<>(draft.drafts().size());
    for (Draft each : draft.drafts()) {
      FactKey key = each.span().key();
      if (inThisBatch.add(key) && !recent.contains(draft.tenant(), key)) {
        fresh.add(each);
      }
    }
    int duplicates = draft.drafts().size() - fresh.size();
    if (duplicates == 0) {
      return draft;
    }
    Tally.Count count = draft.tally().of(signal);
    Tally tally =
        Tally.of(
            signal,
            count.accepted() - duplicates,
            count.rejected(),
            count.duplicate() + duplicates);
    return new DraftBatch(
        draft.tenant(), draft.receivedEpochNanos(), fresh, draft.logs(), draft.metrics(), tally);
  }

  private long nowEpochNanos() {
    return TimeUnit.MILLISECONDS.toNanos(clock.millis());
  }
}
