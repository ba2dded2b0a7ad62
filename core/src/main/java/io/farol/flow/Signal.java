// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

/// What a sender counts: OTLP's three kinds of telemetry.
public enum Signal {
  SPANS,
  LOGS,
  METRICS
}
