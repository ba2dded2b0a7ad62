// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab;

import io.farol.lab.assistant.Lia;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `demo-assistant`: one program of the demo's assistant, set up by its environment.
@Command(
    name = "demo-assistant",
    hidden = true,
    description = "Runs one program of the demo's assistant; demo-live starts them.")
public final class DemoAssistant implements Callable<Integer> {
  @Parameters(paramLabel = "PROGRAM", description = "atendimento or cadastro.")
  private String program = "";

  @Option(
      names = "--until-parent-exits",
      paramLabel = "PID",
      description = "Stop when this process is gone.")
  private long parent;

  /// Made by picocli.
  public DemoAssistant() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Lia.begin(program, System.getenv());
    Parent.exit(parent).await();
    return CommandLine.ExitCode.OK;
  }
}
