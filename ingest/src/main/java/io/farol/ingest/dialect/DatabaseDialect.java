// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import static io.farol.ingest.dialect.Field.ACTION;
import static io.farol.ingest.dialect.Field.DESTINATION;
import static io.farol.ingest.dialect.Field.PROVIDER_CODE;
import static io.farol.ingest.dialect.Field.SYSTEM;
import static io.farol.ingest.dialect.Row.current;
import static io.farol.ingest.dialect.Row.old;

import io.farol.model.CallKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// OpenTelemetry's database conventions.
record DatabaseDialect() implements Dialect {

  private static final List<Row> ROWS =
      List.of(
          current(SYSTEM, "db.system.name"),
          old(SYSTEM, "db.system"),
          current(DESTINATION, "db.namespace"),
          old(DESTINATION, "db.name"),
          old(DESTINATION, "db.redis.database_index"),
          current(ACTION, "db.operation.name"),
          old(ACTION, "db.operation"),
          current(ACTION, "db.query.summary"),
          current(PROVIDER_CODE, "db.response.status_code"));

  private static final List<String> COLLECTIONS =
      List.of("db.collection.name", "db.sql.table", "db.mongodb.collection", "db.cassandra.table");

  @Override
  public String id() {
    return "database";
  }

  @Override
  public boolean speaks(Attributes attributes, Sender sender) {
    return attributes.has("db.system.name") || attributes.has("db.system");
  }

  @Override
  public List<Row> rows() {
    return ROWS;
  }

  @Override
  public Sight see(Look look) {
    if (!look.isOutgoing()) {
      return Sight.NOTHING;
    }
    String said = look.reading().text(SYSTEM);
    String system = said == null ? id() : said;
    String namespace = look.reading().text(DESTINATION);
    String peer = look.reading().text(Field.PEER);
    return new Sight.Seen(
        CallKind.DATABASE,
        id(),
        new Sight.Peer(peer == null ? system : peer, null),
        namespace == null ? system : system + "/" + PathTemplate.of(namespace),
        operation(look),
        null);
  }

  private static String operation(Look look) {
    String action = look.reading().text(ACTION);
    String collection = collection(look.attributes());
    if (action == null) {
      String statement = look.attributes().text("db.query.text");
      String older = statement == null ? look.attributes().text("db.statement") : statement;
      action = firstWord(older == null ? look.name() : older);
    }
    return PathTemplate.of(
        collection == null || action.contains(collection) ? action : action + " " + collection);
  }

  /// What stands before the first white space, at most 20 characters: a statement's verb.
  private static String firstWord(String text) {
    String stripped = text.strip();
    int end = 0;
    while (end < stripped.length() && end < 20 && !Character.isWhitespace(stripped.charAt(end))) {
      end++;
    }
    return stripped.substring(0, end);
  }

  private static @Nullable String collection(Attributes attributes) {
    for (String key : COLLECTIONS) {
      String collection = attributes.text(key);
      if (collection != null) {
        return collection;
      }
    }
    return null;
  }
}
