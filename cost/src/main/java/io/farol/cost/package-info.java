// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// What it costs: what was consumed, the ledger entries that follow from it, and quotes. Knows
/// prices from `io.farol.cost.price`.
@NullMarked
package io.farol.cost;

import org.jspecify.annotations.NullMarked;
