// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Direction;
import io.farol.model.MessageId;
import io.farol.model.MessageRef;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The messages of tellings, as their rows refer to them: 21 bytes each, direction, day and id,
/// most significant byte first; a history that an earlier telling has is referred to as a whole.
final class References {

  private static final Direction[] DIRECTIONS = Direction.values();
  private static final int BYTES = 1 + Integer.BYTES + 2 * Long.BYTES;

  private References() {}

  /// Those after the first `from`; null when there are none.
  static byte @Nullable [] write(List<MessageRef> refs, int from) {
    if (refs.size() <= from) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.allocate((refs.size() - from) * BYTES);
    for (MessageRef ref : refs.subList(from, refs.size())) {
      bytes
          .put((byte) ref.direction().ordinal())
          .putInt(ref.epochDay())
          .putLong(ref.id().high())
          .putLong(ref.id().low());
    }
    return bytes.array();
  }

  /// One row, as far as it speaks of messages.
  ///
  /// @param history the telling that has the first `shared` messages too; null without one
  private record Told(@Nullable Long history, int shared, List<MessageRef> own) {}

  /// The messages of facts, by fact, in the order in which they were told. What an earlier telling
  /// had that is not kept any more is left out.
  static Map<Long, List<MessageRef>> read(Asking asking, Collection<Long> facts)
      throws SQLException {
    Map<Long, Told> told = new HashMap<>();
    Set<Long> wanted = new HashSet<>(facts);
    while (!wanted.isEmpty()) {
      Set<Long> further = new HashSet<>();
      asking.each(
          "select fact, history, shared, refs from facts.telling where fact in ("
              + wanted.stream().map(String::valueOf).collect(Collectors.joining(", "))
              + ")",
          List.of(),
          rows -> {
            Columns columns = new Columns(rows);
            Told row =
                new Told(
                    columns.number("history"),
                    (int) columns.count("shared"),
                    unpack(rows.getBytes("refs")));
            told.put(rows.getLong("fact"), row);
            if (row.history != null) {
              further.add(row.history);
            }
          });
      further.removeAll(told.keySet());
      wanted = further;
    }
    Map<Long, List<MessageRef>> refs = new HashMap<>();
    facts.forEach(fact -> refs.put(fact, whole(told, fact)));
    return refs;
  }

  private static List<MessageRef> whole(Map<Long, Told> told, long fact) {
    Told row = told.get(fact);
    if (row == null) {
      return List.of();
    }
    if (row.history == null) {
      return row.own;
    }
    List<MessageRef> before = whole(told, row.history);
    List<MessageRef> whole =
        new ArrayList<>(before.subList(0, Math.min(row.shared, before.size())));
    whole.addAll(row.own);
    return whole;
  }

  private static List<MessageRef> unpack(byte @Nullable [] packed) {
    List<MessageRef> refs = new ArrayList<>();
    if (packed != null) {
      ByteBuffer bytes = ByteBuffer.wrap(packed);
      while (bytes.remaining() >= BYTES) {
        Direction direction = DIRECTIONS[bytes.get()];
        int epochDay = bytes.getInt();
        MessageId id = new MessageId(bytes.getLong(), bytes.getLong());
        refs.add(new MessageRef(id, epochDay, direction));
      }
    }
    return refs;
  }
}
