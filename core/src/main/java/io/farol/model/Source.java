// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

/// How a fact was learnt.
///
/// @param kind `otlp`, `gateway`, `webhook`, `start-record`
/// @param dialect the telemetry convention or wire that was read, `otel-genai-1.37`,
///   `openinference`, `http` …
public record Source(String kind, String dialect) {

  /// The kind of what the gateway saw pass.
  public static final String GATEWAY = "gateway";

  /// Whether the gateway saw it pass: a *capture*, the far side of the caller's own span.
  public boolean isCapture() {
    return kind.equals(GATEWAY);
  }
}
