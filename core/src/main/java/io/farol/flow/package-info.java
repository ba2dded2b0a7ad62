// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// The way of the data: a draft becomes a clean batch, a clean batch is appended to the journal,
/// readers apply it.
@NullMarked
package io.farol.flow;

import org.jspecify.annotations.NullMarked;
