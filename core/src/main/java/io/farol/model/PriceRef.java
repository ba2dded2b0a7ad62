// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

/// Which price was applied.
///
/// @param book the price book, `openai`
/// @param version the book's version, `2026-11-01`
/// @param validFrom the first UTC day of this price, `2026-04-14`
/// @param source where the price was read
public record PriceRef(String book, String version, String validFrom, String source) {}
