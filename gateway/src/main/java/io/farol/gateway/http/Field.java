// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.http;

/// One header or trailer line.
///
/// @param name as it was written
/// @param value without the white space around it; each char is one byte of the wire
public record Field(String name, String value) {

  /// Whether this is its name, in any case.
  public boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }
}
