// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.http;

/// The head of a response, informational ones included.
///
/// @param status 100 to 599
/// @param reason the phrase behind it as it was written, empty in HTTP/2
/// @param fields the header lines
public record ResponseHead(int status, String reason, Fields fields) {

  public boolean informational() {
    return status < 200;
  }
}
