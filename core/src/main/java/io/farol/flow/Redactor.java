// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import org.jspecify.annotations.Nullable;

/// Replaces what is personal or secret in one string. Called for every string of a batch: names,
/// URLs, attribute keys and values, content. Safe for many threads at once; deterministic; a
/// redacted text is returned as it is.
///
/// An implementation that cannot decide throws: [CleanBatch] then drops the string and counts it.
public interface Redactor {

  /// @param key the attribute key under which the text stands, `authorization`, or null for free
  ///   text
  /// @param raw the text as it came
  /// @return the text that may be kept
  String redact(@Nullable String key, String raw);
}
