// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/// A running server that bears the load: Farol, or one that others would pick instead.
interface Peer extends AutoCloseable {

  /// Where it takes OTLP over gRPC.
  URI grpc();

  long pid();

  /// Where its files lie.
  Path data();

  /// How many spans somebody could see by now.
  long readable() throws IOException, InterruptedException;

  /// Ends it as a power cut would; its files stay.
  void kill() throws IOException, InterruptedException;

  @Override
  void close() throws IOException;
}
