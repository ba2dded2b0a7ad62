// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import com.fasterxml.jackson.core.JsonToken;
import io.farol.ingest.dialect.Attributes;
import io.farol.ingest.dialect.Sender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The common frame of the three requests in JSON: resource → scope → records. A group's records
/// are held back until its resource has been seen, for JSON does not order fields.
///
/// @param <R> a record while it is being read
abstract class JsonReader<R> {

  final JsonIn in;
  final JsonValues values;
  final Collected collected;

  JsonReader(JsonIn in, Collected collected) {
    this.in = in;
    this.values = new JsonValues(in, collected.allowance);
    this.collected = collected;
  }

  /// What this signal calls its levels: `resourceSpans`, `scopeSpans`, `spans`.
  abstract Names names();

  /// Reads the record that is the current token.
  abstract R record() throws IOException;

  /// Hands a record over to what was collected.
  abstract void collect(R record, Sender sender);

  record Names(
      String groups,
      String groupsSnake,
      String scopes,
      String scopesSnake,
      String records,
      String recordsSnake) {}

  private final class Scope {
    String name = "";
    String version = "";
    final List<R> records = new ArrayList<>();
  }

  final void request() throws IOException {
    in.object(
        "the request",
        name -> {
          if (name.equals(names().groups) || name.equals(names().groupsSnake)) {
            in.list(name, this::group);
            return true;
          }
          return false;
        });
  }

  private void group() throws IOException {
    RawAttributes resource = new RawAttributes();
    List<Scope> scopes = new ArrayList<>();
    in.object(
        names().groups + "[]",
        name -> {
          if (name.equals("resource")) {
            in.object(name, field -> resourceField(field, resource));
            return true;
          }
          if (name.equals(names().scopes) || name.equals(names().scopesSnake)) {
            in.list(name, () -> scopes.add(scope()));
            return true;
          }
          return false;
        });
    Attributes read = resource.attributes();
    for (Scope scope : scopes) {
      Sender sender = Sender.of(read, scope.name, scope.version);
      scope.records.forEach(record -> collect(record, sender));
    }
  }

  private boolean resourceField(String name, RawAttributes resource) throws IOException {
    if (name.equals("attributes")) {
      values.attributes("resource.attributes", resource);
      return true;
    }
    return false;
  }

  private Scope scope() throws IOException {
    Scope scope = new Scope();
    in.object(
        names().scopes + "[]",
        name -> {
          if (name.equals("scope")) {
            in.object(name, field -> scopeField(field, scope));
            return true;
          }
          if (name.equals(names().records) || name.equals(names().recordsSnake)) {
            in.list(
                name,
                () -> {
                  if (collected.admit()) {
                    in.beginRecord();
                    record(scope);
                  } else {
                    in.skip();
                  }
                });
            return true;
          }
          return false;
        });
    return scope;
  }

  private void record(Scope scope) throws IOException {
    int within = in.depth();
    boolean isObject = in.token() == JsonToken.START_OBJECT;
    try {
      scope.records.add(record());
    } catch (WrongTypeException wrong) {
      if (isObject) {
        in.leave(within);
      } else {
        in.skip();
      }
      collected.reject(1, wrong.what());
    }
  }

  private boolean scopeField(String name, Scope scope) throws IOException {
    switch (name) {
      case "name" -> scope.name = in.name();
      case "version" -> scope.version = in.name();
      default -> {
        return false;
      }
    }
    return true;
  }
}
