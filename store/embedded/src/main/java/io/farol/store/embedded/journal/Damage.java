// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

/// A stretch of the journal that could not be read.
///
/// @param file the segment's file name
/// @param offset of its first byte in the file
/// @param bytes how long it is
/// @param what in words: a torn tail that was cut off, damage that was stepped over
public record Damage(String file, long offset, long bytes, String what) {}
