// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import org.jspecify.annotations.Nullable;

/// One way in: a webhook that comes to `/{name}` is delivered to the route's upstream.
///
/// @param route where it is delivered; its name is the webhook's, its limit for a body holds before
///   anything of one is sent on
/// @param signature how its sender signs
/// @param verifyToken what the sender shows when it verifies the address (Meta's
///   `hub.verify_token`); null: such a request is not answered
/// @param once whether a body that was delivered is not delivered again: only for senders whose
///   bodies never repeat by themselves
public record Hook(Route route, Signature signature, @Nullable String verifyToken, boolean once) {

  /// Never prints a secret.
  @Override
  public String toString() {
    return "Hook[" + route.name() + ", " + signature + "]";
  }
}
