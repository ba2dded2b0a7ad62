// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import io.farol.store.embedded.Backup;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `farol restore`: a backup becomes a data directory.
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = "Puts a backup into a new data directory, and verifies it.")
final class RestoreCommand implements Callable<Integer> {

  @Option(names = "--from", required = true, paramLabel = "DIR", description = "The backup.")
  private Path from = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data directory to make; it is new or empty.")
  private Path data = Path.of("farol-data");

  @Override
  public Integer call() {
    Backup.Summary restored = Backup.restore(from, data);
    System.out.printf(
        Locale.ROOT,
        "%d files, %.1f MB, restored to %s and verified%nThe key of the pseudonyms was not in the backup: put it back to %s.pseudonym.key (or redaction.key-file) before you start, or everybody gets new pseudonyms. New keys for the doors are made at the start%n",
        restored.files(),
        restored.bytes() / 1e6,
        data,
        data);
    return 0;
  }
}
