// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

/// Why a request is not taken as a whole.
public enum Reason {
  /// The host, the origin or the key is wrong.
  ACCESS,
  /// It is not what its path and headers say, or cannot be read.
  MALFORMED,
  /// Its method, content type or packing is none that Farol reads.
  UNSUPPORTED,
  /// It has more bytes than a request may have, packed or unpacked.
  TOO_LARGE,
  /// Its body broke off.
  BROKEN_OFF,
  /// Its body took too long.
  TOO_SLOW,
  /// Too much is in work; another try helps.
  BUSY,
  /// The disk is full or failing, or Farol stops or failed; another try helps.
  UNAVAILABLE
}
