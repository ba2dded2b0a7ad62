// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

/// How a fact was learnt.
///
/// @param kind `otlp`, `gateway`, `webhook`, `start-record`
/// @param dialect the telemetry convention or wire that was read, `otel-genai-1.37`,
///   `openinference`, `http` …
public record Source(String kind, String dialect) {}
