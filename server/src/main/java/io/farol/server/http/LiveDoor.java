// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.HttpService;
import io.farol.server.access.Gatekeeper;
import io.farol.server.access.Need;
import io.farol.server.access.Verdict;
import io.farol.system.LiveBoard;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/// `/live`: what is in flight now and how every integration stands, once as JSON or again and again
/// as a stream of events for those who accept one.
public final class LiveDoor {

  private static final String STREAM = "text/event-stream";

  private final Gatekeeper gatekeeper;
  private final ProblemJson problems;
  private final LiveBoard board;
  private final InstantSource clock;
  private final EventStream stream;
  private final ApiDoor once;

  public LiveDoor(
      Gatekeeper gatekeeper,
      ProblemJson problems,
      Executor threads,
      LiveBoard board,
      InstantSource clock) {
    this.gatekeeper = gatekeeper;
    this.problems = problems;
    this.board = board;
    this.clock = clock;
    this.stream = new EventStream("live", problems, threads, board::version);
    this.once = new ApiDoor(gatekeeper, problems, threads, clock);
  }

  public HttpService service() {
    HttpService json = once.serve(request -> live(request.only("environment")));
    return (context, request) -> {
      if (!request.headers().get(HttpHeaderNames.ACCEPT, "").contains(STREAM)) {
        return json.serve(context, request);
      }
      Verdict verdict = gatekeeper.judge(request.headers(), Need.ADMIN);
      if (verdict instanceof Verdict.Turned turned) {
        return problems.response(ProblemJson.of(turned), context.path());
      }
      Request asked =
          new Request(
              context.pathParams(),
              QueryParams.fromQueryString(context.query()),
              new byte[0],
              clock);
      try {
        asked.only("environment");
      } catch (Problem problem) {
        return problems.response(problem, context.path());
      }
      return stream.open(context, () -> Json.bytes(live(asked)));
    };
  }

  private com.fasterxml.jackson.databind.JsonNode live(Request request) {
    return HealthJson.live(board.snapshot(request.scope(), request.clock().instant()));
  }
}
