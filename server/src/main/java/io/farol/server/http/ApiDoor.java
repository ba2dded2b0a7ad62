// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.farol.server.access.Gatekeeper;
import io.farol.server.access.Need;
import io.farol.server.access.Verdict;
import io.farol.server.log.SafeCause;
import io.farol.store.UnansweredException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts an [Endpoint] behind HTTP: access, aggregation, a virtual thread, and problems as problem
/// details. What went wrong inside is logged without the request's content and answered without its
/// stack.
public final class ApiDoor {

  private static final Logger LOG = LoggerFactory.getLogger(ApiDoor.class);

  private final Gatekeeper gatekeeper;
  private final ProblemJson problems;
  private final Executor threads;
  private final InstantSource clock;

  public ApiDoor(
      Gatekeeper gatekeeper, ProblemJson problems, Executor threads, InstantSource clock) {
    this.gatekeeper = gatekeeper;
    this.problems = problems;
    this.threads = threads;
    this.clock = clock;
  }

  /// The endpoint as a service of the server.
  public HttpService serve(Endpoint endpoint) {
    return (context, request) -> {
      Verdict verdict = gatekeeper.judge(request.headers(), Need.ADMIN);
      if (verdict instanceof Verdict.Turned turned) {
        return problems.response(ProblemJson.of(turned), context.path());
      }
      return HttpResponse.of(
          request
              .aggregate()
              .handleAsync((whole, failure) -> reply(endpoint, context, whole, failure), threads));
    };
  }

  private HttpResponse reply(
      Endpoint endpoint,
      ServiceRequestContext context,
      AggregatedHttpRequest whole,
      Throwable failure) {
    if (failure != null) {
      return problems.response(unreadable(failure), context.path());
    }
    try {
      QueryParams query = QueryParams.fromQueryString(context.query());
      JsonNode answer =
          endpoint.answer(new Request(context.pathParams(), query, whole.content().array(), clock));
      ResponseHeaders headers =
          ResponseHeaders.builder(HttpStatus.OK)
              .contentType(MediaType.JSON)
              .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
              .set(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
              .build();
      return HttpResponse.of(headers, HttpData.wrap(Json.bytes(answer)));
    } catch (Problem problem) {
      return problems.response(problem, context.path());
    } catch (UnansweredException unanswered) {
      LOG.atWarn()
          .addKeyValue("path", context.config().route().patternString())
          .setCause(SafeCause.of(unanswered))
          .log("A question is not answered now");
      return problems.response(later(unanswered), context.path());
    } catch (RuntimeException bug) {
      LOG.atError()
          .addKeyValue("path", context.config().route().patternString())
          .setCause(SafeCause.of(bug))
          .log("A question could not be answered");
      return problems.response(failed(), context.path());
    }
  }

  private static Problem later(UnansweredException cause) {
    String detail = String.valueOf(cause.getMessage());
    return new Problem(
        503,
        "Not answered now",
        detail,
        List.of(
            new Problem.Fault(
                null, null, detail, "ask again; /api/v1/status says what does not work")));
  }

  static Problem failed() {
    return new Problem(
        500,
        "Farol failed",
        "Farol could not answer this; the reason is in its log",
        List.of(
            new Problem.Fault(
                null,
                null,
                "an error inside Farol",
                "try again, and look at the log if it stays")));
  }

  static Problem unreadable(Throwable failure) {
    boolean tooLarge =
        failure instanceof com.linecorp.armeria.common.ContentTooLargeException
            || failure.getCause() instanceof com.linecorp.armeria.common.ContentTooLargeException;
    return tooLarge
        ? new Problem(
            413,
            "Too large",
            "the body is larger than this resource takes",
            List.of(new Problem.Fault("", null, "the body is too large", "send less at a time")))
        : new Problem(
            400,
            "Unreadable",
            "the request could not be read to its end",
            List.of(new Problem.Fault("", null, "the body broke off", "send it again")));
  }

  /// A question that has no resource.
  public HttpService unknown() {
    return (context, request) -> {
      drain(request);
      return problems.response(
          Problem.notFound("there is nothing at " + context.path(), "look into /api/openapi.json"),
          context.path());
    };
  }

  private static void drain(HttpRequest request) {
    CompletableFuture<Void> done = request.subscribe();
    done.exceptionally(failure -> {
      LOG.atDebug().setCause(failure).log("A body that nobody reads broke off");
      return null;
    });
  }
}
