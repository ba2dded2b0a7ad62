// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// HTTP status codes as a row of the table of outcomes writes them: `404`, `5xx`, `200-299`.
record StatusCodes(List<Span> spans) {

  StatusCodes {
    spans = List.copyOf(spans);
  }

  /// @throws IllegalArgumentException naming the text that is none of the three forms
  static StatusCodes parse(List<String> written) {
    return new StatusCodes(written.stream().map(StatusCodes::span).toList());
  }

  boolean isEmpty() {
    return spans.isEmpty();
  }

  boolean contains(@Nullable Integer code) {
    if (code != null) {
      for (Span span : spans) {
        if (span.from <= code && code <= span.to) {
          return true;
        }
      }
    }
    return false;
  }

  private static Span span(String text) {
    if (text.matches("[1-5]\\d\\d")) {
      int code = Integer.parseInt(text);
      return new Span(code, code);
    }
    if (text.matches("[1-5]xx")) {
      int first = (text.charAt(0) - '0') * 100;
      return new Span(first, first + 99);
    }
    if (text.matches("[1-5]\\d\\d-[1-5]\\d\\d")) {
      return new Span(Integer.parseInt(text.substring(0, 3)), Integer.parseInt(text.substring(4)));
    }
    throw new IllegalArgumentException("http \"" + text + "\" is not like 404, 5xx or 200-299");
  }

  record Span(int from, int to) {}
}
