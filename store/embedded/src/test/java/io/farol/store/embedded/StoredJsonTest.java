// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.model.Detail;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.TraceId;
import io.farol.model.Value;
import io.farol.testkit.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What is written as JSON is read back as it was, whatever it is.
class StoredJsonTest {

  private static final List<String> TEXTS =
      List.of(
          "", "a", "$bytes", "$real", "$$", "\"quoted\" \\ 'too'", "linha\nnova", "ção 🚢", "\0");

  @Test
  void attributesComeBackAsTheyWere() {
    Seeds.check(
        200,
        seed -> {
          SplittableRandom random = new SplittableRandom(seed);
          Map<String, Value> fields = fields(random, 3);
          assertThat(ValueJson.readFields(ValueJson.fields(fields))).isEqualTo(fields);
        });
  }

  @Test
  void eventsAndLinksComeBackAsTheyWere() {
    SplittableRandom random = new SplittableRandom(7);
    List<Detail.Event> events =
        List.of(
            new Detail.Event("exception", Long.MAX_VALUE, fields(random, 2)),
            new Detail.Event("", -1, Map.of()));
    SpanKey key = new SpanKey(new TraceId(1, -1), new SpanId(-2));
    List<Detail.Link> links =
        List.of(new Detail.Link(key, fields(random, 2)), new Detail.Link(key, Map.of()));

    assertThat(ValueJson.readEvents(ValueJson.events(events))).isEqualTo(events);
    assertThat(ValueJson.readLinks(ValueJson.links(links))).isEqualTo(links);
  }

  private static Map<String, Value> fields(SplittableRandom random, int depth) {
    Map<String, Value> fields = new LinkedHashMap<>();
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      fields.put(text(random), value(random, depth));
    }
    return fields;
  }

  private static Value value(SplittableRandom random, int depth) {
    return switch (random.nextInt(depth == 0 ? 6 : 8)) {
      case 0 -> new Value.Text(text(random));
      case 1 -> new Value.Flag(random.nextBoolean());
      case 2 -> new Value.Whole(random.nextLong());
      case 3 -> new Value.Real(Double.longBitsToDouble(0x7FF0_0000_0000_0000L + random.nextInt(2)));
      case 4 -> new Value.Real(random.nextInt(100));
      case 5 -> random.nextBoolean() ? new Value.Empty() : new Value.Bytes(random.nextInt(1_000));
      case 6 -> new Value.Fields(fields(random, depth - 1));
      default -> {
        List<Value> items = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
          items.add(value(random, depth - 1));
        }
        yield new Value.Items(items);
      }
    };
  }

  private static String text(SplittableRandom random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }
}
