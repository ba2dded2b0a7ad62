// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.util.HexFormat;

/// A checksum over ids that does not depend on their order: two sets with the same sum of
/// fingerprints and as many members are, for all that chance allows, the same.
///
/// @param count how many
/// @param sum of their fingerprints, modulo 2^64
record Checksum(long count, long sum) {
  static final Checksum NONE = new Checksum(0, 0);

  Checksum plus(SpanId id) {
    return new Checksum(count + 1, sum + id.fingerprint());
  }

  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(sum);
  }
}
