// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import com.linecorp.armeria.common.util.TransportType;
import io.farol.gateway.DeliveryMemory;
import io.farol.gateway.Gateway;
import io.farol.gateway.Hooks;
import io.farol.gateway.Surroundings;
import io.farol.gateway.Transport;
import io.farol.server.config.FarolConfig;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// The gateway's two listeners, each open where the configuration has something for it: the door
/// out, and the door in for webhooks.
final class GatewayDoors implements AutoCloseable {

  private final String host;
  private final Transport transport;
  private @Nullable Gateway gateway;
  private @Nullable Hooks hooks;
  private DeliveryMemory deliveries = DeliveryMemory.NONE;

  GatewayDoors(String host, EventLoopGroup loops) {
    this.host = host;
    this.transport =
        new Transport(
            loops, TransportType.serverChannelType(loops), TransportType.socketChannelType(loops));
  }

  /// @throws IllegalStateException when the port is taken
  @Nullable Gateway openGateway(FarolConfig config, Surroundings surroundings)
      throws InterruptedException {
    FarolConfig.Port port = config.server().gatewayPort();
    if (!port.closed() && !config.routes().isEmpty()) {
      try {
        gateway = Gateway.open(transport, address(port), config.routes(), surroundings);
      } catch (IllegalStateException e) {
        throw taken("server.gateway-port", port, e);
      }
    }
    return gateway;
  }

  /// @throws IllegalStateException when the port is taken
  @Nullable Hooks openHooks(FarolConfig config, Surroundings surroundings)
      throws InterruptedException {
    FarolConfig.Port port = config.server().hooksPort();
    if (!port.closed() && !config.hooks().isEmpty()) {
      try {
        deliveries = DeliveriesFile.open(config.dataDir().resolve("hooks.delivered"));
        hooks = Hooks.open(transport, address(port), config.hooks(), deliveries, surroundings);
      } catch (IllegalStateException e) {
        throw taken("server.hooks-port", port, e);
      }
    }
    return hooks;
  }

  private InetSocketAddress address(FarolConfig.Port port) {
    return new InetSocketAddress(host, port.number());
  }

  private IllegalStateException taken(String key, FarolConfig.Port port, RuntimeException e) {
    return new IllegalStateException(
        key
            + ": "
            + host
            + ":"
            + port.number()
            + " cannot be listened on; it may be taken. Name another port, 0 for any free one, or off",
        e);
  }

  /// Where callers find the gateway, or null.
  @Nullable String gatewayUrl() {
    return gateway == null ? null : url(gateway.port());
  }

  /// Where senders find the webhooks, or null.
  @Nullable String hooksUrl() {
    return hooks == null ? null : url(hooks.port());
  }

  private String url(int port) {
    return "http://" + Listeners.shown(host) + ":" + port;
  }

  @Override
  public void close() {
    if (hooks != null) {
      hooks.close();
    }
    if (gateway != null) {
      gateway.close();
    }
  }
}
