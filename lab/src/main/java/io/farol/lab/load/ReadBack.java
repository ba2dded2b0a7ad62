// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the server says it has of a run, span by span, against what it acknowledged.
///
/// @param expected checksum of the spans that were acknowledged
/// @param found checksum of those of them that were read back, each as often as it was read
/// @param lost acknowledged and not there
/// @param doubled there more than once, acknowledged or not
/// @param unasked there though never acknowledged: allowed where the answer was lost on the way
record ReadBack(Checksum expected, Checksum found, long lost, long doubled, long unasked) {
  private static final int PAGE = 1_000;
  private static final Duration CATCH_UP = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(200);

  boolean isGood() {
    return lost == 0 && doubled == 0 && expected.equals(found);
  }

  /// Waits until the readers of the journal have caught up, for five minutes at most.
  ///
  /// @throws IOException when they do not
  static void awaitReaders(Api api) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(CATCH_UP);
    while (!hasCaughtUp(api.get("/status", Map.of()))) {
      if (Instant.now().isAfter(end)) {
        throw new IOException(
            "the readers did not catch up within " + CATCH_UP.toMinutes() + " min");
      }
      Thread.sleep(POLL);
    }
  }

  private static boolean hasCaughtUp(JsonNode status) {
    return LagWatch.lagMillis(status) == 0
        && status.path("signals").path("traces").path("pending").asLong() == 0;
  }

  /// Reads all exchanges of the run.
  ///
  /// @param acknowledged numbers of the requests that were
  /// @param firstNanos start of the first span of the run
  static ReadBack of(Api api, Plan plan, BitSet acknowledged, long firstNanos)
      throws IOException, InterruptedException {
    Map<SpanId, Integer> numbers = new HashMap<>();
    for (int number = 0; number < plan.wanted(); number++) {
      numbers.put(SpanId.of(plan.run(), number), number);
    }
    int[] times = new int[plan.wanted()];
    Checksum found = Checksum.NONE;
    Map<String, String> question = question(plan, firstNanos);
    for (String cursor = "first"; !cursor.isEmpty(); question.put("cursor", cursor)) {
      JsonNode page = api.getInTime("/exchanges", question);
      for (JsonNode item : page.path("items")) {
        SpanId id = SpanId.parse(item.path("traceId").asText(), item.path("spanId").asText());
        Integer number = numbers.get(id);
        if (number != null) {
          times[number]++;
          found = acknowledged.get(number / plan.batch()) ? found.plus(id) : found;
        }
      }
      cursor = page.path("next").asText("").replace("null", "");
    }
    return judged(plan, acknowledged, times, found);
  }

  private static ReadBack judged(Plan plan, BitSet acknowledged, int[] times, Checksum found) {
    Checksum expected = Checksum.NONE;
    long lost = 0;
    long doubled = 0;
    long unasked = 0;
    for (int number = 0; number < times.length; number++) {
      boolean kept = acknowledged.get(number / plan.batch());
      expected = kept ? expected.plus(SpanId.of(plan.run(), number)) : expected;
      lost += kept && times[number] == 0 ? 1 : 0;
      doubled += times[number] > 1 ? 1 : 0;
      unasked += !kept && times[number] > 0 ? 1 : 0;
    }
    return new ReadBack(expected, found, lost, doubled, unasked);
  }

  private static Map<String, String> question(Plan plan, long firstNanos) {
    Instant from = Instant.ofEpochSecond(0, firstNanos);
    Map<String, String> question = new LinkedHashMap<>();
    question.put("environment", plan.environment());
    question.put("from", from.toString());
    question.put("to", from.plusNanos(plan.wanted() * 1000L).plusSeconds(1).toString());
    question.put("limit", Integer.toString(PAGE));
    return question;
  }
}
