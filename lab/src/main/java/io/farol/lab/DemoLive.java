// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab;

import io.farol.lab.live.Fate;
import io.farol.lab.live.LiveWorld;
import io.farol.lab.live.Stage;
import io.farol.lab.live.Telling;
import io.farol.lab.platforms.Misfortune;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `demo-live`: simulated platforms, made-up people, and the assistant's programs in processes of
/// their own, until it is told to stop.
@Command(
    name = "demo-live",
    description =
        "Lives a small world over real sockets: WhatsApp, Azure OpenAI and SERPRO simulated, an"
            + " assistant that serves people over them, and what goes wrong.")
public final class DemoLive implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--work",
      required = true,
      paramLabel = "DIR",
      description = "Where ports, certificates, logs and the platforms' own records lie.")
  private Path work = Path.of("");

  @Option(
      names = "--prepare",
      description = "Only choose ports, make certificates and write farol.yaml for the gateway.")
  private boolean prepare;

  @Option(
      names = "--endpoint",
      defaultValue = "http://127.0.0.1:4318",
      paramLabel = "URL",
      description = "Where the assistant sends OTLP. Default: ${DEFAULT-VALUE}.")
  private String endpoint = "";

  @Option(
      names = "--gateway",
      paramLabel = "URL",
      description = "Send calls through this gateway instead, without telemetry.")
  private @Nullable String gateway;

  @Option(names = "--hooks", paramLabel = "URL", description = "With --gateway: where webhooks go.")
  private @Nullable String hooks;

  @Option(
      names = "--libraries",
      required = true,
      paramLabel = "DIR",
      description = "The folder with the assistant's libraries and agents.")
  private Path libraries = Path.of("");

  @Option(
      names = "--misfortune",
      paramLabel = "NAME",
      description =
          "What goes wrong, from the beginning on; none: nothing. By default it comes by itself.")
  private @Nullable String misfortune;

  @Option(
      names = "--seed",
      defaultValue = "4817",
      description =
          "Decides who comes, what is said and what is answered. Default: ${DEFAULT-VALUE}.")
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
  public DemoLive() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!(speed > 0) || speed > 1000) {
      throw new ParameterException(
          spec.commandLine(), "--speed " + speed + ": give a number above 0, at most 1000");
    }
    Fate fate = fate();
    Stage stage = Stage.in(work.toAbsolutePath());
    PrintWriter out = spec.commandLine().getOut();
    if (prepare) {
      out.println(stage.writeConfiguration());
      return CommandLine.ExitCode.OK;
    }
    CountDownLatch stop = Parent.exit(parent);
    LiveWorld.Plan plan =
        new LiveWorld.Plan(
            seed, speed, Integer.MAX_VALUE, fate, telling(), ownJar(), libraries.toAbsolutePath());
    try (LiveWorld world = LiveWorld.begin(stage, plan)) {
      Runtime.getRuntime().addShutdownHook(new Thread(world::close, "farewell"));
      out.printf("live world: seed %d, speed %s, its records in %s%n", seed, speed, work);
      if (fate instanceof Fate.Called(Misfortune called) && !called.before().isZero()) {
        out.printf(
            "%s begins in %d minutes: until then all goes well, and who watches learns what is"
                + " usual%n",
            called.label(), called.before().toMinutes());
      }
      out.flush();
      stop.await();
    }
    return CommandLine.ExitCode.OK;
  }

  private Fate fate() {
    if (misfortune == null) {
      return new Fate.Usual(seed);
    }
    try {
      return misfortune.equals("none")
          ? new Fate.Kind()
          : new Fate.Called(Misfortune.named(misfortune));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage() + ", none");
    }
  }

  private Telling telling() {
    if (gateway == null) {
      return new Telling.Instrumented(endpoint);
    }
    if (hooks == null) {
      throw new ParameterException(spec.commandLine(), "--gateway needs --hooks");
    }
    return new Telling.Through(gateway, hooks);
  }

  private static Path ownJar() {
    return Path.of(DemoLive.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}
