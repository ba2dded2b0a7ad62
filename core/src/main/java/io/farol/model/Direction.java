// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

/// Whether a message went into a call or came out of it.
public enum Direction {
  INPUT,
  OUTPUT
}
