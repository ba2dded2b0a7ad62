// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// nginx in front of the same upstream, for comparison: a plain proxy that keeps its connections to
/// the upstream, passes streams on at once, and writes no log. One worker for each core.
final class NginxProxy implements AutoCloseable {

  private static final String CONFIGURATION =
      """
      daemon off;
      worker_processes auto;
      worker_rlimit_nofile 65536;
      pid %1$s/nginx.pid;
      error_log %1$s/error.log error;
      events { worker_connections 16384; }
      http {
        access_log off;
        client_body_temp_path %1$s/body;
        proxy_temp_path %1$s/proxy;
        fastcgi_temp_path %1$s/fastcgi;
        uwsgi_temp_path %1$s/uwsgi;
        scgi_temp_path %1$s/scgi;
        client_max_body_size 0;
        keepalive_requests 1000000;
        upstream bench { server 127.0.0.1:%2$d; keepalive 512; keepalive_requests 1000000; }
        server {
          listen 127.0.0.1:%3$d reuseport;
          location / {
            proxy_pass http://bench;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_buffering off;
            proxy_request_buffering off;
            proxy_read_timeout 300s;
          }
        }
      }
      """;

  private final PeerProcess process;
  private final Path folder;
  private final int port;

  private NginxProxy(PeerProcess process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /// Starts it on a free port and waits until it listens.
  ///
  /// @param program the binary
  /// @param upstream the port of what it forwards to
  /// @throws IOException when it does not come up, with what it said
  static NginxProxy start(Path program, int upstream) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("farol-nginx");
    int port = PeerProcess.freePort();
    Path configuration =
        Files.writeString(
            folder.resolve("nginx.conf"), CONFIGURATION.formatted(folder, upstream, port));
    ProcessBuilder builder =
        new ProcessBuilder(
            program.toString(), "-p", folder.toString(), "-c", configuration.toString());
    PeerProcess process = PeerProcess.start("nginx", builder, folder.resolve("said.log"));
    process.awaitOpen(port);
    return new NginxProxy(process, folder, port);
  }

  /// What it says it is, `nginx/1.22.1`.
  static String version(Path program) throws IOException {
    Process process =
        new ProcessBuilder(program.toString(), "-v").redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said.replace("nginx version: ", "").strip();
  }

  int port() {
    return port;
  }

  /// What it and its workers have used so far.
  double cpuSeconds() throws IOException {
    double seconds = 0;
    for (ProcessHandle each :
        Stream.concat(Stream.of(process.process().toHandle()), process.process().descendants())
            .toList()) {
      seconds += Gauge.read(Optional.of(each.pid()), Optional.empty()).cpuSeconds().orElse(0.0);
    }
    return seconds;
  }

  @Override
  public void close() throws IOException {
    process.close();
    OwnServer.delete(folder);
  }
}
