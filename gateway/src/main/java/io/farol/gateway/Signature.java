// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.gateway.http.Fields;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// How a webhook's sender signs the raw bytes of a body: an HMAC in a header.
///
/// @param header its name
/// @param prefix what stands before the signature in the header, `sha256=`; may be empty
/// @param encoding how the signature is written
/// @param algorithm of the HMAC
/// @param secret shared with the sender; never empty
public record Signature(
    String header, String prefix, Encoding encoding, Algorithm algorithm, String secret) {

  public enum Encoding {
    HEX,
    BASE64
  }

  public enum Algorithm {
    SHA1("HmacSHA1"),
    SHA256("HmacSHA256"),
    SHA512("HmacSHA512");

    final String mac;

    Algorithm(String mac) {
      this.mac = mac;
    }
  }

  public Signature {
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("the secret is empty");
    }
  }

  /// Meta's: `X-Hub-Signature-256: sha256=<hex>`.
  public static Signature meta(String secret) {
    return new Signature("X-Hub-Signature-256", "sha256=", Encoding.HEX, Algorithm.SHA256, secret);
  }

  /// Sums a body up while it comes.
  Mac mac() {
    try {
      Mac mac = Mac.getInstance(algorithm.mac);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm.mac));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + algorithm.mac, e);
    }
  }

  /// Whether the header's one line shows this sum. Takes as long for a wrong one as for the right.
  boolean isShown(Fields fields, byte[] sum) {
    List<String> lines = fields.all(header);
    byte[] shown = lines.size() == 1 ? decoded(lines.getFirst().strip()) : null;
    return shown != null && MessageDigest.isEqual(shown, sum);
  }

  private byte @Nullable [] decoded(String value) {
    if (!value.regionMatches(true, 0, prefix, 0, prefix.length())) {
      return null;
    }
    String written = value.substring(prefix.length());
    try {
      return switch (encoding) {
        case HEX -> HexFormat.of().parseHex(written.toLowerCase(Locale.ROOT));
        case BASE64 -> Base64.getDecoder().decode(written);
      };
    } catch (IllegalArgumentException notEncoded) {
      return null;
    }
  }

  /// Never prints the secret.
  @Override
  public String toString() {
    return "Signature[" + header + ", " + algorithm + "]";
  }
}
