// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.platforms;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/// What a platform writes down for itself: one JSON object a line, only ever appended. Safe for
/// many threads.
///
/// | field | what it says |
/// |---|---|
/// | `at` | when, RFC 3339 |
/// | `platform` | `whatsapp`, `azure-openai`, `serpro`, `slips` |
/// | `operation` | `chat`, `embeddings`, `consulta-cpf`, `send` … |
/// | `status` | of HTTP; 0 where there was no answer |
/// | `trace`, `span` | of the caller, as its `traceparent` said |
/// | `model`, `input`, `cached`, `output`, `reasoning` | of a model's call: who answered, tokens |
/// | `conversation` | the person's number at WhatsApp, where the platform knows it |
/// | `charge` | `sku`, `amount` and `currency` of what the platform will put on its invoice; absent where it is nothing |
public final class Logbook {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  /// @param file is created with its folder
  /// @throws IOException when that cannot be done
  public Logbook(Path file) throws IOException {
    this.file = file;
    Files.createDirectories(file.toAbsolutePath().getParent());
  }

  synchronized void write(ObjectNode entry) {
    entry.put("at", Instant.now().toString());
    try {
      Files.write(
          file,
          (JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
