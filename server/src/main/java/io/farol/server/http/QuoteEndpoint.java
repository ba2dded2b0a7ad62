// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.farol.cost.QuoteProblem;
import io.farol.cost.Quotes;

/// `POST /costs/quote`: what a usage or a quantity would cost at list prices.
public final class QuoteEndpoint {

  private final Quotes quotes;

  public QuoteEndpoint(Quotes quotes) {
    this.quotes = quotes;
  }

  public JsonNode answer(Request request) {
    request.only();
    try {
      return quotes.quote(Json.parse(request.body()), request.clock().instant()).json();
    } catch (QuoteProblem problem) {
      throw new Problem(
          400,
          "Bad body",
          "the request for a quote cannot be answered",
          problem.problems().stream()
              .map(each -> new Problem.Fault(pointer(each.where()), null, each.what(), each.mend()))
              .toList());
    }
  }

  /// `usage.prompt_tokens` as a JSON pointer.
  private static String pointer(String path) {
    return path.isEmpty() ? "" : "/" + path.replace("~", "~0").replace("/", "~1").replace('.', '/');
  }
}
