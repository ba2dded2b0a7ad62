// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;

/// The event loops the gateway lives on and the channels that fit them. Both sides of an exchange
/// share one loop, so nothing is handed between threads.
///
/// @param loops who closes them is who made them
/// @param server what listens
/// @param client what connects
public record Transport(
    EventLoopGroup loops, Class<? extends ServerChannel> server, Class<? extends Channel> client) {}
