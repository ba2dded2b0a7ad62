// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

/// The moment of a span's life that a fact tells. When a field is told by several phases, the one
/// declared later here wins: an end knows more than what came late, that more than a start, that
/// more than a sign of life.
public enum Phase {
  /// Still running, said by its sender (`farol.span.alive`).
  ALIVE,
  /// It began (`farol.span.start`, a pending span).
  START,
  /// Something that belongs to it and came on its own: a log event with its messages.
  LATE,
  /// It ended: the span itself.
  END
}
