// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import io.farol.server.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `java -jar farol.jar`: the commands that need no launcher. Exit codes: 0 well, 1 failed, 2
/// wrongly called.
@Command(
    name = "farol",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Watches everything an AI system says to the outside world: alive, said, paid.",
    subcommands = {
      ServeCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      PricesCommand.class,
      VersionCommand.class
    })
public final class Main implements Runnable {

  private Main() {}

  public static void main(String[] arguments) {
    // No listener speaks TLS, so the native library for it need not be loaded.
    System.setProperty("com.linecorp.armeria.tlsEngineType", "jdk");
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler((failure, command, parsed) -> {
          boolean wronglyCalled = failure instanceof ConfigException;
          command.getErr().println("farol: " + failure.getMessage());
          if (!wronglyCalled && failure.getMessage() == null) {
            failure.printStackTrace(command.getErr());
          }
          return wronglyCalled ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
        });
  }

  @Override
  public void run() {
    commandLine().usage(System.err);
  }
}
