// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// What lies in a server before it is asked, for the commands that start one on much data.
final class StoredOptions {

  @Option(
      names = "--server-jar",
      paramLabel = "FILE",
      required = true,
      description = "Start this server.")
  private Path serverJar = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Data directory to fill, or one that was filled with the same values before; it stays."
              + " Default: a temporary one, which goes.")
  private Path data = Path.of("");

  @Option(
      names = "--exchanges",
      defaultValue = "5000000",
      description = "How many are stored, a multiple of 100. Default: ${DEFAULT-VALUE}.")
  private long exchanges;

  @Option(
      names = "--days",
      defaultValue = "5",
      description = "Over how many days they are spread. Default: ${DEFAULT-VALUE}.")
  private int days;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Decides what is stored. Default: ${DEFAULT-VALUE}.")
  private long seed;

  Path serverJar() {
    return serverJar;
  }

  Path data() {
    return data;
  }

  long exchanges() {
    return exchanges;
  }

  int days() {
    return days;
  }

  long seed() {
    return seed;
  }
}
