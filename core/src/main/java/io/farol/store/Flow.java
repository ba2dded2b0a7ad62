// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

import io.farol.model.Tokens;
import io.farol.model.Traffic;

/// What went from one party to another in a range.
///
/// @param exchanges how many began in it
/// @param failed how many of them failed
/// @param open how many have no end yet
/// @param messages messages they carried, resent history included
/// @param tokens sums over those that reported; a count that nobody reported stays null
/// @param traffic sums over those that measured; null when nobody did
public record Flow(
    String from,
    String to,
    long exchanges,
    long failed,
    long open,
    long messages,
    Tokens tokens,
    Traffic traffic,
    Spending spending) {}
