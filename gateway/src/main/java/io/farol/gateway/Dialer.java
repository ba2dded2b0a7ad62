// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

/// Finds a connection for an exchange: an idle one, or a new one.
interface Dialer {

  /// Calls [Forwarding#connected] or [Forwarding#upstreamFailed] on the exchange's event loop, soon
  /// or at once.
  ///
  /// @param fresh never a connection that was used before
  void dial(Forwarding exchange, boolean fresh);
}
