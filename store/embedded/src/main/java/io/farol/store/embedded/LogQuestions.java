// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.LogKey;
import io.farol.model.LogLine;
import io.farol.model.Scope;
import io.farol.store.LogHeader;
import io.farol.store.LogQuery;
import io.farol.store.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Lists of log lines, and single ones.
final class LogQuestions {

  private static final String HEADERS =
      """
      select at_ns, fingerprint, severity, service, environment, cloud, region, instance, trace,
        span, event_name, left(text, %d) as text, length(text) as length
      from facts.log\
      """
          .formatted(LogHeader.TEXT);

  private final Questions questions;

  LogQuestions(Questions questions) {
    this.questions = questions;
  }

  Page<LogHeader, LogKey> page(LogQuery query) {
    List<LogHeader> found =
        Once.read(
            query.limit() + 1,
            query.after(),
            LogHeader::key,
            (after, limit) -> headers(query, after, limit));
    if (found.size() <= query.limit()) {
      return new Page<>(found, null);
    }
    List<LogHeader> items = found.subList(0, query.limit());
    return new Page<>(items, items.getLast().key());
  }

  Optional<LogLine> find(Scope scope, LogKey key) {
    RecordFilter filter =
        new RecordFilter(scope)
            .equal("at_ns", key.atEpochNanos())
            .equal("fingerprint", key.fingerprint());
    return questions.ask(
        "select * from facts.log" + filter.where() + " limit 1",
        filter.arguments(),
        rows -> rows.next() ? Optional.of(LogRows.line(new Columns(rows))) : Optional.empty());
  }

  private List<LogHeader> headers(LogQuery query, @Nullable LogKey after, int limit) {
    LogQuery.Filter wanted = query.filter();
    RecordFilter filter =
        new RecordFilter(query.scope())
            .within(query.range())
            .service(wanted.service())
            .says("event_name, text", wanted.text());
    if (wanted.minSeverity() != null) {
      filter.and("severity >= " + filter.argument(wanted.minSeverity()));
    }
    if (wanted.trace() != null) {
      UUID trace = new UUID(wanted.trace().high(), wanted.trace().low());
      filter.and("trace = " + filter.argument(trace.toString()) + "::uuid");
    }
    if (after != null) {
      String at = filter.argument(after.atEpochNanos());
      filter
          .and("at_ns <= " + at)
          .and(
              "(at_ns < %s or fingerprint < %s)"
                  .formatted(at, filter.argument(after.fingerprint())));
    }
    return questions.ask(
        HEADERS + filter.where() + " order by at_ns desc, fingerprint desc limit " + limit,
        filter.arguments(),
        rows -> {
          List<LogHeader> headers = new ArrayList<>();
          while (rows.next()) {
            headers.add(LogRows.header(new Columns(rows)));
          }
          return headers;
        });
  }
}
