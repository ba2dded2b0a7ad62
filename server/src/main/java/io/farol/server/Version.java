// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import java.util.Objects;
import picocli.CommandLine;

/// The version in the jar's manifest; `unpackaged` when it runs from class files.
public final class Version implements CommandLine.IVersionProvider {

  public static String text() {
    return Objects.requireNonNullElse(
        Version.class.getPackage().getImplementationVersion(), "unpackaged");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"farol " + text()};
  }
}
