// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.flow.CleanBatch;
import io.farol.flow.Fingerprint;
import io.farol.model.LogKey;
import io.farol.model.LogLine;
import io.farol.model.Scope;
import io.farol.store.LogHeader;
import io.farol.store.LogQuery;
import io.farol.store.LogQuery.Filter;
import io.farol.store.Page;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The law of log lines: lines with one key are one line; a scope's environment is that of the
/// sender. Immutable.
final class LogReading {

  private final TreeMap<LogKey, LogLine> lines = new TreeMap<>(Comparator.reverseOrder());

  /// @param batches of one tenant
  LogReading(Collection<CleanBatch> batches) {
    batches.forEach(batch -> batch.logs().forEach(line -> lines.put(Fingerprint.key(line), line)));
  }

  Page<LogHeader, LogKey> page(LogQuery query) {
    List<LogHeader> found =
        (query.after() == null ? lines : lines.tailMap(query.after(), false))
            .entrySet().stream()
                .filter(line -> query.range().contains(line.getKey().atEpochNanos()))
                .filter(line -> within(query.scope(), line.getValue()))
                .filter(line -> passes(query.filter(), line.getValue()))
                .limit(query.limit() + 1L)
                .map(line -> header(line.getKey(), line.getValue()))
                .toList();
    if (found.size() <= query.limit()) {
      return new Page<>(found, null);
    }
    List<LogHeader> items = found.subList(0, query.limit());
    return new Page<>(items, items.getLast().key());
  }

  Optional<LogLine> find(Scope scope, LogKey key) {
    return Optional.ofNullable(lines.get(key)).filter(line -> within(scope, line));
  }

  private static LogHeader header(LogKey key, LogLine line) {
    String text = line.text();
    boolean clipped = text.codePointCount(0, text.length()) > LogHeader.TEXT;
    return new LogHeader(
        key,
        line.origin(),
        line.severity(),
        line.span(),
        line.eventName(),
        clipped ? text.substring(0, text.offsetByCodePoints(0, LogHeader.TEXT)) : text,
        clipped);
  }

  private static boolean passes(Filter filter, LogLine line) {
    return (filter.service() == null || filter.service().equals(line.origin().service()))
        && (filter.minSeverity() == null || line.severity() >= filter.minSeverity())
        && (filter.trace() == null
            || line.span() != null && filter.trace().equals(line.span().trace()))
        && (filter.text() == null
            || says(line.eventName(), filter.text())
            || says(line.text(), filter.text()));
  }

  private static boolean says(@Nullable String text, String wanted) {
    return text != null && text.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
  }

  private static boolean within(Scope scope, LogLine line) {
    return scope.environment() == null || scope.environment().equals(line.origin().environment());
  }
}
