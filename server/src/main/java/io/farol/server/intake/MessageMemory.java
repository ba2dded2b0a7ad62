// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import io.farol.flow.Recall;
import io.farol.model.MessageId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What raw messages became that were kept lately: a conversation whose history comes again with
/// every call is redacted and kept once a day. Raw texts are known by a hash alone, under a key
/// that lives and dies with this object; nothing of it reaches a disk.
///
/// Two generations of at most `capacity` messages each; when the young one is full it becomes the
/// old one, and what is found in the old one is young again. What was forgotten is redacted and
/// kept once more. Safe for many threads: guarded by itself.
public final class MessageMemory {

  private static final int KEY_BYTES = 32;

  private final int capacity;
  private final byte[] key = new byte[KEY_BYTES];
  private Map<RawHash, MessageId> young = new HashMap<>();
  private Map<RawHash, MessageId> old = new HashMap<>();

  private record RawHash(long high, long low) {}

  public MessageMemory(int capacity) {
    this.capacity = capacity;
    new SecureRandom().nextBytes(key);
  }

  /// What one batch asks and learns. What it learned is remembered only when it was kept.
  Lesson lesson(String tenant) {
    return new Lesson(tenant);
  }

  private synchronized @Nullable MessageId find(RawHash raw) {
    MessageId found = young.get(raw);
    if (found == null) {
      found = old.get(raw);
      if (found != null) {
        add(raw, found);
      }
    }
    return found;
  }

  private synchronized void addAll(Map<RawHash, MessageId> learned) {
    learned.forEach(this::add);
  }

  private synchronized void add(RawHash raw, MessageId id) {
    young.put(raw, id);
    if (young.size() >= capacity) {
      old = young;
      young = new HashMap<>();
    }
  }

  /// Confined to the thread of its batch.
  final class Lesson implements Recall {

    private final MessageDigest digest;
    private final byte[] tenant;
    private final Map<RawHash, MessageId> learned = new HashMap<>();
    private RawHash asked = new RawHash(0, 0);

    private Lesson(String tenant) {
      this.tenant = tenant.getBytes(StandardCharsets.UTF_8);
      try {
        this.digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("this Java has no SHA-256", e);
      }
    }

    @Override
    public @Nullable MessageId find(int epochDay, ByteBuffer raw) {
      asked = hash(epochDay, raw);
      MessageId found = learned.get(asked);
      return found == null ? MessageMemory.this.find(asked) : found;
    }

    @Override
    public void learn(MessageId id) {
      learned.put(asked, id);
    }

    /// To be called once the batch is durable.
    void remember() {
      addAll(learned);
    }

    private RawHash hash(int epochDay, ByteBuffer raw) {
      digest.update(key);
      digest.update(
          ByteBuffer.allocate(2 * Integer.BYTES).putInt(epochDay).putInt(tenant.length).flip());
      digest.update(tenant);
      digest.update(raw);
      ByteBuffer hash = ByteBuffer.wrap(digest.digest());
      return new RawHash(hash.getLong(), hash.getLong());
    }
  }
}
