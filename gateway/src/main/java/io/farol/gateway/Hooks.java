// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The door in: a webhook that comes to `/{name}` is delivered to the system that is watched, once
/// its signature is right, byte for byte. Safe for many threads.
public final class Hooks implements AutoCloseable {

  private final Counters counters = new Counters();
  private final Listener listener;

  private Hooks(
      Transport transport,
      InetSocketAddress address,
      List<Hook> hooks,
      DeliveryMemory memory,
      Surroundings surroundings)
      throws InterruptedException {
    Map<String, Hook> byName =
        hooks.stream()
            .collect(
                Collectors.toUnmodifiableMap(hook -> hook.route().name(), Function.identity()));
    Departures.Load load = new Departures.Load(hooks.stream().map(Hook::route).toList());
    Delivery.Shared shared = new Delivery.Shared(memory);
    Connecting connecting = new Connecting(transport, new Lookup(surroundings.blocking()));
    this.listener =
        new Listener(
            transport,
            address,
            counters,
            loop ->
                new HookDoor(
                    byName,
                    surroundings,
                    counters,
                    new Departures(load, surroundings, counters, new Connections(loop, connecting)),
                    shared));
  }

  /// Opens it; it delivers from now on. The gate of the surroundings is not asked: nothing leaves.
  ///
  /// @param address where to listen; port 0: any free one
  /// @param memory what was delivered before
  /// @throws IllegalStateException when the address cannot be listened on
  public static Hooks open(
      Transport transport,
      InetSocketAddress address,
      List<Hook> hooks,
      DeliveryMemory memory,
      Surroundings surroundings)
      throws InterruptedException {
    return new Hooks(transport, address, hooks, memory, surroundings);
  }

  public int port() {
    return listener.port();
  }

  public Counters counters() {
    return counters;
  }

  /// Takes no more senders, gives what is under way some time to end, and ends it then.
  @Override
  public void close() {
    listener.close();
  }
}
