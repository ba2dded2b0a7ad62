// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Money;
import io.farol.model.Tokens;
import io.farol.model.Traffic;
import io.farol.store.Durations;
import io.farol.store.Spending;
import io.farol.store.Total;
import io.farol.store.embedded.Entries.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Sums over listed exchanges, to which they are added and from which they are taken away again.
/// Confined to one thread.
final class Sums {

  /// A sum over those that said it.
  static final class Count {
    long sum;
    long known;

    void add(@Nullable Long value, int sign) {
      if (value != null) {
        sum += sign * value;
        known += sign;
      }
    }

    void add(long more, long ofSoMany) {
      sum += more;
      known += ofSoMany;
    }

    @Nullable Long value() {
      return known == 0 ? null : (Long) sum;
    }
  }

  /// A kind of quantity without a price, and why.
  record Gap(String kind, String reason) {}

  /// What a price book calls a thing that was charged.
  record Item(String sku, String currency) {}

  static final List<String> COUNTS =
      List.of(
          "input_tokens",
          "output_tokens",
          "cache_read_tokens",
          "cache_write_tokens",
          "reasoning_tokens",
          "input_audio_tokens",
          "output_audio_tokens",
          "sent_bytes",
          "received_bytes");
  static final List<String> KNOWN =
      List.of(
          "input_known",
          "output_known",
          "cache_read_known",
          "cache_write_known",
          "reasoning_known",
          "input_audio_known",
          "output_audio_known",
          "sent_known",
          "received_known");

  long exchanges;
  long failed;
  long open;
  long unpriced;
  long messages;
  final List<Count> counts = new ArrayList<>(COUNTS.size());
  @Nullable Long lastSuccess;
  @Nullable Long lastFailure;
  boolean withdrawn;
  @Nullable String platform;
  final TreeMap<String, Total> totals = new TreeMap<>();
  final Map<Gap, Long> gaps = new HashMap<>();
  final Map<Item, Total> items = new HashMap<>();
  final TreeMap<Integer, Long> durations = new TreeMap<>();
  final Map<Long, Long> conversations = new HashMap<>();
  long otherConversations;

  Sums() {
    for (int i = 0; i < COUNTS.size(); i++) {
      counts.add(new Count());
    }
  }

  /// @param sign 1 to add it, -1 to take it away
  void add(Listed listed, List<Entry> entries, int sign) {
    Telling told = listed.told();
    exchanges += sign;
    failed += listed.failed() ? sign : 0;
    open += listed.open() ? sign : 0;
    messages += (long) sign * told.messages;
    counts.get(0).add(told.inputTokens, sign);
    counts.get(1).add(told.outputTokens, sign);
    counts.get(2).add(told.cacheReadTokens, sign);
    counts.get(3).add(told.cacheWriteTokens, sign);
    counts.get(4).add(told.reasoningTokens, sign);
    counts.get(5).add(told.inputAudioTokens, sign);
    counts.get(6).add(told.outputAudioTokens, sign);
    counts.get(7).add(told.sentBytes, sign);
    counts.get(8).add(told.receivedBytes, sign);
    if (sign > 0) {
      lastSuccess = told.outcome == Outcomes.SUCCEEDED ? later(lastSuccess, told.end) : lastSuccess;
      lastFailure = listed.failed() ? later(lastFailure, told.end) : lastFailure;
      platform = first(platform, told.platform);
    }
    Long duration = listed.duration();
    if (duration != null) {
      durations.merge(Durations.bucket(duration), (long) sign, Long::sum);
    }
    if (told.conversation != null) {
      conversations.merge(hash(told.conversation), (long) sign, Long::sum);
    }
    add(entries, sign);
  }

  private void add(List<Entry> entries, int sign) {
    Entries.totals(entries)
        .values()
        .forEach(total ->
            add(
                sign > 0
                    ? total
                    : new Total(
                        new Money(total.amount().amount().negate(), total.amount().currency()),
                        -total.charges())));
    for (Entry entry : entries) {
      if (entry.priced() && entry.amount() != null && entry.currency() != null) {
        add(
            new Item(Objects.requireNonNullElse(entry.sku(), ""), entry.currency()),
            sign > 0 ? entry.amount() : entry.amount().negate(),
            sign);
      }
    }
    List<Gap> missing =
        entries.stream()
            .filter(entry -> !entry.priced())
            .map(entry -> new Gap(entry.kind(), Objects.requireNonNullElse(entry.reason(), "")))
            .distinct()
            .toList();
    unpriced += missing.isEmpty() ? 0 : sign;
    missing.forEach(gap -> gaps.merge(gap, (long) sign, Long::sum));
  }

  void add(Item item, BigDecimal amount, long charges) {
    items.merge(
        item,
        new Total(new Money(amount, item.currency()), charges),
        (sum, more) -> new Total(sum.amount().plus(more.amount()), sum.charges() + more.charges()));
  }

  void add(Total total) {
    totals.merge(
        total.amount().currency(),
        total,
        (sum, more) -> new Total(sum.amount().plus(more.amount()), sum.charges() + more.charges()));
  }

  static @Nullable Long later(@Nullable Long one, @Nullable Long other) {
    return one == null || other != null && other > one ? other : one;
  }

  static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one == null || other != null && other.compareTo(one) < 0 ? other : one;
  }

  Tokens tokens() {
    return new Tokens(
        counts.get(0).value(),
        counts.get(1).value(),
        counts.get(2).value(),
        counts.get(3).value(),
        counts.get(4).value(),
        counts.get(5).value(),
        counts.get(6).value());
  }

  Traffic traffic() {
    return new Traffic(counts.get(7).value(), counts.get(8).value());
  }

  Spending spending() {
    return new Spending(
        totals.values().stream()
            .filter(total -> total.charges() != 0)
            .collect(Collectors.toUnmodifiableList()),
        unpriced);
  }

  long conversations() {
    return otherConversations + conversations.values().stream().filter(count -> count > 0).count();
  }

  /// Nearest rank, as finely as [Durations] tells.
  @Nullable Long p95Nanos() {
    long ended = durations.values().stream().mapToLong(Long::longValue).sum();
    long rank = (95 * ended + 99) / 100;
    for (Map.Entry<Integer, Long> bucket : durations.entrySet()) {
      rank -= bucket.getValue();
      if (rank <= 0 && ended > 0) {
        return Durations.nanos(bucket.getKey());
      }
    }
    return null;
  }

  /// Of a conversation's id: of two ids in 10^18 one pair may share it.
  static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
      hash ^= hash >>> 29;
    }
    return hash;
  }
}
