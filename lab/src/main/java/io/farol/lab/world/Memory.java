// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

import java.util.HashMap;
import java.util.Map;

/// What each program remembers of one dialogue: a chat for each set of instructions. For one
/// thread.
final class Memory {
  private final Map<String, Chat> chats = new HashMap<>();

  Chat of(String instructions) {
    return chats.computeIfAbsent(instructions, Chat::new);
  }
}
