// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import org.jspecify.annotations.Nullable;

/// One telling of a span: its start, its end, or something late about it. The wire form in which
/// most exchanges arrive.
///
/// @param key what it is
/// @param parent the span above, or null
/// @param carrier the model span that this call belongs to, where the same batch showed it further
///   up than the parent; null otherwise
/// @param timing when
/// @param name the span's name
/// @param kind OTLP's kind
/// @param origin who sent it
/// @param status OTLP's status
/// @param deadlineEpochNanos when the caller will give up, said by a start record; null when nobody
///   said
/// @param call the exchange seen in it, or null when it is none (an internal step, an agent span)
/// @param detail everything else it carries
public record Span(
    FactKey key,
    @Nullable SpanId parent,
    @Nullable SpanId carrier,
    Timing timing,
    String name,
    SpanKind kind,
    Origin origin,
    SpanStatus status,
    @Nullable Long deadlineEpochNanos,
    @Nullable Call call,
    Detail detail) {}
