// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import io.farol.model.FactKey;
import java.security.SecureRandom;
import java.util.Collection;

/// The keys of facts that were kept lately, so that a sender's retry is counted as a duplicate and
/// not stored again. Older repeats are hidden by the stores' reads. A key enters only after its
/// batch is durable: a retry of something that was not kept is never mistaken for a duplicate.
///
/// A key is known by a 128-bit hash alone, under a secret that lives and dies with this object, so
/// that no sender can make two of them meet. Two generations of at most `capacity` keys each; when
/// the young one is full it becomes the old one. Guarded by itself.
public final class RecentKeys {

  private final int capacity;
  private final long highSecret;
  private final long lowSecret;
  private Fingerprints young = new Fingerprints();
  private Fingerprints old = new Fingerprints();

  public RecentKeys(int capacity) {
    this.capacity = capacity;
    SecureRandom random = new SecureRandom();
    highSecret = random.nextLong();
    lowSecret = random.nextLong();
  }

  /// Whether a key of this tenant was kept lately.
  public boolean contains(String tenant, FactKey key) {
    long high = hash(highSecret, tenant, key);
    long low = hash(lowSecret, tenant, key);
    synchronized (this) {
      return young.contains(high, low) || old.contains(high, low);
    }
  }

  public synchronized void addAll(String tenant, Collection<FactKey> keys) {
    for (FactKey key : keys) {
      young.add(hash(highSecret, tenant, key), hash(lowSecret, tenant, key));
      if (young.size() >= capacity) {
        old = young;
        young = new Fingerprints();
      }
    }
  }

  private static long hash(long secret, String tenant, FactKey key) {
    long hash = secret;
    for (int i = 0; i < tenant.length(); i++) {
      hash = mixed(hash, tenant.charAt(i));
    }
    hash = mixed(hash, key.span().trace().high());
    hash = mixed(hash, key.span().trace().low());
    hash = mixed(hash, key.span().span().value());
    hash = mixed(hash, key.phase().ordinal());
    hash = mixed(hash, key.part());
    return mixed(hash, key.revision());
  }

  /// Each word turns the hash into another without loss, so that keys which differ in one word
  /// never meet.
  private static long mixed(long hash, long word) {
    long mixed = (hash ^ word) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return mixed ^ (mixed >>> 32);
  }
}
