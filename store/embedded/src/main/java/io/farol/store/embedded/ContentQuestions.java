// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Message;
import io.farol.model.MessageId;
import io.farol.model.MessageRef;
import io.farol.store.embedded.StoreException.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Fetches messages from the files of their days.
final class ContentQuestions {

  private final Questions questions;
  private final ContentDays days;

  ContentQuestions(Questions questions, ContentDays days) {
    this.questions = questions;
    this.days = days;
  }

  Map<MessageId, Message> fetch(Collection<MessageRef> refs) {
    Map<Integer, Set<MessageId>> byDay =
        refs.stream()
            .collect(
                Collectors.groupingBy(
                    MessageRef::epochDay, Collectors.mapping(MessageRef::id, Collectors.toSet())));
    Map<MessageId, Message> found = new HashMap<>();
    byDay.forEach((day, ids) -> {
      if (days.exists(day)) {
        found.putAll(fetch(day, ids));
      }
    });
    return found;
  }

  /// What can be read of a day: nothing when its file is damaged, which is noted.
  private Map<MessageId, Message> fetch(int day, Set<MessageId> ids) {
    try {
      return fetch(days.attach(day), ids);
    } catch (SQLException e) {
      return unread(day, e);
    } catch (StoreException e) {
      Throwable cause = e.getCause();
      if (cause == null || !Damaged.is(cause)) {
        throw e;
      }
      return unread(day, cause);
    }
  }

  private Map<MessageId, Message> unread(int day, Throwable cause) {
    if (!Damaged.is(cause)) {
      throw new StoreException(
          Kind.ENGINE, days.file(day) + " cannot be read: " + Damaged.firstLine(cause), cause);
    }
    days.damaged(day, cause);
    return Map.of();
  }

  /// Where a message stands: in its own row, or in a block.
  private record Place(MessageId id, @Nullable String body, long block, int nth) {}

  private Map<MessageId, Message> fetch(String database, Set<MessageId> ids) {
    Map<MessageId, Message> messages = new HashMap<>();
    Map<Long, List<Place>> byBlock = new HashMap<>();
    for (Place place : places(database, ids)) {
      if (place.body() == null) {
        byBlock.computeIfAbsent(place.block(), block -> new ArrayList<>()).add(place);
      } else {
        messages.put(place.id(), MessageJson.read(place.body()));
      }
    }
    if (!byBlock.isEmpty()) {
      String listed =
          byBlock.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
      questions.ask(
          "select number, body from " + database + ".block where number in (" + listed + ")",
          List.of(),
          rows -> {
            while (rows.next()) {
              List<Message> block = ContentBlock.unpack(rows.getBytes(2));
              for (Place place : byBlock.getOrDefault(rows.getLong(1), List.of())) {
                messages.put(place.id(), block.get(place.nth()));
              }
            }
            return messages;
          });
    }
    return messages;
  }

  private List<Place> places(String database, Set<MessageId> ids) {
    String listed =
        ids.stream()
            .map(id -> "'" + new UUID(id.high(), id.low()) + "'")
            .collect(Collectors.joining(", "));
    return questions.ask(
        "select id, body, block, nth from "
            + database
            + ".message where id in ("
            + listed
            + ") qualify row_number() over (partition by id order by block nulls first, nth) = 1",
        List.of(),
        rows -> {
          List<Place> places = new ArrayList<>();
          while (rows.next()) {
            UUID id = (UUID) rows.getObject(1);
            places.add(
                new Place(
                    new MessageId(id.getMostSignificantBits(), id.getLeastSignificantBits()),
                    rows.getString(2),
                    rows.getLong(3),
                    rows.getInt(4)));
          }
          return places;
        });
  }
}
