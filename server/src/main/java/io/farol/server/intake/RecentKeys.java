// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import io.farol.model.FactKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/// The keys of facts that were kept lately, so that a sender's retry is counted as a duplicate and
/// not stored again. Older repeats are hidden by the stores' reads. A key enters only after its
/// batch is durable: a retry of something that was not kept is never mistaken for a duplicate.
///
/// Two generations of at most `capacity` keys each; when the young one is full it becomes the old
/// one. Guarded by itself.
public final class RecentKeys {

  private final int capacity;
  private Set<Tenanted> young = new HashSet<>();
  private Set<Tenanted> old = new HashSet<>();

  private record Tenanted(String tenant, FactKey key) {}

  public RecentKeys(int capacity) {
    this.capacity = capacity;
  }

  /// A test of whether a key of this tenant was kept lately.
  public synchronized boolean contains(String tenant, FactKey key) {
    Tenanted tenanted = new Tenanted(tenant, key);
    return young.contains(tenanted) || old.contains(tenanted);
  }

  public Predicate<FactKey> of(String tenant) {
    return key -> contains(tenant, key);
  }

  public synchronized void addAll(String tenant, Collection<FactKey> keys) {
    for (FactKey key : keys) {
      young.add(new Tenanted(tenant, key));
      if (young.size() >= capacity) {
        old = young;
        young = new HashSet<>();
      }
    }
  }
}
