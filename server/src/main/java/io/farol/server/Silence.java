// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Closes a connection on which no request is in work for too long, whatever bytes come: one that
/// sends a byte of a head now and then is never idle, and takes the place of another. Confined to
/// its connection's event loop.
final class Silence extends ChannelInboundHandlerAdapter {

  private final Duration first;
  private final Duration later;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Future<?> clock;
  private int requests;

  /// @param first until the first request's head is whole
  /// @param later between the end of a request and the next head
  Silence(Duration first, Duration later) {
    this.first = first;
    this.later = later;
  }

  /// Tells each connection's silence when requests begin and end on it.
  static HttpResponse broken(
      HttpService service, ServiceRequestContext context, HttpRequest request) throws Exception {
    Channel channel = context.log().partial().channel();
    Silence silence = channel == null ? null : channel.pipeline().get(Silence.class);
    if (silence != null) {
      silence.begin();
      context.log().whenComplete().thenRun(() -> context.eventLoop().execute(silence::end));
    }
    return service.serve(context, request);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    start(first);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext removed) {
    stop();
  }

  private void begin() {
    requests++;
    stop();
  }

  private void end() {
    requests--;
    if (requests == 0) {
      start(later);
    }
  }

  private void start(Duration patience) {
    ChannelHandlerContext here = context;
    if (here != null && !here.isRemoved()) {
      clock =
          here.executor().schedule(() -> here.close(), patience.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void stop() {
    if (clock != null) {
      clock.cancel(false);
      clock = null;
    }
  }
}
