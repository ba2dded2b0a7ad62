// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

import io.farol.lab.people.Luck;

/// Who calls whom for whose sake: what every call to a platform needs to know.
///
/// @param component the program that calls
/// @param conversation `c-4817`
/// @param user the person's phone number, as WhatsApp writes it
/// @param luck of the turn that is being served
record Caller(Component component, String conversation, String user, Luck luck) {
  Caller as(Component other) {
    return new Caller(other, conversation, user, luck);
  }
}
