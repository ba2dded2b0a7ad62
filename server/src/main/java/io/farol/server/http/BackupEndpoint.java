// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.server.log.SafeCause;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /api/v1/backup` begins a copy of the data on this machine, `GET` says what became of the
/// last one. One is made at a time, on a thread of its own; intake and questions go on.
public final class BackupEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(BackupEndpoint.class);

  /// Copies everything into a directory that is new or empty, and reads it back.
  public interface Copying {
    /// @throws RuntimeException saying why it cannot
    Copied to(Path directory);
  }

  /// @param files how many were written
  /// @param bytes of all of them
  public record Copied(int files, long bytes) {}

  private enum Stage {
    NONE,
    RUNNING,
    DONE,
    FAILED
  }

  private record State(
      Stage stage,
      @Nullable Path to,
      @Nullable Long at,
      @Nullable Copied copied,
      @Nullable String detail) {}

  private final Copying copying;
  private final Executor threads;
  private final AtomicReference<State> state =
      new AtomicReference<>(new State(Stage.NONE, null, null, null, null));

  public BackupEndpoint(Copying copying, Executor threads) {
    this.copying = copying;
    this.threads = threads;
  }

  public JsonNode begin(Request request) {
    request.only();
    JsonNode body = Json.parse(request.body());
    if (!body.isObject() || body.size() != 1 || !body.path("to").isTextual()) {
      throw Problem.body("", "the body is not {\"to\": \"/a/directory\"}", "name where it goes");
    }
    Path to = path(body.path("to").textValue());
    State running = new State(Stage.RUNNING, to, request.now(), null, null);
    State before = state.getAndUpdate(last -> last.stage() == Stage.RUNNING ? last : running);
    if (before.stage() == Stage.RUNNING) {
      throw new Problem(
          409,
          "A backup is being made",
          "a backup is being made already",
          List.of(
              new Problem.Fault(
                  null, null, "one is made at a time", "ask for its state, and come back")));
    }
    threads.execute(() -> copy(running, request));
    return json(running);
  }

  private static Path path(String text) {
    try {
      Path path = Path.of(text);
      if (path.isAbsolute()) {
        return path.normalize();
      }
    } catch (InvalidPathException e) {
      throw Problem.body("/to", "it is no path", "name a directory of this machine");
    }
    throw Problem.body("/to", "it is no absolute path", "begin it with a slash");
  }

  private void copy(State running, Request request) {
    try {
      Copied copied = copying.to(java.util.Objects.requireNonNull(running.to()));
      state.set(new State(Stage.DONE, running.to(), request.now(), copied, null));
    } catch (RuntimeException e) {
      LOG.atError().setCause(SafeCause.of(e)).log("A backup failed");
      state.set(
          new State(
              Stage.FAILED, running.to(), request.now(), null, String.valueOf(e.getMessage())));
    }
  }

  public JsonNode last(Request request) {
    request.only();
    return json(state.get());
  }

  private static JsonNode json(State state) {
    Copied copied = state.copied();
    ObjectNode json = Json.object();
    json.put("state", state.stage().name().toLowerCase(java.util.Locale.ROOT));
    json.put("to", state.to() == null ? null : state.to().toString());
    json.put("at", state.at() == null ? null : Times.text(state.at()));
    json.put("files", copied == null ? null : (Integer) copied.files());
    json.put("bytes", copied == null ? null : (Long) copied.bytes());
    json.put("detail", state.detail());
    return json;
  }
}
