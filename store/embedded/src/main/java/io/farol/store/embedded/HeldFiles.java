// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.embedded.StoreException.Kind;
import java.util.List;
import java.util.stream.Stream;

/// The files of roll-ups, facts and content as they were at one moment. Until it is closed nothing
/// is checkpointed and no file goes, so what they held then can be read from their beginnings:
/// DuckDB appends to the log, and writes to the file only where no row of a kept transaction lies.
final class HeldFiles implements AutoCloseable {

  private final Engine engine;
  private final long generation;
  private final List<Part> parts;

  HeldFiles(Engine engine, RollUps rollUps, FactsReader facts, ContentReader content) {
    this.engine = engine;
    this.generation = engine.generation();
    engine.hold().take();
    // The roll-ups first: where they were ahead of the facts they would be made again.
    this.parts =
        Stream.of(rollUps.parts(), facts.parts(), content.parts()).flatMap(List::stream).toList();
  }

  List<Part> parts() {
    return parts;
  }

  /// @throws StoreException when DuckDB was closed meanwhile, which writes to files
  void check() {
    if (generation != engine.generation()) {
      throw new StoreException(
          Kind.BUSY, "DuckDB was closed or opened again meanwhile; begin the backup again");
    }
  }

  @Override
  public void close() {
    engine.hold().release();
  }
}
