// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes pseudonyms: HMAC-SHA256 over `kind:value`, its first 128 bits in lower-case hex. Safe for
/// many threads: each call works on a copy of one prepared [Mac].
final class Pseudonyms {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 16;

  private final Mac prepared;

  Pseudonyms(PseudonymKey key) {
    try {
      prepared = Mac.getInstance(ALGORITHM);
      prepared.init(new SecretKeySpec(key.bytes(), ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, e);
    }
  }

  /// @param value in its normal form: digits alone, lower-case e-mail
  String of(Kind kind, String value) {
    try {
      Mac mac = (Mac) prepared.clone();
      byte[] whole = mac.doFinal((kind.label() + ':' + value).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(whole, 0, BYTES);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("this Java's " + ALGORITHM + " cannot be copied", e);
    }
  }
}
