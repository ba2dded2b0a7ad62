// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// What things cost by list: dated, sourced price books, and the catalogue that finds a price in
/// them. Immutable once read, safe for many threads.
@NullMarked
package io.farol.cost.price;

import org.jspecify.annotations.NullMarked;
