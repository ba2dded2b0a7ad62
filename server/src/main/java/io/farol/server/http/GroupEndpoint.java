// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.model.Exchange;
import io.farol.store.Answer;
import io.farol.store.Condition.Field;
import io.farol.store.ExchangeQuery;
import io.farol.store.ExchangeStore;
import io.farol.store.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `/exchanges/groups`: what the newest exchanges that a filter finds have in common, by one field
/// or by several together. Looks at so many exchanges and no more, and says how many: the top
/// values of a facet, failures by cause, operations, models, conversations.
public final class GroupEndpoint {

  private static final int DEFAULT_LIMIT = 50;
  private static final int DEFAULT_EXAMINE = 2_000;
  private static final int MOST_EXAMINED = 10_000;
  private static final int MOST_FIELDS = 3;

  private final ExchangeStore store;
  private final OpenCalls open;

  public GroupEndpoint(ExchangeStore store, OpenCalls open) {
    this.store = store;
    this.open = open;
  }

  public JsonNode answer(Request request) {
    request.only(
        "from",
        "to",
        "environment",
        "q",
        "limit",
        "cursor",
        "integration",
        "outcome",
        "cause",
        "conversation",
        "by",
        "examine");
    List<Field> by = fields(request.text("by"));
    int most = examine(request.text("examine"));
    int limit = request.limit(DEFAULT_LIMIT);
    ExchangeQuery.Filter filter = Filters.of(request);
    Map<Map<Field, String>, Group> groups = new LinkedHashMap<>();
    ExchangeQuery.Cursor cursor = Cursors.parse(request.text("cursor"));
    long completeThrough;
    int examined = 0;
    do {
      Answer<Page<Exchange, ExchangeQuery.Cursor>> page =
          store.exchanges(
              new ExchangeQuery(
                  request.scope(),
                  request.range(),
                  filter,
                  Math.min(ExchangeQuery.MAX_LIMIT, most - examined),
                  cursor));
      for (Exchange exchange : page.value().items()) {
        Map<Field, String> key = key(by, exchange);
        groups.computeIfAbsent(key, each -> new Group(exchange)).add(exchange);
      }
      examined += page.value().items().size();
      cursor = page.value().next();
      completeThrough = page.completeThroughEpochNanos();
    } while (cursor != null && examined < most);
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    OpenCalls.Now now = open.now(request.scope(), request.clock().instant());
    largest(groups, limit)
        .forEach(each -> items.add(json(now, by, each.getKey(), each.getValue())));
    json.put("groups", groups.size());
    json.put("examined", examined);
    json.put("next", Cursors.text(cursor));
    json.put("completeThrough", Times.text(completeThrough));
    return json;
  }

  /// What is known of it.
  private static Map<Field, String> key(List<Field> by, Exchange exchange) {
    Map<Field, String> key = new EnumMap<>(Field.class);
    for (Field field : by) {
      String value = field.value(exchange);
      if (value != null) {
        key.put(field, value);
      }
    }
    return key;
  }

  private static List<Map.Entry<Map<Field, String>, Group>> largest(
      Map<Map<Field, String>, Group> groups, int limit) {
    return groups.entrySet().stream()
        .sorted(
            Comparator.comparingLong(
                    (Map.Entry<Map<Field, String>, Group> each) -> each.getValue().exchanges())
                .reversed())
        .limit(limit)
        .toList();
  }

  private static ObjectNode json(
      OpenCalls.Now now, List<Field> by, Map<Field, String> key, Group group) {
    ObjectNode json = group.json();
    ObjectNode values = json.putObject("values");
    by.forEach(field -> values.put(field.word(), key.get(field)));
    json.set("last", ExchangeEndpoints.header(now, group.last()));
    return json;
  }

  private static List<Field> fields(@Nullable String text) {
    if (text == null) {
      throw wrongField("it is missing");
    }
    List<Field> fields = new ArrayList<>();
    for (String word : text.split(",", -1)) {
      fields.add(
          Arrays.stream(Field.values())
              .filter(field -> field.word().equals(word))
              .findFirst()
              .orElseThrow(() -> wrongField("\"" + word + "\" is no field")));
    }
    if (fields.size() > MOST_FIELDS) {
      throw wrongField("there are more than " + MOST_FIELDS);
    }
    return fields;
  }

  private static Problem wrongField(String what) {
    return Problem.parameter(
        "by",
        what,
        "name one to three, with commas between, of "
            + Arrays.stream(Field.values()).map(Field::word).collect(Collectors.joining(", ")));
  }

  private static int examine(@Nullable String text) {
    if (text == null) {
      return DEFAULT_EXAMINE;
    }
    if (text.matches("[1-9]\\d{0,4}") && Integer.parseInt(text) <= MOST_EXAMINED) {
      return Integer.parseInt(text);
    }
    throw Problem.parameter(
        "examine",
        "\"" + text + "\" is not a number from 1 to " + MOST_EXAMINED,
        "ask for fewer and follow next");
  }
}
