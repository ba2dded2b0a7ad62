// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import java.util.List;

/// A span's telling with its messages by reference: what the journal, the stores and the boards
/// see.
public record Fact(Span span, List<MessageRef> messages) {

  public Fact {
    messages = List.copyOf(messages);
  }
}
