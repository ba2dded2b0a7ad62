// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

import java.util.List;

/// Everything one person will say in one go.
///
/// @param id `c-4817`
/// @param person who speaks
/// @param turns at least one, in order
record Dialogue(String id, Person person, List<Turn> turns) {
  Dialogue {
    turns = List.copyOf(turns);
  }
}
