// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

/// What sort of call an exchange is. Declared in the order in which a richer view hides a poorer
/// one of the same call: an HTTP span below a model span lends its bytes and status and is not
/// counted again.
public enum CallKind {
  /// A call of a model: chat, embeddings, transcription, reranking.
  MODEL,
  /// A call of a tool through a protocol of its own (MCP).
  TOOL,
  RPC,
  MESSAGING,
  DATABASE,
  HTTP
}
