// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import io.farol.model.Cause;
import io.farol.model.Evidence;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One row of the table of outcomes. A sign without values asks for nothing.
///
/// @param line where it stands in its file, from 1
/// @param cause why it failed, or null when it succeeded
/// @param error true, false, or null when it does not matter
/// @param example evidence that this row decides
record OutcomeRow(
    int line,
    @Nullable Cause cause,
    Set<String> platforms,
    StatusCodes http,
    Set<String> rpc,
    Names names,
    List<String> texts,
    Set<String> finish,
    @Nullable Boolean error,
    Evidence example) {

  OutcomeRow {
    platforms = Set.copyOf(platforms);
    rpc = Set.copyOf(rpc);
    texts = List.copyOf(texts);
    finish = Set.copyOf(finish);
  }

  boolean matches(Signs signs) {
    return (error == null || error == signs.troubled())
        && (platforms.isEmpty() || signs.platform() != null && platforms.contains(signs.platform()))
        && (http.isEmpty() || http.contains(signs.http()))
        && (rpc.isEmpty() || signs.rpc() != null && rpc.contains(signs.rpc()))
        && (finish.isEmpty() || signs.finish().stream().anyMatch(finish::contains))
        && (names.isEmpty() || matchedName(signs) != null)
        && (texts.isEmpty() || isIn(signs.text()));
  }

  /// The name in the evidence that this row knows, as its sender wrote it, or null.
  @Nullable String matchedName(Signs signs) {
    for (Named name : signs.names()) {
      if (names.matches(name)) {
        return name.written();
      }
    }
    return null;
  }

  private boolean isIn(String text) {
    for (String piece : texts) {
      if (text.contains(piece)) {
        return true;
      }
    }
    return false;
  }
}
