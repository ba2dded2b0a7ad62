// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

/// How much a board remembers. What goes beyond is counted and let go.
///
/// @param calls calls remembered one by one, over all tenants: open ones, and those that ended in
///   the last ten minutes so that repeats and late starts are recognised; about 700 bytes each
/// @param integrations integrations remembered, over all tenants and environments; about 100 kB
///   each under steady traffic
/// @param senders senders remembered, over all tenants
public record LiveLimits(int calls, int integrations, int senders) {

  public static final LiveLimits STANDARD = new LiveLimits(32_768, 1_000, 10_000);

  public LiveLimits {
    if (calls < 1 || integrations < 1 || senders < 1) {
      throw new IllegalArgumentException(
          "live limits: calls is %d, integrations %d, senders %d; each must be 1 or more"
              .formatted(calls, integrations, senders));
    }
  }
}
