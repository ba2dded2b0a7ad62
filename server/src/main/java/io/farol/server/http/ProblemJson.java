// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import io.farol.flow.Redactor;
import io.farol.server.access.Verdict;
import java.util.List;

/// Renders problems. What they quote of a request passes the redactor first: an error is shown and
/// may be logged by whoever receives it.
public final class ProblemJson {

  private static final MediaType TYPE = MediaType.create("application", "problem+json");

  private final Redactor redactor;

  public ProblemJson(Redactor redactor) {
    this.redactor = redactor;
  }

  HttpResponse response(Problem problem, String path) {
    ObjectNode json = Json.object();
    json.put("type", "about:blank");
    json.put("title", problem.title());
    json.put("status", problem.status());
    json.put("detail", clean(problem.detail()));
    json.put("instance", clean(path));
    ArrayNode errors = json.putArray("errors");
    for (Problem.Fault fault : problem.faults()) {
      ObjectNode error = errors.addObject();
      if (fault.pointer() != null) {
        error.put("pointer", clean(fault.pointer()));
      }
      if (fault.parameter() != null) {
        error.put("parameter", clean(fault.parameter()));
      }
      error.put("detail", clean(fault.detail()));
      error.put("mend", clean(fault.mend()));
      if (fault.spot() != null) {
        error.put("code", fault.spot().code());
        error.put("at", fault.spot().at());
        error.put("length", fault.spot().length());
        error.put("instead", clean(fault.spot().instead()));
      }
    }
    ResponseHeaders headers =
        ResponseHeaders.builder(HttpStatus.valueOf(problem.status()))
            .contentType(TYPE)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .build();
    return HttpResponse.of(headers, HttpData.wrap(Json.bytes(json)));
  }

  private String clean(String text) {
    return redactor.redact(null, text);
  }

  static Problem of(Verdict.Turned turned) {
    String title =
        switch (turned.httpStatus()) {
          case 401 -> "Not logged in";
          case 403 -> "Not allowed";
          default -> "Wrong host";
        };
    return new Problem(
        turned.httpStatus(),
        title,
        turned.detail(),
        List.of(new Problem.Fault(null, null, turned.detail(), turned.mend())));
  }
}
