// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Message;
import io.farol.model.MessageId;
import io.farol.model.MessageRef;
import io.farol.store.embedded.StoreException.Kind;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

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
        found.putAll(fetch(attach(day), ids));
      }
    });
    return found;
  }

  private String attach(int day) {
    try {
      return days.attach(day);
    } catch (SQLException e) {
      throw new StoreException(
          Kind.ENGINE, days.file(day) + " cannot be read: " + e.getMessage(), e);
    }
  }

  private Map<MessageId, Message> fetch(String database, Set<MessageId> ids) {
    String listed =
        ids.stream()
            .map(id -> "'" + new UUID(id.high(), id.low()) + "'")
            .collect(Collectors.joining(", "));
    return questions.ask(
        "select id, any_value(body) from "
            + database
            + ".message where id in ("
            + listed
            + ") group by id",
        List.of(),
        rows -> {
          Map<MessageId, Message> messages = new HashMap<>();
          while (rows.next()) {
            UUID id = (UUID) rows.getObject(1);
            messages.put(
                new MessageId(id.getMostSignificantBits(), id.getLeastSignificantBits()),
                MessageJson.read(rows.getString(2)));
          }
          return messages;
        });
  }
}
