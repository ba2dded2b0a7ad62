// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.gateway.http.Fields;
import io.farol.gateway.http.Framing;
import io.farol.gateway.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;

/// The caller's side of an exchange, to which the answer is written. Confined to its event loop.
interface ClientLeg {

  EventLoop loop();

  void informational(ResponseHead head);

  /// @param framing how the upstream frames what follows
  void head(ResponseHead head, Framing framing);

  /// Takes the piece over.
  void data(ByteBuf piece);

  /// The answer is whole.
  void end(Fields trailers);

  /// The answer will never be whole: the caller must see that.
  ///
  /// @param reset whether the upstream broke off by a reset
  void abort(boolean reset);

  void flush();

  boolean writable();

  /// Whether more of the request may come.
  void reading(boolean more);

  /// Answers in the gateway's own name.
  default void refuse(Refusal refusal) {
    byte[] body = refusal.body();
    answer(refusal.head(body.length), body);
  }

  /// Answers with a body that is there already.
  default void answer(ResponseHead head, byte[] body) {
    head(head, new Framing.Length(body.length));
    data(Unpooled.wrappedBuffer(body));
    end(Fields.NONE);
    flush();
  }
}
