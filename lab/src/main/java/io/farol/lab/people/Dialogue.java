// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.people;

import java.util.List;

/// Everything one person will say in one go.
///
/// @param id `c-4817`
/// @param person who speaks
/// @param turns at least one, in order
public record Dialogue(String id, Person person, List<Turn> turns) {
  public Dialogue {
    turns = List.copyOf(turns);
  }
}
