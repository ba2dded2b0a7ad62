// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors

/// Programs around Farol that Farol does not need: a world to watch (`demo-world`), a load to bear
/// (`ingest-load`) and a drawing of its own imports (`import-drawing`).
@NullMarked
package io.farol.lab;

import org.jspecify.annotations.NullMarked;
