// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.access;

/// What a door asks of who comes in.
public enum Need {
  /// Anybody who found the right host.
  NOTHING,
  /// A sender of telemetry: free on loopback, the ingest key or the admin key elsewhere.
  INGEST,
  /// A person or script that may see content: the admin key or a session, unless access control is
  /// off.
  ADMIN
}
