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
        false);
  }

  private static String operation(Look look) {
    String action = look.reading().text(ACTION);
    String collection = collection(look.attributes());
    if (action == null) {
      int space = look.name().indexOf(' ');
      action = space < 0 ? look.name() : look.name().substring(0, space);
    }
    return PathTemplate.of(
        collection == null || action.contains(collection) ? action : action + " " + collection);
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
