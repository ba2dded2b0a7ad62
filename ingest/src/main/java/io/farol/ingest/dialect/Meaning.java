// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.flow.Draft;
import io.farol.flow.OutcomeRule;
import io.farol.model.Call;
import io.farol.model.Direction;
import io.farol.model.Evidence;
import io.farol.model.Message;
import io.farol.model.Outcome;
import io.farol.model.Source;
import io.farol.model.SpanStatus;
import io.farol.model.Traffic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one span, or an event that tells of one, means: a call or none, its messages, and which
/// attributes those were read from.
///
/// @param call null when it is none
/// @param step it is a step of the system
/// @param said its messages, in order; empty when it is no model's call
/// @param talk where they were read from
record Meaning(@Nullable Call call, boolean step, List<Draft.Said> said, Talk talk) {

  /// @param sourceKind how it was learnt
  /// @param startEpochNanos when it began
  /// @param endEpochNanos when it ended, or null
  /// @param rule null for what is still open
  static Meaning of(
      Dialect.Look look,
      List<Dialect> dialects,
      Sender sender,
      String sourceKind,
      long startEpochNanos,
      @Nullable Long endEpochNanos,
      SpanStatus status,
      @Nullable OutcomeRule rule) {
    Sight sight = sight(look, dialects);
    return switch (sight) {
      case Sight.Nothing() -> new Meaning(null, false, List.of(), Talk.NONE);
      case Sight.Step() -> new Meaning(null, true, List.of(), Talk.NONE);
      case Sight.Seen seen -> {
        Call.Usage usage =
            seen.model() == null
                ? null
                : UsageReader.of(
                    look,
                    seen.model(),
                    seen.dialect(),
                    sender.scope(),
                    startEpochNanos,
                    endEpochNanos);
        Talk talk = talk(look, dialects);
        Reading reading = look.reading();
        Call call =
            new Call(
                seen.kind(),
                seen.peer().to(),
                seen.integration(),
                seen.peer().platform(),
                seen.operation(),
                outcome(look, seen, status, usage, rule),
                new Traffic(reading.count(Field.SENT_BYTES), reading.count(Field.RECEIVED_BYTES)),
                usage,
                reading.text(Field.CONVERSATION),
                reading.text(Field.USER),
                new Source(sourceKind, seen.dialect()));
        yield new Meaning(call, false, said(talk), talk);
      }
    };
  }

  private static Sight sight(Dialect.Look look, List<Dialect> dialects) {
    for (Dialect dialect : dialects) {
      Sight sight = dialect.see(look);
      if (!(sight instanceof Sight.Nothing)) {
        return sight;
      }
    }
    return Sight.NOTHING;
  }

  private static Outcome outcome(
      Dialect.Look look,
      Sight.Seen seen,
      SpanStatus status,
      Call.@Nullable Usage usage,
      @Nullable OutcomeRule rule) {
    if (rule == null) {
      return new Outcome.Open();
    }
    Evidence evidence =
        EvidenceReader.of(
            look,
            seen.peer().platform(),
            status,
            usage == null ? List.of() : usage.finishReasons());
    return rule.judge(evidence);
  }

  /// Each direction from the first dialect that has it; whatever else repeats it is consumed too.
  private static Talk talk(Dialect.Look look, List<Dialect> dialects) {
    Talk only = Talk.NONE;
    int talks = 0;
    List<Message> input = List.of();
    List<Message> output = List.of();
    List<String> consumed = new ArrayList<>();
    List<String> consumedEvents = new ArrayList<>();
    for (Dialect dialect : dialects) {
      Talk talk = dialect.talk(look);
      if (talk.equals(Talk.NONE)) {
        continue;
      }
      only = talk;
      talks++;
      if (!talk.isEmpty()) {
        input = input.isEmpty() ? talk.input() : input;
        output = output.isEmpty() ? talk.output() : output;
      }
      consumed.addAll(talk.consumed());
      consumedEvents.addAll(talk.consumedEvents());
    }
    return talks < 2 ? only : new Talk(input, output, consumed, consumedEvents);
  }

  private static List<Draft.Said> said(Talk talk) {
    List<Draft.Said> said = new ArrayList<>(talk.input().size() + talk.output().size());
    talk.input().forEach(message -> said.add(new Draft.Said(Direction.INPUT, message)));
    talk.output().forEach(message -> said.add(new Draft.Said(Direction.OUTPUT, message)));
    return said;
  }
}
