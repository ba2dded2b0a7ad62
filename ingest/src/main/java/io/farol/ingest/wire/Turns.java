// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// To which dialogue the turns of OpenAI's Responses belong: a request names only the turn before
/// (`previous_response_id`). A dialogue is known by the id of its first turn, or by the
/// conversation that one of its requests names.
///
/// Two generations of at most `capacity` turns each; when the young one is full it becomes the old
/// one. A turn that was forgotten, or seen before Farol was started, begins a dialogue of its own.
/// Nothing of it reaches a disk. Safe for many threads: guarded by itself.
final class Turns {

  private final int capacity;
  private Map<String, String> young = new HashMap<>();
  private Map<String, String> old = new HashMap<>();

  Turns(int capacity) {
    this.capacity = capacity;
  }

  /// Names the dialogue of what was told, where it is of one.
  void join(Told told) {
    String dialogue = told.conversation();
    if (dialogue == null && told.turnBefore != null) {
      dialogue = of(told.turnBefore);
    } else if (dialogue == null) {
      dialogue = told.turn;
    }
    if (dialogue != null) {
      told.put(Told.CONVERSATION, dialogue);
      remember(told.turn, dialogue);
    }
  }

  private synchronized String of(String turn) {
    String dialogue = young.getOrDefault(turn, old.get(turn));
    return dialogue == null ? turn : dialogue;
  }

  private synchronized void remember(@Nullable String turn, String dialogue) {
    if (turn == null || turn.equals(dialogue)) {
      return; // of itself it is known without being remembered
    }
    young.put(turn, dialogue);
    if (young.size() >= capacity) {
      old = young;
      young = new HashMap<>();
    }
  }
}
