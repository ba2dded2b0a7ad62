// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.flow.BatchReader;
import io.farol.flow.Position;
import io.farol.flow.Signal;
import io.farol.server.intake.Bookkeeping;
import io.farol.server.intake.Rejections;
import io.farol.store.Store;
import io.farol.store.Trouble;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// `/status`: version, counters by signal, how far each reader is, queue and disk.
public final class StatusEndpoint {

  private final Identity identity;
  private final Store store;
  private final Bookkeeping books;
  private final Rejections rejections;
  private final List<BatchReader> readers;
  private final Supplier<Levels> levels;
  private final Supplier<List<Trouble>> troubles;

  /// @param open whether access control is off
  public record Identity(String version, long startedEpochNanos, boolean open) {}

  /// How full things are, in bytes.
  public record Levels(
      long queue, long queueCapacity, long diskUsed, long diskFree, long diskReserve) {}

  public StatusEndpoint(
      Identity identity,
      Store store,
      Bookkeeping books,
      Rejections rejections,
      List<BatchReader> readers,
      Supplier<Levels> levels,
      Supplier<List<Trouble>> troubles) {
    this.identity = identity;
    this.store = store;
    this.books = books;
    this.rejections = rejections;
    this.readers = List.copyOf(readers);
    this.levels = levels;
    this.troubles = troubles;
  }

  public JsonNode answer(Request request) {
    request.only();
    ObjectNode json = Json.object();
    json.put("version", identity.version());
    json.put("startedAt", Times.text(identity.startedEpochNanos()));
    json.put("at", Times.text(request.now()));
    json.put("open", identity.open());
    json.put("completeThrough", Times.text(store.completeThroughEpochNanos()));
    ObjectNode signals = json.putObject("signals");
    signals.set("traces", counters(Signal.SPANS));
    signals.set("logs", counters(Signal.LOGS));
    signals.set("metrics", counters(Signal.METRICS));
    Position slowest =
        readers.stream()
            .map(BatchReader::position)
            .min(Comparator.naturalOrder())
            .orElse(Position.START);
    ArrayNode list = json.putArray("readers");
    for (BatchReader reader : readers) {
      long lag = books.lagNanos(reader.position(), slowest, request.now());
      list.addObject()
          .put("name", reader.name())
          .put("position", Long.toString(reader.position().value()))
          .put("lagMillis", TimeUnit.NANOSECONDS.toMillis(lag));
    }
    Levels now = levels.get();
    json.putObject("queue").put("bytes", now.queue()).put("capacityBytes", now.queueCapacity());
    json.putObject("disk")
        .put("usedBytes", now.diskUsed())
        .put("freeBytes", now.diskFree())
        .put("reserveBytes", now.diskReserve());
    ArrayNode wrong = json.putArray("troubles");
    for (Trouble trouble : troubles.get()) {
      wrong
          .addObject()
          .put("kind", trouble.kind().name().toLowerCase(Locale.ROOT))
          .put("where", trouble.where())
          .put("detail", trouble.detail());
    }
    return json;
  }

  private ObjectNode counters(Signal signal) {
    Bookkeeping.Counters counters = books.counters(signal);
    ObjectNode json =
        Json.object()
            .put("received", counters.received())
            .put("stored", counters.stored())
            .put("pending", counters.pending())
            .put("rejected", counters.rejected())
            .put("duplicate", counters.duplicate());
    ArrayNode reasons = json.putArray("rejections");
    for (Rejections.Told told : rejections.of(signal)) {
      reasons
          .addObject()
          .put("reason", told.reason())
          .put("records", told.records())
          .put("lastAt", Times.text(told.lastEpochNanos()));
    }
    return json;
  }
}
