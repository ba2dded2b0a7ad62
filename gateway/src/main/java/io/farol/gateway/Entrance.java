// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.gateway.http.RequestHead;
import io.farol.gateway.http.ResponseHead;

/// Where callers' requests come in. Safe for many threads.
interface Entrance {

  /// @param client where the answer goes
  Admission admit(RequestHead head, ClientLeg client);

  /// Counts a refusal that the caller's side found by itself.
  void counted(Refusal refusal);

  /// Whether a request goes on.
  sealed interface Admission {

    /// @param inbound what it is told to from now on, [Inbound#start] first
    record Granted(Inbound inbound) implements Admission {}

    /// It is answered at once, and its body is of no interest.
    record Answered(ResponseHead head, byte[] body) implements Admission {}

    record Refused(Refusal refusal) implements Admission {}
  }
}
