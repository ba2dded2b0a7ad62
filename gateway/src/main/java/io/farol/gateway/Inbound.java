// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.gateway.http.Fields;
import io.netty.buffer.ByteBuf;

/// What becomes of a request whose head was let in: it is told of everything that the caller's side
/// sees. Confined to the caller's event loop.
interface Inbound {

  /// @param ended whether the request has no body
  void start(boolean ended);

  /// Takes the piece over.
  void requestData(ByteBuf piece);

  void requestEnd(Fields trailers);

  void flushRequest();

  /// The caller takes more, or no more, of the answer.
  void clientWritable(boolean writable);

  void clientGone();

  /// The request turned out to be no HTTP: nothing of it may look whole to anyone.
  void requestBroken(Refusal refusal);
}
