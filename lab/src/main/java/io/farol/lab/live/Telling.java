// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.live;

/// How Farol learns what the assistant does.
public sealed interface Telling {
  /// The assistant runs under the Java agent and sends telemetry itself.
  ///
  /// @param otlp base address of the receiver, `http://127.0.0.1:4318`
  record Instrumented(String otlp) implements Telling {}

  /// The assistant tells nothing; its calls go through the gateway, its webhooks through the hooks.
  ///
  /// @param gateway `http://127.0.0.1:3277`
  /// @param hooks `http://127.0.0.1:3278`
  record Through(String gateway, String hooks) implements Telling {}
}
