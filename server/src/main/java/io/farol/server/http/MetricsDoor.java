// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import io.farol.flow.BatchReader;
import io.farol.flow.Signal;
import io.farol.gateway.Counters;
import io.farol.gateway.Refusal;
import io.farol.server.access.Gatekeeper;
import io.farol.server.access.Need;
import io.farol.server.access.Verdict;
import io.farol.server.intake.Bookkeeping;
import io.farol.server.intake.Captures;
import io.farol.server.intake.Reason;
import io.farol.server.intake.Refusals;
import io.farol.store.Trouble;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// `/metrics`: what Farol says of itself, in the OpenMetrics text format.
public final class MetricsDoor implements AutoCloseable {

  private static final String TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Gatekeeper gatekeeper;
  private final ProblemJson problems;
  private final Executor threads;

  public MetricsDoor(
      Gatekeeper gatekeeper,
      ProblemJson problems,
      Executor threads,
      Bookkeeping books,
      Refusals refusals,
      Iterable<BatchReader> readers,
      Supplier<StatusEndpoint.Levels> levels,
      Supplier<List<Trouble>> troubles) {
    this.gatekeeper = gatekeeper;
    this.problems = problems;
    this.threads = threads;
    for (Signal signal : Signal.values()) {
      records(books, signal, "received", Bookkeeping.Counters::received);
      records(books, signal, "stored", Bookkeeping.Counters::stored);
      records(books, signal, "rejected", Bookkeeping.Counters::rejected);
      records(books, signal, "duplicate", Bookkeeping.Counters::duplicate);
      Gauge.builder("farol.records.pending", books, each -> each.counters(signal).pending())
          .description("Records that are durable and not yet applied to the facts.")
          .tag("signal", wire(signal))
          .register(registry);
    }
    for (Signal signal : Signal.values()) {
      for (Reason reason : Reason.values()) {
        FunctionCounter.builder(
                "farol.requests.refused", refusals, each -> each.count(signal, reason))
            .description("Requests of which nothing was taken, since the start.")
            .tag("signal", wire(signal))
            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
            .register(registry);
      }
    }
    for (Trouble.Kind kind : Trouble.Kind.values()) {
      Gauge.builder(
              "farol.troubles",
              troubles,
              each -> each.get().stream().filter(trouble -> trouble.kind() == kind).count())
          .description("What /api/v1/status tells under troubles: parts stopped, data lost.")
          .tag("kind", kind.name().toLowerCase(Locale.ROOT))
          .strongReference(true)
          .register(registry);
    }
    for (BatchReader reader : readers) {
      Gauge.builder("farol.reader.position", reader, each -> each.position().value())
          .description("How far a reader of the journal has come.")
          .tag("reader", reader.name())
          .register(registry);
    }
    level(
        "farol.queue.bytes", "Bytes that wait for the disk.", levels, StatusEndpoint.Levels::queue);
    level(
        "farol.disk.used.bytes",
        "Bytes of the data directory.",
        levels,
        StatusEndpoint.Levels::diskUsed);
    level(
        "farol.disk.free.bytes",
        "Free bytes of its disk.",
        levels,
        StatusEndpoint.Levels::diskFree);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /// Tells of the gateway's way out as well.
  public void gateway(Counters counters) {
    door("farol.gateway", "the gateway", counters);
  }

  /// Tells of webhooks as well.
  public void hooks(Counters counters) {
    door("farol.hooks", "the door for webhooks", counters);
    FunctionCounter.builder("farol.hooks.repeated", counters, Counters::repeated)
        .description("Webhooks that had been delivered before and were not delivered again.")
        .register(registry);
  }

  private void door(String prefix, String which, Counters counters) {
    FunctionCounter.builder(prefix + ".exchanges", counters, Counters::forwarded)
        .description("Exchanges that " + which + " has let in, since the start.")
        .register(registry);
    Gauge.builder(prefix + ".in.flight", counters, Counters::inFlight)
        .description("Exchanges on their way through " + which + ".")
        .register(registry);
    for (Refusal.Reason reason : Refusal.Reason.values()) {
      FunctionCounter.builder(prefix + ".refused", counters, each -> each.refused(reason))
          .description(
              "Answers in the own name of " + which + " and streams it broke off, since the start.")
          .tag("reason", reason.wire())
          .register(registry);
    }
  }

  /// Tells what became of what either door saw.
  public void captures(Captures captures) {
    FunctionCounter.builder(
            "farol.gateway.captures.lost", captures, each -> each.losses().exchanges())
        .description("Starts and ends of exchanges of which nothing was kept: no room, no journal.")
        .register(registry);
    FunctionCounter.builder(
            "farol.gateway.captures.without.body", captures, each -> each.losses().bodies())
        .description("Exchanges of which only metadata was kept: no room, or unreadable.")
        .register(registry);
  }

  private void records(
      Bookkeeping books, Signal signal, String what, ToLongFunction<Bookkeeping.Counters> count) {
    FunctionCounter.builder(
            "farol.records", books, each -> count.applyAsLong(each.counters(signal)))
        .description("received = stored + pending + rejected + duplicate, by signal.")
        .tag("signal", wire(signal))
        .tag("state", what)
        .register(registry);
  }

  private void level(
      String name,
      String description,
      Supplier<StatusEndpoint.Levels> levels,
      ToLongFunction<StatusEndpoint.Levels> level) {
    // Nobody else keeps the supplier: a weak reference to it would soon say NaN.
    Gauge.builder(name, levels, each -> level.applyAsLong(each.get()))
        .description(description)
        .strongReference(true)
        .register(registry);
  }

  private static String wire(Signal signal) {
    return signal.name().toLowerCase(Locale.ROOT);
  }

  /// The service that answers.
  public HttpService service() {
    return (context, request) -> {
      Verdict verdict = gatekeeper.judge(request.headers(), Need.ADMIN);
      if (verdict instanceof Verdict.Turned turned) {
        return problems.response(ProblemJson.of(turned), context.path());
      }
      return HttpResponse.of(
          CompletableFuture.supplyAsync(
              () ->
                  HttpResponse.of(
                      ResponseHeaders.builder(HttpStatus.OK)
                          .contentType(MediaType.parse(TYPE))
                          .build(),
                      HttpData.ofUtf8(registry.scrape(TYPE))),
              threads));
    };
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
