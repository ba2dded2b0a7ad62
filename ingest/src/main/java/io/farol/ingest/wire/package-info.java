// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// Providers' own HTTP formats, as the gateway sees them pass: from a raw exchange to a draft.
/// Adding one is a class, a fixture, and a line in [io.farol.ingest.wire.Wires].
@NullMarked
package io.farol.ingest.wire;

import org.jspecify.annotations.NullMarked;
