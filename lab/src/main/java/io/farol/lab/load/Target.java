// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/// The server that bears the load. It must be on this machine: a load is no business of a
/// network's.
///
/// @param grpc base address of OTLP/gRPC, `http://127.0.0.1:4317`
/// @param api base address of the HTTP API, `http://127.0.0.1:3276`
/// @param key the admin key, or empty where the server is open
/// @param pid of the server's process, where it shall be measured
/// @param data directory of the server, where it shall be measured
public record Target(URI grpc, URI api, String key, Optional<Long> pid, Optional<Path> data) {
  /// Refuses addresses of other machines.
  ///
  /// @throws IllegalArgumentException naming the address
  public Target {
    requireLoopback(grpc);
    requireLoopback(api);
  }

  private static void requireLoopback(URI uri) {
    if (uri.getHost() == null || uri.getPort() < 0) {
      throw new IllegalArgumentException(
          uri + " has no host and port; write it like http://127.0.0.1:4317");
    }
    try {
      if (!InetAddress.getByName(uri.getHost()).isLoopbackAddress()) {
        throw new IllegalArgumentException(
            uri + " is not on this machine; a load is sent to loopback addresses alone");
      }
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(uri + ": the host has no address", e);
    }
  }
}
