// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.http;

/// The head of a request.
///
/// @param method as it was written
/// @param target the request target as it was written: `/a%3Ab?c`; each char is one byte
/// @param authority the host it was sent to: of an absolute-form target, else `Host`, else of
///   HTTP/2's `:authority`
/// @param protocol what it came in
/// @param fields the header lines
public record RequestHead(
    String method, String target, String authority, Protocol protocol, Fields fields) {

  /// Never prints a target or a value: they may hold credentials.
  @Override
  public String toString() {
    return "RequestHead[" + method + ", " + protocol + ", " + fields + "]";
  }
}
