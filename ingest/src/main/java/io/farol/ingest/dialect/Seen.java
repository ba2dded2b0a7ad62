// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.flow.Draft;

/// A span's draft, and what the walk for carriers needs to know of it.
///
/// @param step it is a step of the system, and calls below it are its own
record Seen(Draft draft, boolean step) {}
