// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.cassette;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads YAML without executing anything in it: a tag nobody knows makes the file unreadable.
final class Yaml {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Yaml() {}

  static @Nullable Object read(Path file) {
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(64 << 20)
            .setMaxAliasesForCollections(1_000)
            .build();
    try {
      return new Load(settings).loadFromString(Files.readString(file));
    } catch (IOException | YamlEngineException unreadable) {
      return null;
    }
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
