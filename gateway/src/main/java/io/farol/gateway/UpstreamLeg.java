// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.gateway.http.Fields;
import io.farol.gateway.http.RequestHead;
import io.netty.buffer.ByteBuf;

/// The upstream's side of an exchange, to which the request is written. Confined to its event loop.
interface UpstreamLeg {

  /// Whether an earlier exchange went over the same connection: it may be stale.
  boolean usedBefore();

  /// Begins the request.
  ///
  /// @param ended whether it has no body
  void head(RequestHead head, boolean ended);

  /// Takes the piece over.
  void data(ByteBuf piece);

  void end(Fields trailers);

  /// Nobody waits for the answer any more.
  void cancel();

  void flush();

  boolean writable();

  /// Whether more of the answer may come.
  void reading(boolean more);
}
