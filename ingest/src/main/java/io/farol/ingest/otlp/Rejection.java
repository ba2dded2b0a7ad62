// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.flow.Signal;

/// Records that were refused for good, for one reason.
///
/// @param signal what they were
/// @param count how many, at least 1
/// @param reason what is wrong, where it first happened, and how to mend it; never content
public record Rejection(Signal signal, long count, String reason) {}
