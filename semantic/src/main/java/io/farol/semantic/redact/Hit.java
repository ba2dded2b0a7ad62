// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

/// What a detector found, in the raw text.
///
/// @param value the normal form a pseudonym is made of; for a data URL its finished marker; empty
///   for secrets
/// @param quote what must stand on both sides of the marker so that a bare JSON number becomes a
///   JSON string; empty everywhere else
record Hit(Kind kind, int start, int end, String value, String quote) {

  boolean overlaps(Hit other) {
    return start < other.end && other.start < end;
  }

  boolean contains(Hit other) {
    return start <= other.start && other.end <= end;
  }

  boolean isNumber() {
    return switch (kind) {
      case CPF, CNPJ, CARD, PHONE -> true;
      case CREDENTIAL, JWT, DATA_URL, WAMID, EMAIL -> false;
    };
  }
}
