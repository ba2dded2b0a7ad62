// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.config;

import java.util.List;

/// Everything that is wrong with the configuration, reported at once.
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ConfigException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
