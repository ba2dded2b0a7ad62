// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What could not be read, each stretch reported once: the first hundred by name, the others by
/// their number. Safe for many threads.
final class Damages {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentedJournal.class);
  private static final int NAMED = 100;

  private record Place(String file, long offset) {}

  private final Set<Place> places = new HashSet<>();
  private final List<Damage> named = new ArrayList<>();

  synchronized void report(Damage damage) {
    if (!places.add(new Place(damage.file(), damage.offset()))) {
      return;
    }
    if (named.size() < NAMED) {
      named.add(damage);
    } else if (Integer.bitCount(places.size()) != 1) {
      return;
    }
    LOG.atError()
        .addKeyValue("file", damage.file())
        .addKeyValue("offset", damage.offset())
        .addKeyValue("bytes", damage.bytes())
        .addKeyValue("what", damage.what())
        .addKeyValue("damages", places.size())
        .log("journal is damaged");
  }

  synchronized List<Damage> all() {
    return List.copyOf(named);
  }

  synchronized int count() {
    return places.size();
  }
}
