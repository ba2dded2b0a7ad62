// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import java.util.HexFormat;

/// The first 128 bits of the SHA-256 of a redacted message: the same content has the same id
/// however often it is resent.
public record MessageId(long high, long low) {

  /// 32 lower-case hex digits.
  public String hex() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }
}
