// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.time.Duration;

/// What became of one request.
sealed interface Answer {
  /// Kept, but for so many spans that were rejected.
  record Acknowledged(long rejected) implements Answer {}

  /// Not kept; to be tried again after a while.
  record ComeBack(Duration after) implements Answer {}

  /// Nobody knows: the connection broke, or the status was one that says nothing about keeping.
  record Failed(String reason) implements Answer {}
}
