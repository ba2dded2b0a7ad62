// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

/// What redaction would do, for people who want to see it before they trust it. Nothing is kept.
/// Safe for many threads.
public final class RedactionPreview {

  private final TextRedactor redactor;

  public RedactionPreview(TextRedactor redactor) {
    this.redactor = redactor;
  }

  /// @return the text as it would be kept; offsets of the finds in UTF-16 units of `text`
  public Redaction ofText(String text) {
    return redactor.explain(null, text);
  }

  /// Redacts a JSON document: every string, every object key, and numbers that are someone's
  /// number; such a number becomes a string. A value is judged by its key as well. All else, white
  /// space included, stays.
  ///
  /// @return the JSON as it would be kept; offsets of each find are those of the string, key or
  ///   number it was found in, after its escapes are undone
  /// @throws IllegalArgumentException if it is not JSON, naming the place; or nested too deeply
  public Redaction ofJson(String json) {
    return new JsonRedactor(redactor, json).run();
  }
}
