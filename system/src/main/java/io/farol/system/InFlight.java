// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import io.farol.model.SpanKey;
import io.farol.model.Traffic;
import org.jspecify.annotations.Nullable;

/// One call that has begun and, as far as anyone said, not ended.
///
/// @param from the party that called
/// @param startEpochNanos by its sender's clock, or when Farol heard of it if that was earlier
/// @param ageNanos since then
/// @param traffic bytes so far, where measured, those of the transport below it included
/// @param idleNanos since the last byte, where its sender tells of it, else since its last sign of
///   life; null when it gives none
/// @param stalled older than is normal for its integration: see [HealthRule]
/// @param deadlineEpochNanos when its caller will give up; null when nobody said
/// @param conversationId the dialogue it belongs to; null while nobody said
public record InFlight(
    SpanKey key,
    String from,
    String to,
    String integration,
    String operation,
    long startEpochNanos,
    long ageNanos,
    Traffic traffic,
    @Nullable Long idleNanos,
    boolean stalled,
    @Nullable Long deadlineEpochNanos,
    @Nullable String conversationId) {}
