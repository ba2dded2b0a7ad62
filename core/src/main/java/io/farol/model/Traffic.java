// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import org.jspecify.annotations.Nullable;

/// Bytes of one exchange as its caller counted them. Bytes nobody measured are null, never 0.
public record Traffic(@Nullable Long sentBytes, @Nullable Long receivedBytes) {

  public static final Traffic UNKNOWN = new Traffic(null, null);
}
