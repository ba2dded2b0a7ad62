// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.http;

/// What one head may hold. Providers' own limits lie below: a proxy must not refuse what they take.
///
/// @param bytes of the whole head
/// @param targetBytes of the request target
/// @param lines header lines
public record HeadLimits(int bytes, int targetBytes, int lines) {

  public static final HeadLimits DEFAULTS = new HeadLimits(128 << 10, 64 << 10, 500);
}
