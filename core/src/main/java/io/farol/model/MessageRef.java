// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

/// Where a message stands in a call and where its content lies.
///
/// @param id the message
/// @param epochDay the UTC day under which its content is kept
/// @param direction into the call or out of it
public record MessageRef(MessageId id, int epochDay, Direction direction) {}
