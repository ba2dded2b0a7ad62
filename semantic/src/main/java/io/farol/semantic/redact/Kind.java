// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

/// What a redactor can find in a text. Those that name a person or a company are replaced by a
/// pseudonym, equal for equal values; secrets and inline files are not kept in any form.
public enum Kind {
  /// A key, password, cookie or any other value that opens something.
  CREDENTIAL("credential", false),
  /// A JSON Web Token or encrypted JSON Web Token.
  JWT("jwt", false),
  /// A `data:` URL, or a long run of base64 without one.
  DATA_URL("data-url", false),
  /// A WhatsApp message id, which carries the person's phone number in base64.
  WAMID("wamid", true),
  EMAIL("email", true),
  /// A payment card number with a true Luhn digit and a known issuer's prefix and length.
  CARD("card", true),
  /// A Brazilian company's registration, numeric or alphanumeric, with true check digits.
  CNPJ("cnpj", true),
  /// A Brazilian person's registration with true check digits.
  CPF("cpf", true),
  /// A Brazilian phone, or one of another country written with `+` or under a phone's key.
  PHONE("phone", true);

  private final String label;
  private final boolean pseudonymous;

  Kind(String label, boolean pseudonymous) {
    this.label = label;
    this.pseudonymous = pseudonymous;
  }

  /// The name on the wire and in markers: lower case.
  public String label() {
    return label;
  }

  /// Whether the replacement tells equal values from different ones.
  public boolean pseudonymous() {
    return pseudonymous;
  }
}
