// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.server.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// Where Farol listens, once it does. It is also written to `endpoints.json` in the data directory,
/// for scripts that let it choose its ports; no secret is in it.
///
/// @param http page, API and OTLP/HTTP, or null when closed
/// @param otlpGrpc OTLP/gRPC, or null when closed
/// @param otlpHttp OTLP/HTTP, or null when closed
/// @param gateway the gateway, or null when it is closed or has no routes
/// @param hooks webhooks, or null when they are closed or there are none
public record Endpoints(
    @Nullable String http,
    @Nullable String otlpGrpc,
    @Nullable String otlpHttp,
    @Nullable String gateway,
    @Nullable String hooks) {

  static final String FILE = "endpoints.json";

  void write(Path dataDir) {
    ObjectNode json =
        Json.object()
            .put("http", http)
            .put("otlpGrpc", otlpGrpc)
            .put("otlpHttp", otlpHttp)
            .put("gateway", gateway)
            .put("hooks", hooks)
            .put("pid", ProcessHandle.current().pid());
    try {
      Path half = dataDir.resolve(FILE + ".new");
      Files.write(half, Json.bytes(json));
      Files.move(half, dataDir.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(dataDir + ": " + FILE + " cannot be written", e);
    }
  }

  static void delete(Path dataDir) {
    try {
      Files.deleteIfExists(dataDir.resolve(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(dataDir + ": " + FILE + " cannot be deleted", e);
    }
  }
}
