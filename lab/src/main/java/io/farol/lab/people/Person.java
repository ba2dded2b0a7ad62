// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.people;

/// Somebody who does not exist: a member of the cooperative, with a small company.
///
/// @param firstName `Ana`
/// @param fullName `Ana Paula Ribeiro`
/// @param cpf 11 digits, check digits right
/// @param cnpj 14 places of the company, check digits right
/// @param phone `55` and area code and nine digits, as WhatsApp writes it
/// @param email an address under a domain reserved for examples
public record Person(
    String firstName, String fullName, String cpf, String cnpj, String phone, String email) {
  /// `(11) 98765-4321`.
  public String spokenPhone() {
    return "(%s) %s-%s".formatted(phone.substring(2, 4), phone.substring(4, 9), phone.substring(9));
  }
}
