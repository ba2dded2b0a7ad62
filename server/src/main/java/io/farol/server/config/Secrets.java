// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts secrets into settings: `${env:NAME}` and `${file:PATH}`. A secret never stands in the file
/// itself.
final class Secrets {

  private static final Pattern FORM = Pattern.compile("\\$\\{(env|file):([^}]+)\\}");

  private final Map<String, String> environment;

  Secrets(Map<String, String> environment) {
    this.environment = environment;
  }

  /// The text with its secrets in place: `Bearer ${env:KEY}`.
  ///
  /// @throws IllegalArgumentException saying what is missing; it never quotes a secret
  String resolve(String text) {
    Matcher matcher = FORM.matcher(text);
    StringBuilder whole = new StringBuilder();
    boolean found = false;
    while (matcher.find()) {
      found = true;
      String value =
          matcher.group(1).equals("env")
              ? fromEnvironment(matcher.group(2))
              : fromFile(matcher.group(2));
      matcher.appendReplacement(whole, Matcher.quoteReplacement(value));
    }
    if (!found) {
      throw new IllegalArgumentException(
          "a secret stands in the file; name it as ${env:NAME} or ${file:PATH}");
    }
    String result = matcher.appendTail(whole).toString();
    if (result.chars().anyMatch(c -> c < 0x20 || c > 0xFF)) {
      throw new IllegalArgumentException("the secret holds a byte that no header may have");
    }
    return result;
  }

  /// The path of a file named as `${file:PATH}` or plainly.
  static Path path(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    return Path.of(
        matcher.matches() && matcher.group(1).equals("file") ? matcher.group(2) : text.strip());
  }

  private String fromEnvironment(String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "the environment variable " + name + " is not set; set it where Farol is started");
    }
    return value.strip();
  }

  private static String fromFile(String path) {
    try {
      String value = Files.readString(Path.of(path)).strip();
      if (value.isEmpty()) {
        throw new IllegalArgumentException(path + " is empty; write the secret into it");
      }
      return value;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          path + " cannot be read (" + e.getClass().getSimpleName() + "); name an existing file",
          e);
    }
  }
}
