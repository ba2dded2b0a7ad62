// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import io.farol.flow.Draft;
import io.farol.flow.DraftBatch;
import io.farol.flow.Signal;
import io.farol.flow.Tally;
import io.farol.model.Detail;
import io.farol.model.LogLine;
import io.farol.model.Message;
import io.farol.model.MetricSample;
import io.farol.model.Part;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Divides what a large request brought: a batch is held whole in memory by whoever writes, reads
/// or applies it, several times over. A part has about [#PART] bytes, or one record.
///
/// A sender is told of success when all parts are kept. When a later part is refused, the earlier
/// ones are known when it tries again, and counted as duplicates.
final class Parts {

  /// Bytes of text and of whatever else costs memory.
  private static final long PART = 2 << 20;

  /// What anything costs beside its text.
  private static final int EACH = 48;

  private final Signal signal;
  private final DraftBatch whole;
  private final List<DraftBatch> parts = new ArrayList<>();
  private List<Draft> drafts = new ArrayList<>();
  private List<LogLine> logs = new ArrayList<>();
  private List<MetricSample> metrics = new ArrayList<>();
  private long weight;
  private long accepted;

  private Parts(Signal signal, DraftBatch whole) {
    this.signal = signal;
    this.whole = whole;
  }

  /// At least one part; what was rejected is counted in the last.
  ///
  /// @param bytes of the request, unpacked
  static List<DraftBatch> of(Signal signal, DraftBatch whole, int bytes) {
    return bytes <= PART ? List.of(whole) : new Parts(signal, whole).divided();
  }

  private List<DraftBatch> divided() {
    for (Draft draft : whole.drafts()) {
      room(weight(draft));
      drafts.add(draft);
    }
    for (LogLine log : whole.logs()) {
      room(weight(log.body()) + weight(log.attributes()));
      logs.add(log);
    }
    for (MetricSample sample : whole.metrics()) {
      room(10 * EACH + weight(sample.attributes()));
      metrics.add(sample);
    }
    Tally.Count count = whole.tally().of(signal);
    end(count.accepted() - accepted, count.rejected(), count.duplicate());
    return parts;
  }

  private void room(long next) {
    if (weight > 0 && weight + next > PART) {
      long records = (long) drafts.size() + logs.size() + metrics.size();
      accepted += records;
      end(records, 0, 0);
    }
    weight += next;
  }

  private void end(long accepts, long rejects, long duplicates) {
    parts.add(
        new DraftBatch(
            whole.tenant(),
            whole.receivedEpochNanos(),
            drafts,
            logs,
            metrics,
            Tally.of(signal, accepts, rejects, duplicates)));
    drafts = new ArrayList<>();
    logs = new ArrayList<>();
    metrics = new ArrayList<>();
    weight = 0;
  }

  private static long weight(Draft draft) {
    Detail detail = draft.span().detail();
    long sum = 10 * EACH + weight(detail.attributes());
    for (Detail.Event event : detail.events()) {
      sum += EACH + event.name().length() + weight(event.attributes());
    }
    for (Detail.Link link : detail.links()) {
      sum += 2 * EACH + weight(link.attributes());
    }
    for (Draft.Said said : draft.said()) {
      sum += weight(said.message());
    }
    return sum;
  }

  private static long weight(Message message) {
    long sum = 2 * EACH;
    for (Part part : message.parts()) {
      sum +=
          EACH
              + switch (part) {
                case Part.Text(String text) -> text.length();
                case Part.ToolCall(_, String name, String arguments) ->
                    name.length() + arguments.length();
                case Part.ToolResult(_, String content) -> content.length();
                case Part.Reasoning(String text) -> text.length();
                case Part.Refusal(String text) -> text.length();
                case Part.Media _ -> 2 * EACH;
              };
    }
    return sum;
  }

  private static long weight(Map<String, Value> attributes) {
    long sum = 0;
    for (Map.Entry<String, Value> each : attributes.entrySet()) {
      sum += EACH + weight(each.getValue());
    }
    return sum;
  }

  private static long weight(Value value) {
    return switch (value) {
      case Value.Text(String text) -> EACH + text.length();
      case Value.Items(List<Value> items) -> {
        long sum = EACH;
        for (Value item : items) {
          sum += weight(item);
        }
        yield sum;
      }
      case Value.Fields(Map<String, Value> fields) -> EACH + weight(fields);
      case Value.Flag _, Value.Whole _, Value.Real _, Value.Bytes _, Value.Empty _ -> EACH / 2;
    };
  }
}
