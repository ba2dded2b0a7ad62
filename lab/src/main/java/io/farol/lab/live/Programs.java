// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.live;

import io.farol.lab.platforms.AzureOpenAi;
import io.farol.lab.platforms.Certificates;
import io.farol.lab.platforms.Serpro;
import io.farol.lab.platforms.WhatsApp;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The assistant's programs, each a process of its own that ends with this one. They run under the
/// real Java agent with Farol's extension, or without any and through Farol's gateway.
final class Programs implements AutoCloseable {
  static final List<String> NAMES = List.of("atendimento", "cadastro");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final List<Process> processes = new ArrayList<>();

  private Programs() {}

  /// Starts them and waits until they listen.
  ///
  /// @param lab the lab's jar
  /// @param libraries the folder with the assistant's libraries, and `agents` in it
  /// @throws IOException when one ends, or does not listen in time
  static Programs begin(Stage stage, Path lab, Path libraries, Telling telling, double speed)
      throws IOException {
    Programs programs = new Programs();
    try {
      for (String name : NAMES) {
        programs.processes.add(started(name, stage, lab, libraries, telling, speed));
      }
      programs.await(stage.ports().attendance());
      programs.await(stage.ports().registration());
      return programs;
    } catch (IOException | RuntimeException e) {
      programs.close();
      throw e;
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
    for (Process process : processes) {
      try {
        if (!process.waitFor(3, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Process started(
      String name, Stage stage, Path lab, Path libraries, Telling telling, double speed)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx160m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Xlog:cds=off",
            "-Djdk.net.hosts.file=" + stage.hosts(),
            "-Djavax.net.ssl.trustStore=" + stage.certificates().trusted(),
            "-Djavax.net.ssl.trustStorePassword=" + Certificates.PASSWORD));
    if (telling instanceof Telling.Instrumented) {
      Path agents = libraries.resolve("agents");
      command.add("-javaagent:" + agents.resolve("opentelemetry-javaagent.jar"));
      command.add("-Dotel.javaagent.extensions=" + agents.resolve("farol-agent.jar"));
    }
    command.addAll(
        List.of(
            "-cp",
            classPath(lab, libraries),
            "io.farol.lab.Lab",
            "demo-assistant",
            name,
            "--until-parent-exits",
            Long.toString(ProcessHandle.current().pid())));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(stage.work().resolve(name + ".log").toFile());
    environment(builder.environment(), name, stage, telling, speed);
    return builder.start();
  }

  private static String classPath(Path lab, Path libraries) throws IOException {
    List<String> jars = new ArrayList<>(List.of(lab.toString()));
    try (Stream<Path> found = Files.list(libraries)) {
      found
          .filter(path -> path.toString().endsWith(".jar"))
          .sorted()
          .forEach(path -> jars.add(path.toString()));
    }
    return String.join(File.pathSeparator, jars);
  }

  private static void environment(
      Map<String, String> environment, String name, Stage stage, Telling telling, double speed) {
    environment.put("LIA_SPEED", Double.toString(speed));
    environment.put(
        "LIA_PORT",
        Integer.toString(
            name.equals("cadastro") ? stage.ports().registration() : stage.ports().attendance()));
    environment.put("AZURE_OPENAI_API_KEY", AzureOpenAi.KEY);
    environment.put("WHATSAPP_TOKEN", WhatsApp.TOKEN);
    environment.put("WHATSAPP_PHONE_NUMBER_ID", WhatsApp.PHONE_NUMBER_ID);
    environment.put("WHATSAPP_APP_SECRET", WhatsApp.APP_SECRET);
    environment.put("WHATSAPP_VERIFY_TOKEN", WhatsApp.VERIFY_TOKEN);
    environment.put("SERPRO_CONSUMER", Serpro.CONSUMER);
    environment.put("REGISTRATION_URL", stage.registration());
    switch (telling) {
      case Telling.Instrumented(String otlp) -> {
        environment.put("AZURE_OPENAI_ENDPOINT", stage.azure());
        environment.put("WHATSAPP_URL", stage.whatsApp());
        environment.put("SERPRO_URL", stage.serpro());
        environment.put("SLIPS_URL", stage.slips());
        environment.put("OTEL_SERVICE_NAME", name);
        environment.put(
            "OTEL_RESOURCE_ATTRIBUTES",
            "service.namespace=lia,service.version=2.14.0,deployment.environment.name=production,"
                + "cloud.provider=azure,cloud.region=brazilsouth");
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", otlp);
        environment.put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        environment.put("OTEL_BSP_SCHEDULE_DELAY", "500");
        environment.put("OTEL_BLRP_SCHEDULE_DELAY", "500");
        environment.put("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "true");
        environment.put(
            "OTEL_JAVA_EXPERIMENTAL_SPAN_ATTRIBUTES_COPY_FROM_BAGGAGE_INCLUDE",
            "gen_ai.conversation.id");
      }
      case Telling.Through(String gateway, String _) -> {
        environment.put("AZURE_OPENAI_ENDPOINT", gateway + "/" + Stage.route("azure", name));
        environment.put("WHATSAPP_URL", gateway + "/" + Stage.route("whatsapp", name));
        environment.put("SERPRO_URL", gateway + "/" + Stage.route("serpro", name));
        environment.put("SLIPS_URL", gateway + "/" + Stage.route("slips", name));
      }
    }
  }

  private void await(int port) throws IOException {
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < PATIENCE.toNanos()) {
      if (processes.stream().anyMatch(process -> !process.isAlive())) {
        throw new IOException(
            "a program of the assistant ended; its log lies in the demo's folder");
      }
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
        return;
      } catch (IOException notYet) {
        nap();
      }
    }
    throw new IOException("a program of the assistant did not listen within " + PATIENCE);
  }

  private static void nap() throws IOException {
    try {
      Thread.sleep(Duration.ofMillis(100));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the assistant started", e);
    }
  }
}
