// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

/// A stretch of the journal that could not be read.
///
/// @param file the segment's file name
/// @param offset of its first byte in the file
/// @param bytes how long it is
/// @param what in words: a torn tail that was cut off, damage that was stepped over
public record Damage(String file, long offset, long bytes, String what) {

  /// What a write that a crash broke off leaves behind: nobody was told that it was kept.
  static final String TORN = "torn tail, cut off";

  /// True when acknowledged data may have been in it.
  public boolean mayBeLoss() {
    return !what.equals(TORN);
  }

  /// One line for an operator.
  public String inWords() {
    return "%s at offset %d, %d bytes: %s".formatted(file, offset, bytes, what);
  }
}
