// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.flow.Draft;

/// A span's draft, and what the walks between the spans of a batch need to know of it.
///
/// @param step it is a step of the system, and calls below it are its own
/// @param address where it went, as far as it says itself
record Seen(Draft draft, boolean step, Address address) {}
