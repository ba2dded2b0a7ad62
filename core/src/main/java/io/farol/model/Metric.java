// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

/// What a sample is a sample of.
///
/// @param name `http.client.request.duration`; never empty
/// @param unit UCUM, `ms`, `By`, `{token}`; empty when nobody said
/// @param description in words; empty when nobody said
/// @param kind which of OTLP's kinds
public record Metric(String name, String unit, String description, MetricKind kind) {

  public Metric {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("metric: name is empty");
    }
  }
}
