// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Fingerprint;
import io.farol.model.LogKey;
import io.farol.model.LogLine;
import io.farol.model.Origin;
import io.farol.model.Scope;
import io.farol.model.TimeRange;
import io.farol.model.Value;
import io.farol.store.LogHeader;
import io.farol.store.LogQuery;
import io.farol.store.LogQuery.Filter;
import io.farol.store.Page;
import io.farol.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Log lines: what a list shows of them, in which order, and how one is found.
interface LogCases extends StoreCases {

  long NOON = Drafts.NOON;

  @Test
  default void givesALogLineBackWhole() {
    LogLine rich =
        new LogLine(
            new Origin("serviço", "staging", "azure", "brazilsouth", "pod-1"),
            NOON + 1,
            17,
            Drafts.key(7, 3),
            "exception",
            new Value.Fields(
                Map.of(
                    "text", new Value.Items(List.of(Value.of("a \u0000 \"b\" \\ 👍"), Value.of(7))),
                    "$real", new Value.Real(Double.NaN))),
            Map.of("exception.stacktrace", Value.of("at ".repeat(9_000)), "n", new Value.Empty()));
    LogLine bare = new LogLine(Records.ORIGIN, NOON, 0, null, null, new Value.Empty(), Map.of());
    LogLine plain = Records.line(NOON + 2, "ação ".repeat(40_000));
    LogLine quoted = Records.line(NOON + 3, "\"quoted\"");
    Store store = given(Records.logs(rich, bare, plain, quoted));
    for (LogLine line : List.of(rich, bare, plain, quoted)) {
      assertThat(store.findLog(SCOPE, Fingerprint.key(line))).contains(line);
    }
    assertThat(store.findLog(SCOPE, new LogKey(NOON, 1))).isEmpty();
    Scope production = new Scope(Scope.DEFAULT_TENANT, "production");
    assertThat(store.findLog(production, Fingerprint.key(rich))).isEmpty();
    assertThat(store.findLog(production, Fingerprint.key(bare))).contains(bare);
    assertThat(store.findLog(new Scope("other", null), Fingerprint.key(bare))).isEmpty();
  }

  @Test
  default void aListOfLogsNeverCarriesABody() {
    LogLine longest =
        new LogLine(
            Records.ORIGIN,
            NOON,
            9,
            Drafts.key(7, 3),
            "evento",
            Value.of("👍".repeat(LogHeader.TEXT + 1)),
            Map.of("key", Value.of("value")));
    LogLine whole = Records.line(NOON - 1, "é".repeat(LogHeader.TEXT));
    LogLine fields =
        Records.line(
            Records.ORIGIN,
            NOON - 2,
            0,
            null,
            new Value.Fields(Map.of("msg", new Value.Items(List.of(Value.of("a"), Value.of(5))))));
    Store store = given(Records.logs(longest, whole, fields));
    assertThat(logs(store, Filter.ALL))
        .containsExactly(
            new LogHeader(
                Fingerprint.key(longest),
                Records.ORIGIN,
                9,
                Drafts.key(7, 3),
                "evento",
                "👍".repeat(LogHeader.TEXT),
                true),
            new LogHeader(
                Fingerprint.key(whole),
                Records.ORIGIN,
                9,
                null,
                null,
                "é".repeat(LogHeader.TEXT),
                false),
            new LogHeader(
                Fingerprint.key(fields), Records.ORIGIN, 0, null, null, "msg=a 5", false));
  }

  @Test
  default void listsLogsNewestFirstPageByPage() {
    List<LogLine> lines = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      lines.add(Records.line(NOON + i / 5, "line " + i));
    }
    Store store = given(Records.logs(lines.toArray(LogLine[]::new)));
    List<LogKey> expected =
        lines.stream().map(Fingerprint::key).sorted((one, other) -> other.compareTo(one)).toList();
    for (int limit : new int[] {1, 4, 5, 24, 25, 26}) {
      List<LogKey> paged = new ArrayList<>();
      LogKey after = null;
      do {
        Page<LogHeader, LogKey> page = store.logs(query(SCOPE, Filter.ALL, limit, after)).value();
        assertThat(page.items().size()).as("by %d", limit).isBetween(1, limit);
        page.items().forEach(header -> paged.add(header.key()));
        after = page.next();
      } while (after != null);
      assertThat(paged).as("by %d", limit).isEqualTo(expected);
    }
  }

  @Test
  default void aLineSentTwiceIsThereOnce() {
    LogLine line = Records.line(NOON, "once");
    LogLine other = Records.line(NOON, "twice");
    Store store =
        given(
            Records.logs(line, other, line),
            Records.logs(line),
            Records.batch(Scope.DEFAULT_TENANT, NOON + HOUR, List.of(line), List.of()));
    assertThat(logs(store, Filter.ALL))
        .extracting(LogHeader::text)
        .containsExactlyInAnyOrder("once", "twice");
    Page<LogHeader, LogKey> page = store.logs(query(SCOPE, Filter.ALL, 1, null)).value();
    assertThat(store.logs(query(SCOPE, Filter.ALL, 1, page.next())).value().items()).hasSize(1);
    assertThat(store.findLog(SCOPE, Fingerprint.key(line))).contains(line);
  }

  @Test
  default void filtersLogs() {
    LogLine info = Records.line(NOON, "Consulta à SERPRO");
    LogLine error =
        Records.line(
            new Origin("cadastro", "staging", null, null, null),
            NOON + 1,
            17,
            Drafts.key(7, 3),
            Value.of("100% falhou_tudo"));
    LogLine event =
        new LogLine(
            Records.ORIGIN,
            NOON + 2,
            0,
            Drafts.key(8, 1),
            "Pagamento.Feito",
            Value.of(1),
            Map.of());
    Store store = given(Records.logs(info, error, event));
    assertThat(found(store, new Filter("cadastro", null, null, null))).containsExactly(error);
    assertThat(found(store, new Filter(null, 9, null, null))).containsExactly(error, info);
    assertThat(found(store, new Filter(null, 10, null, null))).containsExactly(error);
    assertThat(found(store, new Filter(null, null, Drafts.key(8, 1).trace(), null)))
        .containsExactly(event);
    assertThat(found(store, new Filter(null, null, null, "serpro"))).containsExactly(info);
    assertThat(found(store, new Filter(null, null, null, "PAGAMENTO"))).containsExactly(event);
    assertThat(found(store, new Filter(null, null, null, "0% f"))).containsExactly(error);
    assertThat(found(store, new Filter(null, null, null, "h_u"))).isEmpty();
    assertThat(found(store, new Filter("assistant", 17, null, null))).isEmpty();
    Scope staging = new Scope(Scope.DEFAULT_TENANT, "staging");
    assertThat(store.logs(query(staging, Filter.ALL, 10, null)).value().items()).hasSize(1);
    TimeRange upToError = new TimeRange(NOON, NOON + 1);
    assertThat(store.logs(new LogQuery(SCOPE, upToError, Filter.ALL, 10, null)).value().items())
        .extracting(LogHeader::key)
        .containsExactly(Fingerprint.key(info));
  }

  private static List<LogLine> found(Store store, Filter filter) {
    return logs(store, filter).stream()
        .map(header -> store.findLog(SCOPE, header.key()).orElseThrow())
        .toList();
  }

  private static List<LogHeader> logs(Store store, Filter filter) {
    return store.logs(query(SCOPE, filter, 1_000, null)).value().items();
  }

  private static LogQuery query(Scope scope, Filter filter, int limit, @Nullable LogKey after) {
    return new LogQuery(scope, AROUND_NOON, filter, limit, after);
  }
}
