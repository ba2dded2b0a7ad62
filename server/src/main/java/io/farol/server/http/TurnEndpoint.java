// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.model.Direction;
import io.farol.model.Exchange;
import io.farol.model.Message;
import io.farol.model.MessageId;
import io.farol.model.MessageRef;
import io.farol.model.Part;
import io.farol.model.Scope;
import io.farol.model.TraceId;
import io.farol.store.Answer;
import io.farol.store.ExchangeQuery;
import io.farol.store.ExchangeStore;
import io.farol.store.Page;
import io.farol.store.Store;
import io.farol.store.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// `/conversations/turns`: a conversation as its person saw it, newest turn first. A turn is a
/// trace in which the conversation's id occurs: what the person said is the last message of role
/// `user` that its first model call was given, what was answered the last text a model call wrote
/// in it that is no JSON; between them lies all its work, also calls that do not carry the id.
public final class TurnEndpoint {

  private static final int DEFAULT_LIMIT = 20;
  private static final int MOST_TURNS = 50;
  private static final int MOST_SPANS = 1_000;

  /// How many of the newest messages given to a model are looked at.
  private static final int NEWEST = 8;

  /// Longer texts are cut: a turn is read, and its exchange has all of it.
  private static final int LONGEST = 20_000;

  private final Store store;
  private final OpenCalls open;

  public TurnEndpoint(Store store, OpenCalls open) {
    this.store = store;
    this.open = open;
  }

  private record Found(
      SequencedMap<TraceId, Long> starts,
      ExchangeQuery.@Nullable Cursor next,
      long completeThrough) {}

  private record Saying(Exchange exchange, MessageRef ref, Message message) {}

  public JsonNode answer(Request request) {
    request.only("from", "to", "environment", "limit", "cursor", "conversation");
    String conversation = request.text("conversation");
    if (conversation == null) {
      throw Problem.parameter(
          "conversation", "it is missing", "take a conversationId of an exchange");
    }
    Found found = find(request, conversation, Math.min(MOST_TURNS, request.limit(DEFAULT_LIMIT)));
    OpenCalls.Now now = open.now(request.scope(), request.clock().instant());
    ObjectNode json = Json.object();
    json.put("conversation", conversation);
    ArrayNode turns = json.putArray("turns");
    found
        .starts()
        .forEach((trace, start) -> {
          List<Exchange> work = work(request.scope(), trace, start);
          if (!work.isEmpty()) {
            turns.add(turn(now, request.scope(), trace, work));
          }
        });
    json.put("next", Cursors.text(found.next()));
    json.put("completeThrough", Times.text(found.completeThrough()));
    return json;
  }

  /// The traces of the newest exchanges of the conversation.
  private Found find(Request request, String conversation, int turns) {
    ExchangeQuery.Filter filter =
        new ExchangeQuery.Filter(null, null, null, null, null, conversation, null);
    SequencedMap<TraceId, Long> starts = new LinkedHashMap<>();
    ExchangeQuery.Cursor cursor = Cursors.parse(request.text("cursor"));
    while (true) {
      Answer<Page<Exchange, ExchangeQuery.Cursor>> page =
          store.exchanges(new ExchangeQuery(request.scope(), request.range(), filter, 200, cursor));
      for (Exchange exchange : page.value().items()) {
        TraceId trace = exchange.key().trace();
        long start = exchange.timing().startEpochNanos();
        if (starts.size() == turns && !starts.containsKey(trace)) {
          return new Found(starts, cursor, page.completeThroughEpochNanos());
        }
        starts.put(trace, start);
        cursor = new ExchangeQuery.Cursor(start, exchange.key());
      }
      if (page.value().next() == null) {
        return new Found(starts, null, page.completeThroughEpochNanos());
      }
    }
  }

  private List<Exchange> work(Scope scope, TraceId trace, long hint) {
    return store.findTrace(scope, trace, hint, MOST_SPANS, null).stream()
        .flatMap(part -> part.trace().spans().stream())
        .map(Trace.Row::exchange)
        .filter(Objects::nonNull)
        .toList();
  }

  private ObjectNode turn(OpenCalls.Now now, Scope scope, TraceId trace, List<Exchange> work) {
    long start = work.getFirst().timing().startEpochNanos();
    boolean ended = work.stream().allMatch(each -> each.timing().endEpochNanos() != null);
    long end =
        work.stream()
            .map(each -> each.timing().endEpochNanos())
            .filter(Objects::nonNull)
            .mapToLong(Long::longValue)
            .max()
            .orElse(start);
    ObjectNode json = Json.object();
    json.put("traceId", trace.hex());
    json.put("startedAt", Times.text(start));
    json.put("durationNanos", ended ? (Long) Math.max(0, end - start) : null);
    json.set("said", saying(said(scope, work)));
    json.set("answered", saying(answered(scope, work)));
    ArrayNode exchanges = json.putArray("exchanges");
    work.forEach(exchange -> exchanges.add(ExchangeEndpoints.header(now, exchange)));
    return json;
  }

  private @Nullable Saying said(Scope scope, List<Exchange> work) {
    for (Exchange exchange : work) {
      Saying last =
          last(scope, exchange, Direction.INPUT, message -> message.role().equals("user"));
      if (last != null) {
        return last;
      }
    }
    return null;
  }

  private @Nullable Saying answered(Scope scope, List<Exchange> work) {
    for (Exchange exchange : work.reversed()) {
      Saying last = last(scope, exchange, Direction.OUTPUT, TurnEndpoint::isProse);
      if (last != null && !exchange.call().operation().equals("transcription")) {
        return last;
      }
    }
    return null;
  }

  private static boolean isProse(Message message) {
    return message.parts().stream()
        .anyMatch(part ->
            part instanceof Part.Text(String text)
                && !text.isBlank()
                && !text.stripLeading().startsWith("{")
                && !text.stripLeading().startsWith("["));
  }

  /// The last message of a model call that is so, among its newest.
  private @Nullable Saying last(
      Scope scope, Exchange exchange, Direction direction, Predicate<Message> so) {
    if (exchange.call().usage() == null) {
      return null;
    }
    List<MessageRef> refs =
        store
            .findExchange(scope, exchange.key(), exchange.timing().startEpochNanos())
            .map(ExchangeStore.Whole::messages)
            .orElse(List.of())
            .stream()
            .filter(ref -> ref.direction() == direction)
            .toList();
    List<MessageRef> newest = refs.subList(Math.max(0, refs.size() - NEWEST), refs.size());
    Map<MessageId, Message> content = store.fetch(newest);
    for (MessageRef ref : newest.reversed()) {
      Message message = content.get(ref.id());
      if (message != null && so.test(message)) {
        return new Saying(exchange, ref, message);
      }
    }
    return null;
  }

  private static @Nullable ObjectNode saying(@Nullable Saying saying) {
    if (saying == null) {
      return null;
    }
    ObjectNode json = Json.object();
    json.put("spanId", saying.exchange().key().span().hex());
    json.set("message", MessageJson.of(saying.ref(), clipped(saying.message())));
    return json;
  }

  private static Message clipped(Message message) {
    List<Part> parts = new ArrayList<>();
    for (Part part : message.parts()) {
      parts.add(
          part instanceof Part.Text(String text) && text.length() > LONGEST
              ? new Part.Text(text.substring(0, text.offsetByCodePoints(0, LONGEST / 2)) + "…")
              : part);
    }
    return new Message(message.role(), parts);
  }
}
