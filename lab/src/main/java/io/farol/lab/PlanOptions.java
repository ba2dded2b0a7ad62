// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab;

import io.farol.lab.load.Plan;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What a load sends as fast as it goes, for the commands that start their own servers.
final class PlanOptions {
  private static final int CONNECTIONS = 2;
  private static final int IN_FLIGHT = 4;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "How long spans are sent, at most. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--spans",
      defaultValue = "200000",
      description = "How many are prepared, at most. Default: ${DEFAULT-VALUE}.")
  private int spans;

  @Option(
      names = "--batch",
      defaultValue = "256",
      description = "Spans to a request. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Decides what is said. Default: ${DEFAULT-VALUE}.")
  private long seed;

  /// @throws ParameterException when the values cannot be sent
  Plan plan() {
    try {
      return new Plan(
          seed, System.currentTimeMillis(), spans, batch, CONNECTIONS, IN_FLIGHT, 0, seconds);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
