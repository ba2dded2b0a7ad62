// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import java.util.List;

/// Short words for the tests: one redactor under a fixed key.
final class Redacting {

  static final TextRedactor REDACTOR = new TextRedactor(PseudonymKey.of(new byte[32]));

  private Redacting() {}

  static Redaction explain(String text) {
    return REDACTOR.explain(null, text);
  }

  static String redact(String text) {
    return REDACTOR.redact(null, text);
  }

  /// What was found, as `kind:text`.
  static List<String> finds(String text) {
    return explain(text).finds().stream()
        .map(find -> find.kind().label() + ':' + text.substring(find.start(), find.end()))
        .toList();
  }
}
