// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `farol version`.
@Command(name = "version", description = "Prints the version.")
final class VersionCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    System.out.println("farol " + Version.text());
    return 0;
  }
}
