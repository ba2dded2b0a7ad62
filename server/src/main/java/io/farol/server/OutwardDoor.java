// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import com.linecorp.armeria.common.util.TransportType;
import io.farol.gateway.Counters;
import io.farol.gateway.Gateway;
import io.farol.gateway.Surroundings;
import io.farol.gateway.Transport;
import io.farol.server.config.FarolConfig;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// The gateway's listener, open where there are routes to forward to.
final class OutwardDoor implements AutoCloseable {

  private final @Nullable Gateway gateway;
  private final @Nullable String url;

  private OutwardDoor(@Nullable Gateway gateway, @Nullable String url) {
    this.gateway = gateway;
    this.url = url;
  }

  /// @throws IllegalStateException when the port is taken
  static OutwardDoor open(FarolConfig config, EventLoopGroup loops, Surroundings surroundings)
      throws InterruptedException {
    FarolConfig.Port port = config.server().gatewayPort();
    if (port.closed() || config.routes().isEmpty()) {
      return new OutwardDoor(null, null);
    }
    String host = config.server().host();
    Transport transport =
        new Transport(
            loops, TransportType.serverChannelType(loops), TransportType.socketChannelType(loops));
    try {
      Gateway gateway =
          Gateway.open(
              transport, new InetSocketAddress(host, port.number()), config.routes(), surroundings);
      return new OutwardDoor(gateway, "http://" + Listeners.shown(host) + ":" + gateway.port());
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "server.gateway-port: "
              + host
              + ":"
              + port.number()
              + " cannot be listened on; it may be taken. Name another port, 0 for any free one, or off",
          e);
    }
  }

  /// Where it listens, or null.
  @Nullable String url() {
    return url;
  }

  /// What it has done, or null when it is closed.
  @Nullable Counters counters() {
    return gateway == null ? null : gateway.counters();
  }

  @Override
  public void close() {
    if (gateway != null) {
      gateway.close();
    }
  }
}
