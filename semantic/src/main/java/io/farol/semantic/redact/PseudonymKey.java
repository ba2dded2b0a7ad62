// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/// The secret under which pseudonyms are made: at least 256 bits. Whoever has it and a list of all
/// phone numbers can undo every pseudonym, so it lies outside the data directory and outside
/// backups; where, and who may read the file, is the server's matter. Immutable; [#toString] hides
/// it.
public final class PseudonymKey {

  private static final int MINIMUM_BYTES = 32;

  private final byte[] secret;

  private PseudonymKey(byte[] secret) {
    if (secret.length < MINIMUM_BYTES) {
      throw new IllegalArgumentException(
          "a pseudonym key needs at least 256 bits, this one has %d; make one with 64 hex digits"
              .formatted(secret.length * 8));
    }
    this.secret = secret;
  }

  /// A new key of 256 bits from the system's source of randomness.
  public static PseudonymKey random() {
    byte[] secret = new byte[MINIMUM_BYTES];
    new SecureRandom().nextBytes(secret);
    return new PseudonymKey(secret);
  }

  /// @param secret copied
  public static PseudonymKey of(byte[] secret) {
    return new PseudonymKey(secret.clone());
  }

  /// Reads what [#reveal] wrote; white space around it is ignored.
  ///
  /// @throws IllegalArgumentException if it is not hex or too short; the message does not repeat it
  public static PseudonymKey parse(String hex) {
    byte[] secret;
    try {
      secret = HexFormat.of().parseHex(hex.strip());
    } catch (IllegalArgumentException notHex) {
      throw new IllegalArgumentException(
          "a pseudonym key is written as at least 64 hex digits; this is something else");
    }
    return new PseudonymKey(secret);
  }

  /// The key itself in hex, for the one file that holds it.
  public String reveal() {
    return HexFormat.of().formatHex(secret);
  }

  byte[] bytes() {
    return secret.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PseudonymKey that && Arrays.equals(secret, that.secret);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(secret);
  }

  @Override
  public String toString() {
    return "PseudonymKey[hidden]";
  }
}
