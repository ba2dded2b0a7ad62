// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

/// What a sum or histogram counts from.
public enum Temporality {
  /// From the sample before it: the values of a series add up.
  DELTA,

  /// From a fixed start: a value replaces the one before it, and a later start is a reset.
  CUMULATIVE
}
