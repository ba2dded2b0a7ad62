// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import java.util.function.Supplier;

/// How many things one request may still make: records, attributes, events, links, values within
/// values, and values within JSON text. A thing may take two bytes of a body and a hundred of
/// memory, so what a request costs is bounded by their number and not by its bytes alone. Confined
/// to the thread that reads the request.
public final class Allowance {

  /// The most things of one request, whatever its size. An SDK's batch of 512 spans has 20,000.
  public static final int MOST = 500_000;

  /// What the smallest request may make.
  static final int LEAST = 10_000;

  /// Bytes of a body for each thing beyond. An attribute takes thirty, an item of a list of doubles
  /// eleven, a data point without attributes, which counts as four, twenty.
  static final int BYTES_EACH = 4;

  /// The allowance of the request that this thread reads.
  static final ScopedValue<Allowance> CURRENT = ScopedValue.newInstance();

  private int left;

  private Allowance(int left) {
    this.left = left;
  }

  /// The allowance of a request.
  ///
  /// @param bodyBytes its size, unpacked
  public static Allowance ofBody(int bodyBytes) {
    return new Allowance(Math.min(MOST, LEAST + bodyBytes / BYTES_EACH));
  }

  /// Takes so many, or none and gives false.
  public boolean take(int things) {
    if (left < things) {
      return false;
    }
    left -= things;
    return true;
  }

  /// Runs the work, in which JSON text is read only as far as this allows.
  public <T> T within(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }
}
