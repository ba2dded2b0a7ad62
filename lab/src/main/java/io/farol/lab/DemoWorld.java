// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab;

import io.farol.lab.world.Protocol;
import io.farol.lab.world.World;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `demo-world`: plays the assistant of a Brazilian cooperative and tells Farol about it, until it
/// is told to stop.
@Command(
    name = "demo-world",
    description =
        "Plays an AI assistant that talks to WhatsApp, Azure OpenAI and SERPRO, until told to stop.")
public final class DemoWorld implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--endpoint",
      defaultValue = "http://127.0.0.1:4318",
      paramLabel = "URL",
      description = "Where OTLP is sent. Default: ${DEFAULT-VALUE}.")
  private String endpoint = "";

  @Option(
      names = "--protocol",
      defaultValue = "http/protobuf",
      converter = ProtocolNames.class,
      description = "http/protobuf or grpc. Default: ${DEFAULT-VALUE}.")
  private Protocol protocol = Protocol.HTTP_PROTOBUF;

  @Option(
      names = "--seed",
      defaultValue = "4817",
      description = "Decides who comes and what is said. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--speed",
      defaultValue = "1",
      description = "1 is real time. Default: ${DEFAULT-VALUE}.")
  private double speed;

  @Option(
      names = "--until-parent-exits",
      paramLabel = "PID",
      description = "Stop when this process is gone.")
  private long parent;

  /// Made by picocli.
  public DemoWorld() {}

  @Override
  public Integer call() throws InterruptedException {
    if (!(speed > 0) || speed > 1000) {
      throw new ParameterException(
          spec.commandLine(), "--speed " + speed + ": give a number above 0, at most 1000");
    }
    // The exporters tell of an endpoint that is gone; a line will do, without its stack.
    System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tT %4$s %5$s%n");
    CountDownLatch stop = Parent.exit(parent);
    PrintWriter out = spec.commandLine().getOut();
    try (World world = World.begin(endpoint, protocol, seed, speed)) {
      Runtime.getRuntime().addShutdownHook(new Thread(world::close, "farewell"));
      out.printf("demo world: %s over %s, seed %d, speed %s%n", endpoint, protocol, seed, speed);
      out.flush();
      stop.await();
    }
    return CommandLine.ExitCode.OK;
  }

  private static final class ProtocolNames implements CommandLine.ITypeConverter<Protocol> {
    @Override
    public Protocol convert(String value) {
      try {
        return Protocol.named(value);
      } catch (IllegalArgumentException e) {
        throw new CommandLine.TypeConversionException(e.getMessage());
      }
    }
  }
}
