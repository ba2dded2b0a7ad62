// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Whether an address can be reached from this machine alone.
public final class Loopback {

  private Loopback() {}

  public static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
