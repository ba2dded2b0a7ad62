// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import java.util.List;

/// One piece of content with a role. Its identity is its redacted content: see [MessageId].
///
/// @param role `system`, `user`, `assistant`, `tool`, or the sender's own word
/// @param parts in order; may be empty when the sender hid the content
public record Message(String role, List<Part> parts) {

  public Message {
    parts = List.copyOf(parts);
  }
}
