// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.faithful;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One case's proxy, origin and clients.
public final class Bench implements AutoCloseable {

  final Origin origin = new Origin();
  private @Nullable Wire last;
  private final Subject.Running proxy;
  private final List<Wire> wires = new ArrayList<>();

  public Bench(Subject subject) {
    proxy = subject.start(origin.port());
  }

  /// A new connection to the proxy.
  public Wire client() {
    return kept(Wire.connect(proxy.port()));
  }

  /// The next connection from the proxy.
  public Wire upstream() {
    Wire next = kept(origin.connection());
    last = next;
    return next;
  }

  /// The connection from the proxy that there is, or the next.
  public Wire upstreamAgain() {
    return last == null ? upstream() : last;
  }

  public Origin origin() {
    return origin;
  }

  int port() {
    return proxy.port();
  }

  /// What the origin sees as Host.
  public String host() {
    return "127.0.0.1:" + origin.port();
  }

  private Wire kept(Wire wire) {
    wires.add(wire);
    return wire;
  }

  @Override
  public void close() {
    wires.forEach(Wire::close);
    origin.close();
    proxy.close();
  }
}
