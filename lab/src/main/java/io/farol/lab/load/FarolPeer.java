// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/// Farol, from its jar.
final class FarolPeer implements Peer {

  private final OwnServer server;
  private final Target target;
  private final Path data;
  private final Api api;

  private FarolPeer(OwnServer server, Target target, Path data) {
    this.server = server;
    this.target = target;
    this.data = data;
    this.api = new Api(target.api(), target.key());
  }

  static FarolPeer start(Path jar, Path folder) throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    OwnServer server = OwnServer.start(jar, data);
    return new FarolPeer(server, server.target(), data);
  }

  @Override
  public URI grpc() {
    return target.grpc();
  }

  @Override
  public long pid() {
    return target.pid().orElseThrow();
  }

  @Override
  public Path data() {
    return data;
  }

  @Override
  public long readable() throws IOException, InterruptedException {
    return api.get("/status", Map.of()).at("/signals/traces/stored").asLong();
  }

  @Override
  public void kill() throws InterruptedException {
    api.close();
    server.kill();
  }

  @Override
  public void close() throws IOException {
    api.close();
    server.close();
  }
}
