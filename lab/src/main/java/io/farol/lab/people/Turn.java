// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.people;

import java.time.Duration;

/// One message of a person and the answer it will get.
///
/// @param number 1 for the first of its dialogue
/// @param wish what is wanted
/// @param said what the person writes or says
/// @param reply what Lia will answer when all goes well
/// @param audioSeconds length of the voice message, or 0 where it was typed
/// @param pause how long the person waits before saying it
/// @param seed of the chances while it is served, so that timing cannot change them
public record Turn(
    int number, Wish wish, String said, String reply, int audioSeconds, Duration pause, long seed) {
  /// Whether it is said in a voice message.
  public boolean isAudio() {
    return audioSeconds > 0;
  }
}
