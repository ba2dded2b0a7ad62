// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

/// An answer and how far it is complete.
///
/// @param completeThroughEpochNanos everything received before this moment is in it; 0 when nothing
///   has been received
public record Answer<T>(T value, long completeThroughEpochNanos) {}
