// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.faithful;

/// A proxy under test.
public interface Subject {

  /// Starts it with one route, `o`, whose upstream is `http://127.0.0.1:PORT`.
  Running start(int originPort);

  /// A proxy that listens.
  interface Running extends AutoCloseable {
    int port();

    @Override
    void close();
  }
}
