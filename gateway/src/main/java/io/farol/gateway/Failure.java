// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

/// Why an upstream gave no whole answer.
///
/// @param reason what sort
/// @param detail in words, nothing of the exchange in it
record Failure(Refusal.Reason reason, String detail) {

  Refusal refusal(Route route) {
    int status =
        switch (reason) {
          case TIMEOUT -> 504;
          case ADDRESS -> 403;
          default -> 502;
        };
    String mend =
        switch (reason) {
          case ADDRESS -> "set allow-private: true on the route if the upstream really lies there";
          case DNS, CONNECT ->
              "check the route's upstream in farol.yaml and the network of Farol's machine";
          case TLS -> "check the route's client-certificate and trust-store";
          case TIMEOUT -> "raise the route's timeouts if the upstream may take longer";
          default -> null;
        };
    return new Refusal(reason, status, "route \"" + route.name() + "\": " + detail, mend);
  }
}
