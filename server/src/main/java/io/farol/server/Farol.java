// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.util.EventLoopGroups;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import io.farol.cost.Quotes;
import io.farol.flow.Gate;
import io.farol.flow.Signal;
import io.farol.gateway.Access;
import io.farol.gateway.Gateway;
import io.farol.gateway.Hooks;
import io.farol.gateway.Surroundings;
import io.farol.semantic.redact.RedactionPreview;
import io.farol.server.access.Gatekeeper;
import io.farol.server.access.GatewayAccess;
import io.farol.server.access.HookAccess;
import io.farol.server.access.KeyFile;
import io.farol.server.access.Need;
import io.farol.server.access.Sessions;
import io.farol.server.access.Verdict;
import io.farol.server.config.FarolConfig;
import io.farol.server.http.ApiDoor;
import io.farol.server.http.BackupEndpoint;
import io.farol.server.http.CostEndpoint;
import io.farol.server.http.Endpoint;
import io.farol.server.http.ExchangeEndpoints;
import io.farol.server.http.FlowEndpoint;
import io.farol.server.http.GroupEndpoint;
import io.farol.server.http.LiveDoor;
import io.farol.server.http.LogEndpoints;
import io.farol.server.http.MetricEndpoints;
import io.farol.server.http.MetricsDoor;
import io.farol.server.http.NoticeEndpoint;
import io.farol.server.http.OpenApiDocument;
import io.farol.server.http.OpenCalls;
import io.farol.server.http.OverviewEndpoint;
import io.farol.server.http.PageDoor;
import io.farol.server.http.PreviewEndpoint;
import io.farol.server.http.ProblemJson;
import io.farol.server.http.QuoteEndpoint;
import io.farol.server.http.StatusEndpoint;
import io.farol.server.http.SystemEndpoints;
import io.farol.server.http.TrafficEndpoint;
import io.farol.server.http.TurnEndpoint;
import io.farol.server.intake.OtlpGrpcDoor;
import io.farol.server.intake.OtlpHttpDoor;
import io.farol.store.Store;
import io.farol.store.Trouble;
import io.netty.channel.EventLoopGroup;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A running Farol: the composition root. Which URL is answered by whom stands in [#mainServices].
public final class Farol implements AutoCloseable {

  static final String ADMIN_KEY = "admin.key";
  static final String INGEST_KEY = "ingest.key";
  static final String GATEWAY_KEY = "gateway.key";

  private static final long UNLIMITED = 0;
  private static final long STOP_MILLIS = 15_000;

  private static final int EVENT_LOOPS = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final FarolConfig config;
  private final Rooms rooms;
  private final ExecutorService threads;
  private final Listeners listeners;
  private final GatewayDoors gateway;
  private final MetricsDoor metrics;
  private final Housekeeping housekeeping;
  private final Gatekeeper gatekeeper;
  private final ProblemJson problems;
  private final Sessions sessions;
  private final Endpoints endpoints;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private Farol(FarolConfig config, InstantSource clock) throws InterruptedException {
    this.config = config;
    long started = TimeUnit.MILLISECONDS.toNanos(clock.millis());
    StartSteps steps = new StartSteps();
    rooms = new Rooms(config, clock, steps);
    housekeeping = new Housekeeping(rooms.store, rooms.retention(), clock);
    threads = Executors.newVirtualThreadPerTaskExecutor();
    sessions = new Sessions(clock);
    Path data = config.dataDir();
    gatekeeper =
        new Gatekeeper(
            config.server(),
            KeyFile.readOrCreateText(data.resolve(ADMIN_KEY), "farol_adm_"),
            KeyFile.readOrCreateText(data.resolve(INGEST_KEY), "farol_ing_"),
            sessions);
    problems = new ProblemJson(rooms.redactor);
    metrics =
        new MetricsDoor(
            gatekeeper,
            problems,
            threads,
            rooms.books,
            rooms.refusals,
            rooms.readers,
            rooms::levels,
            rooms::troubles);
    EventLoopGroup loops = EventLoopGroups.newEventLoopGroup(EVENT_LOOPS, "farol-io");
    listeners = new Listeners(config.server().host(), loops);
    gateway = new GatewayDoors(config.server().host(), loops);
    try {
      FarolConfig.Server server = config.server();
      openGateway(clock);
      endpoints =
          new Endpoints(
              listeners.open(
                  "server.port", server.port(), services -> mainServices(services, started, clock)),
              listeners.open("server.otlp-grpc-port", server.otlpGrpcPort(), this::grpcServices),
              listeners.open(
                  "server.otlp-http-port", server.otlpHttpPort(), this::telemetryServices),
              gateway.gatewayUrl(),
              gateway.hooksUrl());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    steps.done("doors");
    endpoints.write(data);
    housekeeping.start();
    steps.ready();
  }

  private void openGateway(InstantSource clock) throws InterruptedException {
    Gateway out = gateway.openGateway(config, surroundings(gatewayAccess(), clock));
    if (out != null) {
      metrics.gateway(out.counters());
    }
    Hooks in = gateway.openHooks(config, surroundings(new HookAccess(config.server()), clock));
    if (in != null) {
      metrics.hooks(in.counters());
    }
    if (out != null || in != null) {
      metrics.captures(rooms.captures);
    }
  }

  private Surroundings surroundings(Access access, InstantSource clock) {
    return new Surroundings(threads, access, Gate.OPEN, rooms.captures, clock);
  }

  private GatewayAccess gatewayAccess() {
    return new GatewayAccess(
        config.server(),
        KeyFile.readOrCreateText(config.dataDir().resolve(GATEWAY_KEY), "farol_gw_"));
  }

  /// Starts everything and returns once the doors are open.
  ///
  /// @throws RuntimeException saying what is in the way: a port that is taken, a data directory in
  ///   use
  public static Farol start(FarolConfig config) throws InterruptedException {
    return new Farol(config, InstantSource.system());
  }

  private void mainServices(ServerBuilder services, long started, InstantSource clock) {
    Store store = rooms.store;
    ApiDoor api = new ApiDoor(gatekeeper, problems, threads, clock);
    OpenCalls open = new OpenCalls(rooms.board);
    ExchangeEndpoints exchanges = new ExchangeEndpoints(store, open);
    LogEndpoints logs = new LogEndpoints(store);
    MetricEndpoints samples = new MetricEndpoints(store);
    SystemEndpoints system = new SystemEndpoints(rooms.board, store);
    LiveDoor live = new LiveDoor(gatekeeper, problems, threads, rooms.board, clock);
    StatusEndpoint status =
        new StatusEndpoint(
            new StatusEndpoint.Identity(Version.text(), started, config.server().open()),
            store,
            rooms.books,
            rooms.rejections,
            rooms.readers,
            rooms::levels,
            rooms::troubles);

    get(services, api, "/api/v1/status", status::answer);
    get(services, api, "/api/v1/overview", new OverviewEndpoint(store, rooms.board)::answer);
    services.route().get("/api/v1/live").build(live.service());
    get(services, api, "/api/v1/integrations", system::integrations);
    get(services, api, "/api/v1/incidents", system::incidents);
    get(services, api, "/api/v1/notices", new NoticeEndpoint(rooms.lookouts::notices)::answer);
    get(services, api, "/api/v1/exchanges", exchanges::list);
    get(services, api, "/api/v1/exchanges/groups", new GroupEndpoint(store, open)::answer);
    get(services, api, "/api/v1/exchanges/{traceId}/{spanId}", exchanges::one);
    get(services, api, "/api/v1/traces/{traceId}", exchanges::trace);
    get(services, api, "/api/v1/traces/{traceId}/spans/{spanId}", exchanges::span);
    get(services, api, "/api/v1/conversations/turns", new TurnEndpoint(store, open)::answer);
    get(services, api, "/api/v1/logs", logs::list);
    get(services, api, "/api/v1/logs/{id}", logs::one);
    get(services, api, "/api/v1/metrics", samples::list);
    get(services, api, "/api/v1/metrics/samples", samples::samples);
    get(services, api, "/api/v1/flows", new FlowEndpoint(store)::answer);
    get(services, api, "/api/v1/traffic", new TrafficEndpoint(store)::answer);
    get(services, api, "/api/v1/costs", new CostEndpoint(store)::answer);
    post(services, api, "/api/v1/costs/quote", new QuoteEndpoint(new Quotes(rooms.prices))::answer);
    post(
        services,
        api,
        "/api/v1/redaction/preview",
        new PreviewEndpoint(new RedactionPreview(rooms.redactor))::answer);
    BackupEndpoint backup = new BackupEndpoint(rooms::backup, threads);
    post(services, api, "/api/v1/backup", backup::begin);
    get(services, api, "/api/v1/backup", backup::last);
    services.service("/api/openapi.json", guarded(OpenApiDocument.service()));
    services.serviceUnder("/api/", new LateReset(api.unknown()));

    otlpServices(services);
    services.service("/livez", guarded((context, request) -> plain(HttpStatus.OK, "alive\n")));
    services.service("/readyz", guarded((context, request) -> ready()));
    services.service("/metrics", metrics.service());
    PageDoor pages = new PageDoor(gatekeeper, problems, sessions);
    services.service("/login", pages.login());
    services.serviceUnder("/", new LateReset(pages.pages()));
  }

  private void telemetryServices(ServerBuilder services) {
    otlpServices(services);
    services.serviceUnder(
        "/",
        new LateReset(
            guarded((context, request) ->
                plain(
                    HttpStatus.NOT_FOUND,
                    "telemetry is posted to /v1/traces, /v1/logs and /v1/metrics\n"))));
  }

  private void otlpServices(ServerBuilder services) {
    OtlpHttpDoor otlp = new OtlpHttpDoor(gatekeeper, rooms.receiver, threads);
    telemetry(services, "/v1/traces", otlp.service(Signal.SPANS));
    telemetry(services, "/v1/logs", otlp.service(Signal.LOGS));
    telemetry(services, "/v1/metrics", otlp.service(Signal.METRICS));
  }

  private void grpcServices(ServerBuilder services) {
    OtlpGrpcDoor otlp = new OtlpGrpcDoor(gatekeeper, rooms.receiver, threads);
    services.route().pathPrefix("/").maxRequestLength(UNLIMITED).build(new LateReset(otlp));
  }

  /// The receiver counts and limits what it takes in, and says so in the protocol's own way.
  private static void telemetry(ServerBuilder services, String path, HttpService service) {
    services.route().path(path).maxRequestLength(UNLIMITED).build(new LateReset(service));
  }

  private static void get(ServerBuilder services, ApiDoor api, String path, Endpoint endpoint) {
    services.route().get(path).build(api.serve(endpoint));
  }

  private static void post(ServerBuilder services, ApiDoor api, String path, Endpoint endpoint) {
    services.route().post(path).build(new LateReset(api.serve(endpoint)));
  }

  /// Host and origin are asked for everywhere, also where nothing is secret.
  private HttpService guarded(HttpService service) {
    return (context, request) ->
        switch (gatekeeper.judge(request.headers(), Need.NOTHING)) {
          case Verdict.Welcome welcome -> service.serve(context, request);
          case Verdict.Turned turned ->
              plain(
                  HttpStatus.valueOf(turned.httpStatus()),
                  turned.detail() + "; " + turned.mend() + "\n");
        };
  }

  /// Ready as long as nothing has stopped; what is wrong is told either way.
  private HttpResponse ready() {
    return HttpResponse.of(
        CompletableFuture.supplyAsync(
            () -> {
              List<Trouble> troubles = rooms.troubles();
              boolean stopped =
                  troubles.stream().anyMatch(each -> each.kind() == Trouble.Kind.STOPPED);
              StringBuilder text = new StringBuilder(stopped ? "not ready\n" : "ready\n");
              for (Trouble trouble : troubles) {
                text.append(trouble.where()).append(": ").append(trouble.detail()).append('\n');
              }
              return plain(
                  stopped ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK, text.toString());
            },
            threads));
  }

  private static HttpResponse plain(HttpStatus status, String text) {
    return HttpResponse.of(status, MediaType.PLAIN_TEXT_UTF_8, text);
  }

  public Endpoints endpoints() {
    return endpoints;
  }

  /// A token for one more login link.
  String newLoginToken() {
    return sessions.newLink();
  }

  /// Waits until the process is told to stop, and then until everything is closed. What does not
  /// close in time is left: whatever was acknowledged is durable long before.
  void awaitStop() throws InterruptedException {
    Thread deadline =
        Thread.ofPlatform().daemon().name("farol-stop-deadline").unstarted(Farol::endAnyway);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  deadline.start();
                  close();
                },
                "farol-stop"));
    stopped.await();
  }

  /// Without a logger or a class that is not loaded yet: what stops badly may be the program's
  /// file.
  private static void endAnyway() {
    try {
      Thread.sleep(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.err.println(
        "farol: not everything closed in time; it ends as a crash would, and the next start goes on from the journal");
    Runtime.getRuntime().halt(1);
  }

  /// Closes the doors, lets requests in work end, then closes the rooms. A second call does
  /// nothing.
  @Override
  public synchronized void close() {
    if (stopped.getCount() == 0) {
      return;
    }
    gateway.close();
    listeners.close();
    threads.close();
    metrics.close();
    housekeeping.close();
    rooms.close();
    Endpoints.delete(config.dataDir());
    stopped.countDown();
  }
}
