// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

/// What a load of the gateway does.
///
/// @param seconds how long each measurement lasts
/// @param rate requests a second while latency is measured
/// @param streams streams at once
/// @param inFlight calls that wait at once
/// @param bodyMib the large body, in MiB
/// @param soakMinutes treat it badly for so long instead; 0: measure
/// @param seed decides what the soak does
public record GatewayPlan(
    int seconds, int rate, int streams, int inFlight, int bodyMib, int soakMinutes, long seed) {

  public GatewayPlan {
    if (seconds < 1 || rate < 1 || streams < 1 || inFlight < 1 || bodyMib < 1 || soakMinutes < 0) {
      throw new IllegalArgumentException("every number is 1 or more; a soak may be 0");
    }
  }
}
