// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import org.jspecify.annotations.Nullable;

/// What the rule says of an integration at one moment.
///
/// @param since when the state began, if it is new; null when nothing marks it
record Verdict(HealthState state, Reason reason, @Nullable Long since) {}
