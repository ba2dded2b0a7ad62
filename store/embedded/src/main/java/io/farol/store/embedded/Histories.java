// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Direction;
import io.farol.model.MessageRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which telling had which messages first, of those written lately: a conversation whose history is
/// sent again with every call is referred to, not written again. What is forgotten is written in
/// full once more. Confined to the facts' thread.
final class Histories {

  private static final int REMEMBERED = 16_384;

  /// Fewer messages are sooner written than looked up.
  private static final int FEWEST = 2;

  /// So many tellings hang on each other at most: reading one reads them all.
  private static final int DEEPEST = 32;

  /// @param fact the telling that has them
  /// @param shared how many first messages they have in common
  record History(long fact, int shared) {}

  /// The first messages of a telling, known by 128 bits of hash.
  private record Beginning(String tenant, long high, long low) {}

  private record Place(long fact, int depth) {}

  private final Map<Beginning, Place> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Beginning, Place> eldest) {
          return size() > REMEMBERED;
        }
      };

  /// Finds the longest history known, and remembers this one.
  @Nullable History of(String tenant, long fact, List<MessageRef> refs) {
    int said = said(refs);
    if (said < FEWEST) {
      return null;
    }
    Beginning[] beginnings = beginnings(tenant, refs, said);
    int length = said;
    Place place = known.get(beginnings[length - 1]);
    while (place == null && length > FEWEST) {
      place = known.get(beginnings[--length - 1]);
    }
    if (place != null && length == said) {
      return new History(place.fact, length);
    }
    if (place == null || place.depth >= DEEPEST) {
      remember(beginnings, new Place(fact, 0));
      return null;
    }
    remember(beginnings, new Place(fact, place.depth + 1));
    return new History(place.fact, length);
  }

  /// With the last message and without it: what is added for one call alone is not in the next.
  private void remember(Beginning[] beginnings, Place place) {
    int said = beginnings.length;
    known.put(beginnings[said - 1], place);
    if (said > FEWEST) {
      known.put(beginnings[said - 2], place);
    }
  }

  /// How many messages come before the first that the call gave back.
  private static int said(List<MessageRef> refs) {
    int said = 0;
    while (said < refs.size() && refs.get(said).direction() != Direction.OUTPUT) {
      said++;
    }
    return said;
  }

  private static Beginning[] beginnings(String tenant, List<MessageRef> refs, int count) {
    Beginning[] beginnings = new Beginning[count];
    long high = 0;
    long low = 0;
    for (int i = 0; i < count; i++) {
      MessageRef ref = refs.get(i);
      long where = ((long) ref.epochDay() << 8) + ref.direction().ordinal();
      high = (high + ref.id().high() + where) * 0x9E3779B97F4A7C15L;
      high ^= high >>> 32;
      low = (low + ref.id().low() + where) * 0xBF58476D1CE4E5B9L;
      low ^= low >>> 29;
      beginnings[i] = new Beginning(tenant, high, low);
    }
    return beginnings;
  }

  /// After what was written may not have been kept.
  void forget() {
    known.clear();
  }
}
