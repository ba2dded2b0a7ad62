// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

/// How an amount was known.
public enum Provenance {
  /// The platform said it.
  REPORTED,
  /// Quantity × list price, both known.
  COMPUTED,
  /// The quantity is a guess.
  ESTIMATED,
  /// An invoice said it.
  SETTLED,
  /// A correction of an earlier entry.
  ADJUSTED
}
