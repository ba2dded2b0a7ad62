// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import org.jspecify.annotations.Nullable;

/// An integration's stay in a bad state.
///
/// @param id the same for the same integration and beginning, 32 hex digits
/// @param environment the environment it was judged in, or null for all of them
/// @param state the worst state it reached
/// @param cause the most frequent cause of failure when it was worst; null when nothing failed
/// @param closedEpochNanos null while it lasts
/// @param evidence the numbers when it was worst
/// @param failed exchanges that failed while it lasted
public record Incident(
    String id,
    String integration,
    @Nullable String environment,
    HealthState state,
    @Nullable String cause,
    Reason reason,
    long openedEpochNanos,
    @Nullable Long closedEpochNanos,
    HealthEvidence evidence,
    long failed) {}
