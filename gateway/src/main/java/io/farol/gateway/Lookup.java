// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds the addresses of an upstream and keeps those that its route may reach. Asking the system
/// may block, so it happens on the executor; the answer comes on the event loop.
final class Lookup {

  private final Executor blocking;

  Lookup(Executor blocking) {
    this.blocking = blocking;
  }

  /// What a name led to.
  sealed interface Found {

    /// @param addresses at least one, in the system's order
    record Addresses(List<InetAddress> addresses) implements Found {}

    record Nothing(Failure failure) implements Found {}
  }

  void find(Route route, EventLoop loop, Consumer<Found> then) {
    blocking.execute(() -> {
      Found found = look(route);
      loop.execute(() -> then.accept(found));
    });
  }

  private static Found look(Route route) {
    String host = route.upstream().host();
    List<InetAddress> permitted = new ArrayList<>();
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (AddressRule.permits(address, route.allowPrivate())) {
          permitted.add(address);
        }
      }
    } catch (UnknownHostException e) {
      return new Found.Nothing(
          new Failure(Refusal.Reason.DNS, "the upstream's name does not resolve"));
    }
    return permitted.isEmpty() ? new Found.Nothing(notPublic()) : new Found.Addresses(permitted);
  }

  /// Why a proxy must not be asked for a route's upstream, or null: a name is resolved by the
  /// proxy, an address written into the route is checked like any other.
  static @Nullable Failure forProxy(Route route) {
    try {
      InetAddress address = InetAddress.ofLiteral(route.upstream().host());
      return AddressRule.permits(address, route.allowPrivate()) ? null : notPublic();
    } catch (IllegalArgumentException name) {
      return null;
    }
  }

  private static Failure notPublic() {
    return new Failure(
        Refusal.Reason.ADDRESS, "the upstream's name leads to an address that is not public");
  }
}
