// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Arize Phoenix with its own SQLite, as `phoenix serve` starts it, its own telemetry off.
final class PhoenixPeer implements Peer {

  /// Prints how many spans are committed in the database that is its argument.
  private static final String COUNT =
      """
      import sqlite3, sys
      print(sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True).execute("select count(*) from spans").fetchone()[0])
      """;

  private final Path python;
  private final Path data;
  private final PeerProcess process;
  private final int grpcPort;

  private PhoenixPeer(Path python, Path data, PeerProcess process, int grpcPort) {
    this.python = python;
    this.data = data;
    this.process = process;
    this.grpcPort = grpcPort;
  }

  /// Starts it on free ports and waits until it takes spans.
  ///
  /// @param python of an environment in which it is installed
  static PhoenixPeer start(Path python, Path folder) throws IOException, InterruptedException {
    Path data = Files.createDirectories(folder.resolve("data"));
    int http = PeerProcess.freePort();
    int grpc = PeerProcess.freePort();
    ProcessBuilder builder =
        new ProcessBuilder(python.toString(), "-m", "phoenix.server.main", "serve");
    builder.environment().put("PHOENIX_WORKING_DIR", data.toString());
    builder.environment().put("PHOENIX_HOST", "127.0.0.1");
    builder.environment().put("PHOENIX_PORT", Integer.toString(http));
    builder.environment().put("PHOENIX_GRPC_PORT", Integer.toString(grpc));
    builder.environment().put("PHOENIX_TELEMETRY_ENABLED", "false");
    PeerProcess process = PeerProcess.start("Phoenix", builder, folder.resolve("phoenix.log"));
    process.awaitOpen(http, grpc);
    return new PhoenixPeer(python, data, process, grpc);
  }

  @Override
  public URI grpc() {
    return URI.create("http://127.0.0.1:" + grpcPort);
  }

  @Override
  public long pid() {
    return process.process().pid();
  }

  @Override
  public Path data() {
    return data;
  }

  @Override
  public long readable() throws IOException, InterruptedException {
    Process count =
        new ProcessBuilder(
                List.of(python.toString(), "-c", COUNT, data.resolve("phoenix.db").toString()))
            .redirectErrorStream(true)
            .start();
    String said = new String(count.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (count.waitFor() != 0) {
      throw new IOException("Phoenix's spans cannot be counted: " + said);
    }
    return Long.parseLong(said);
  }

  @Override
  public void kill() throws InterruptedException {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}
