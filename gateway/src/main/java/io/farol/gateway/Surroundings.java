// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.flow.Gate;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/// What the gateway needs of the program around it.
///
/// @param blocking runs name look-ups, which may wait
/// @param access who may use which route
/// @param gate asked before a call leaves
/// @param watcher told of every exchange
/// @param clock when exchanges begin
public record Surroundings(
    Executor blocking, Access access, Gate gate, Watcher watcher, InstantSource clock) {}
