// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

/// What names one log line within a tenant. Lines that are equal in all they say are one line.
///
/// @param atEpochNanos when it was written
/// @param fingerprint a number that follows from all it says
public record LogKey(long atEpochNanos, long fingerprint) implements Comparable<LogKey> {

  @Override
  public int compareTo(LogKey other) {
    int byTime = Long.compare(atEpochNanos, other.atEpochNanos);
    return byTime != 0 ? byTime : Long.compare(fingerprint, other.fingerprint);
  }
}
