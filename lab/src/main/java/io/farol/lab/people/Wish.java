// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.people;

/// What somebody wants with one message, and so which component of the assistant serves it.
public enum Wish {
  /// A greeting or thanks; triage answers by itself.
  SMALL_TALK("conversa"),
  /// To open an account for a company: its CNPJ is looked up.
  OPEN_ACCOUNT("abrir_conta"),
  /// To be identified: the CPF is looked up, and SERPRO has no token for that.
  IDENTIFY("identificar"),
  /// Slips to pay, second copies, instalments.
  PAY("financeiro"),
  /// A question that the cooperative's documents answer.
  ASK("duvida");

  private final String label;

  Wish(String label) {
    this.label = label;
  }

  /// The word the triage model answers with.
  public String label() {
    return label;
  }
}
