// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import org.jspecify.annotations.Nullable;

/// Whose data a question is about.
///
/// @param tenant never empty; [#DEFAULT_TENANT] where there is only one team
/// @param environment `production`, `staging` …; null asks for all of them
public record Scope(String tenant, @Nullable String environment) {

  public static final String DEFAULT_TENANT = "default";

  public Scope {
    if (tenant.isEmpty()) {
      throw new IllegalArgumentException("scope: tenant is empty");
    }
  }
}
