// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The door out: `/{route}/…` is forwarded to the route's upstream, byte for byte, over HTTP/1.1
/// and HTTP/2 on one port. Only configured upstreams are reached. Safe for many threads.
public final class Gateway implements AutoCloseable {

  private final Counters counters = new Counters();
  private final Listener listener;

  private Gateway(
      Transport transport, InetSocketAddress address, List<Route> routes, Surroundings surroundings)
      throws InterruptedException {
    Map<String, Route> byName =
        routes.stream().collect(Collectors.toUnmodifiableMap(Route::name, Function.identity()));
    Departures.Load load = new Departures.Load(routes);
    Connecting connecting = new Connecting(transport, new Lookup(surroundings.blocking()));
    this.listener =
        new Listener(
            transport,
            address,
            counters,
            loop ->
                new Door(
                    byName,
                    surroundings,
                    counters,
                    new Departures(
                        load, surroundings, counters, new Connections(loop, connecting))));
  }

  /// Opens it; it forwards from now on.
  ///
  /// @param address where to listen; port 0: any free one
  /// @throws IllegalStateException when the address cannot be listened on
  public static Gateway open(
      Transport transport, InetSocketAddress address, List<Route> routes, Surroundings surroundings)
      throws InterruptedException {
    return new Gateway(transport, address, routes, surroundings);
  }

  public int port() {
    return listener.port();
  }

  public Counters counters() {
    return counters;
  }

  /// Takes no more callers, gives what is under way some time to end, and ends it then.
  @Override
  public void close() {
    listener.close();
  }
}
