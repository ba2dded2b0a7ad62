// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors

/// Tells Farol that a call began, before it ends: OTLP sends a span only once it is over, so a call
/// that hangs is invisible exactly while it hangs. The part to begin with is
/// [io.farol.agent.StartRecordProcessor].
@NullMarked
package io.farol.agent;

import org.jspecify.annotations.NullMarked;
