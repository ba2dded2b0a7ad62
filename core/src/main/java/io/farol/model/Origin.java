// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import org.jspecify.annotations.Nullable;

/// Who sent a fact and from where, read from the OTLP resource.
///
/// @param service the party: `service.name`; `unknown` where nobody said
/// @param environment `deployment.environment.name`, or null
/// @param cloud `cloud.provider`, or null
/// @param region `cloud.region`, or null
/// @param instance `service.instance.id`, or null
public record Origin(
    String service,
    @Nullable String environment,
    @Nullable String cloud,
    @Nullable String region,
    @Nullable String instance) {

  /// What is written for a service that nobody named.
  public static final String UNKNOWN = "unknown";

  /// This sender as somebody says who knows it better: whatever the other one says, its instance
  /// excepted, goes before what stands here.
  public Origin knownAs(Origin better) {
    return new Origin(
        better.service.isEmpty() || better.service.equals(UNKNOWN) ? service : better.service,
        better.environment == null ? environment : better.environment,
        better.cloud == null ? cloud : better.cloud,
        better.region == null ? region : better.region,
        instance);
  }
}
