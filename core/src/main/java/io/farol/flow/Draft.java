// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import io.farol.model.Direction;
import io.farol.model.Message;
import io.farol.model.Span;
import java.util.List;

/// A span's telling before redaction, with its messages in place. Nothing durable, logged or shown
/// accepts it.
public record Draft(Span span, List<Said> said) {

  public Draft {
    said = List.copyOf(said);
  }

  /// A message and which way it went.
  public record Said(Direction direction, Message message) {}

  /// Never prints content.
  @Override
  public String toString() {
    return "Draft[" + span.key() + ", " + said.size() + " messages]";
  }
}
