// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The main program of the lab, which hands over to one of its commands. Exit codes: 0 well, 1
/// failed, 2 wrongly called.
@Command(
    name = "farol-lab",
    description =
        "Programs around Farol: a world to watch, a load to bear, a drawing of its imports.",
    subcommands = {
      DemoWorld.class,
      DemoLive.class,
      DemoAssistant.class,
      IngestLoad.class,
      QueryLoad.class,
      CrowdLoad.class,
      ReplayLoad.class,
      PeersLoad.class,
      GatewayLoad.class,
      ImportDrawing.class
    })
public final class Lab implements Runnable {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  @Spec private CommandSpec spec = CommandSpec.create();

  /// Made by picocli.
  public Lab() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Which one? Name a command as the first argument.");
  }

  /// Runs the command that the first argument names, and exits.
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /// All commands, ready to be given arguments. What goes wrong with a file or a socket is told in
  /// one line.
  static CommandLine commandLine() {
    return new CommandLine(new Lab())
        .setExecutionExceptionHandler((failure, command, parsed) -> {
          if (failure instanceof IOException) {
            command.getErr().println("farol-lab: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
          }
          throw failure;
        });
  }
}
