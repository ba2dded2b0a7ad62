// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValuesTest {

  @Test
  void readsIdsOfEitherCase() {
    String trace = "0AF7651916CD43DD8448EB211C80319C";
    assertThat(TraceId.parse(trace).hex()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(SpanId.parse("B7AD6B7169203331").hex()).isEqualTo("b7ad6b7169203331");
  }

  @Test
  void refusesIdsThatAreNone() {
    for (String bad : List.of("", "0af7", "0".repeat(32), "x".repeat(32), "-".repeat(32))) {
      assertThatIllegalArgumentException().isThrownBy(() -> TraceId.parse(bad));
    }
    for (String bad : List.of("", "b7ad", "0".repeat(16), "g".repeat(16))) {
      assertThatIllegalArgumentException().isThrownBy(() -> SpanId.parse(bad));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpanId.parse("b7ad"))
        .withMessageContaining("b7ad")
        .withMessageContaining("16 hex digits");
  }

  @Test
  void ordersIdsAsTheirHex() {
    assertThat(new SpanId(-1)).isGreaterThan(new SpanId(1));
    assertThat(new TraceId(-1, 0)).isGreaterThan(new TraceId(1, -1));
    assertThat(new TraceId(1, -1)).isGreaterThan(new TraceId(1, 1));
    SpanKey greater = new SpanKey(new TraceId(0, 2), new SpanId(1));
    assertThat(greater).isGreaterThan(new SpanKey(new TraceId(0, 1), new SpanId(-1)));
  }

  @Test
  void keepsMoneyToNinePlacesAndNeverMixesIt() {
    Money half = new Money(new BigDecimal("0.0000000005"), "BRL");
    assertThat(half.amount()).isEqualTo(new BigDecimal("0E-9"));
    Money more = new Money(new BigDecimal("0.0000000015"), "BRL");
    assertThat(more.amount()).isEqualTo(new BigDecimal("0.000000002"));
    assertThat(new Money(BigDecimal.ONE, "BRL")).isEqualTo(new Money(new BigDecimal("1.0"), "BRL"));
    assertThat(more.plus(more).amount()).isEqualTo(new BigDecimal("0.000000004"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> more.plus(new Money(BigDecimal.ONE, "USD")))
        .withMessageContaining("USD")
        .withMessageContaining("BRL");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Money(BigDecimal.ONE, "brl"))
        .withMessageContaining("brl");
  }

  @Test
  void neverEndsBeforeItStarts() {
    assertThat(new Timing(10, 5L)).isEqualTo(new Timing(10, 10L));
    assertThat(new Timing(10, 25L).durationNanos()).isEqualTo(15);
    assertThat(new Timing(10, null).durationNanos()).isNull();
  }

  @Test
  void takesRangesHalfOpen() {
    TimeRange range = new TimeRange(10, 20);
    assertThat(range.contains(10)).isTrue();
    assertThat(range.contains(19)).isTrue();
    assertThat(range.contains(9)).isFalse();
    assertThat(range.contains(20)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new TimeRange(20, 20));
  }

  @Test
  void countsNoFewerTokensThanNone() {
    assertThat(Tokens.UNKNOWN.isUnknown()).isTrue();
    assertThat(new Tokens(0L, null, null, null, null, null, null).isUnknown()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tokens(null, null, null, null, -1L, null, null))
        .withMessageContaining("reasoning")
        .withMessageContaining("-1");
  }

  @Test
  void keepsFieldsAsTheyWereGiven() {
    Map<String, Value> raw = new LinkedHashMap<>();
    raw.put("z", Value.of(1));
    raw.put("a", Value.of("x"));
    List<Value> items = new ArrayList<>(raw.values());
    Value.Fields fields = new Value.Fields(raw);
    Value.Items list = new Value.Items(items);
    raw.clear();
    items.clear();
    assertThat(fields.values().keySet()).containsExactly("z", "a");
    assertThat(list.values()).hasSize(2);
  }

  @Test
  void saysCausesInLowerCase() {
    assertThat(Cause.RATE_LIMIT.wire()).isEqualTo("rate_limit");
  }
}
