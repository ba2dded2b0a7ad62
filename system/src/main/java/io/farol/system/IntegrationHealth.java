// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import org.jspecify.annotations.Nullable;

/// How one integration stands at one moment.
///
/// @param platform the recognised platform, or null
/// @param sinceEpochNanos when the state began, by the time of what made it; null when it never
///   changed
/// @param inFlight calls open now; null when Farol cannot know, because none of its senders ever
///   sent a start
/// @param ratePerMinute exchanges that ended, a minute, over the window
public record IntegrationHealth(
    String id,
    @Nullable String platform,
    HealthState state,
    @Nullable Long sinceEpochNanos,
    Reason reason,
    HealthEvidence evidence,
    @Nullable Integer inFlight,
    double ratePerMinute) {}
