// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Call;
import io.farol.model.Fact;
import io.farol.model.FactKey;
import io.farol.model.Outcome;
import io.farol.model.Source;
import io.farol.model.Span;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One row of table `span`, as far as it is read, and also what several of one span say together
/// ([Joining]). Absent is null. Enum constants stand as their ordinals. Confined to the thread that
/// reads it.
final class Telling {

  /// How much is read of a row.
  enum Depth {
    /// What sums need.
    SUMS,
    /// What a list shows.
    HEADERS,
    /// Everything.
    DETAIL
  }

  static final int ALIVE = 0;
  static final int START = 1;
  static final int LATE = 2;
  static final int END = 3;

  private static final String SUMS =
      "tenant, fact, trace, span, phase, part, revision, received, parent, carrier, start_ns, end_ns,"
          + " service, environment, messages, call, callee, integration, platform, operation,"
          + " outcome, cause, http_status, outcome_detail, sent_bytes, received_bytes, usage,"
          + " requested, responded, input_tokens, output_tokens, cache_read_tokens,"
          + " cache_write_tokens, reasoning_tokens, input_audio_tokens, output_audio_tokens,"
          + " response_id, conversation, source_kind";
  private static final String HEADERS =
      SUMS
          + ", name, kind, cloud, region, instance, status, status_message, provider,"
          + " first_token_ns, finish_reasons, service_tier, person, source_dialect";
  private static final String DETAIL = HEADERS + ", attributes, events, links";

  /// The least believed first: by phase, revision, own start, part.
  static final Comparator<Telling> RANK =
      Comparator.<Telling>comparingInt(telling -> telling.phase)
          .thenComparingLong(telling -> telling.revision)
          .thenComparingLong(telling -> telling.start)
          .thenComparingLong(telling -> telling.part);

  /// By start, then span id.
  static final Comparator<Telling> BY_START =
      (one, other) -> {
        int byStart = Long.compare(one.start, other.start);
        return byStart != 0 ? byStart : Long.compareUnsigned(one.span, other.span);
      };

  String tenant = "";
  long fact;
  UUID trace = new UUID(0, 0);
  long span;
  int phase;
  long part;
  long revision;
  long received;
  @Nullable Long parent;
  @Nullable Long carrier;
  long start;
  @Nullable Long end;
  @Nullable String service;
  @Nullable String environment;
  int messages;
  @Nullable Integer call;
  @Nullable String callee;
  @Nullable String integration;
  @Nullable String platform;
  @Nullable String operation;
  int outcome;
  @Nullable Integer cause;
  @Nullable Integer httpStatus;
  @Nullable String outcomeDetail;
  @Nullable Long sentBytes;
  @Nullable Long receivedBytes;
  boolean usage;
  @Nullable String requested;
  @Nullable String responded;
  @Nullable Long inputTokens;
  @Nullable Long outputTokens;
  @Nullable Long cacheReadTokens;
  @Nullable Long cacheWriteTokens;
  @Nullable Long reasoningTokens;
  @Nullable Long inputAudioTokens;
  @Nullable Long outputAudioTokens;
  @Nullable String responseId;
  @Nullable String conversation;
  @Nullable String name;
  @Nullable Integer kind;
  @Nullable String cloud;
  @Nullable String region;
  @Nullable String instance;
  @Nullable Integer status;
  @Nullable String statusMessage;
  @Nullable String provider;
  @Nullable Long firstToken;
  @Nullable String finishReasons;
  @Nullable String serviceTier;
  @Nullable String person;
  @Nullable String sourceKind;
  @Nullable String sourceDialect;
  @Nullable String attributes;
  @Nullable String events;
  @Nullable String links;

  /// Whether the gateway saw the call pass.
  boolean isCapture() {
    return call != null && Source.GATEWAY.equals(sourceKind);
  }

  /// Says of who called what a caller's own telling knows better ([Origin#knownAs]).
  void calledBy(Telling caller) {
    service = Joining.or(caller.service, service);
    environment = Joining.or(caller.environment, environment);
    cloud = Joining.or(caller.cloud, cloud);
    region = Joining.or(caller.region, region);
  }

  /// The columns to select, in the order in which [#read] takes them.
  static String columns(Depth depth) {
    return switch (depth) {
      case SUMS -> SUMS;
      case HEADERS -> HEADERS;
      case DETAIL -> DETAIL;
    };
  }

  /// The row that a result stands at.
  static Telling read(ResultSet rows, Depth depth) throws SQLException {
    Telling telling = new Telling();
    Cells cells = new Cells(rows);
    telling.sums(cells);
    if (depth != Depth.SUMS) {
      telling.headers(cells);
    }
    if (depth == Depth.DETAIL) {
      telling.attributes = cells.text();
      telling.events = cells.text();
      telling.links = cells.text();
    }
    return telling;
  }

  /// A fact as [#read] gives it back with what sums need, once it is written.
  ///
  /// @param number the telling's
  static Telling of(String tenant, long number, long received, Fact fact) {
    Span span = fact.span();
    FactKey key = span.key();
    Telling telling = new Telling();
    telling.tenant = tenant;
    telling.fact = number;
    telling.trace = new UUID(key.span().trace().high(), key.span().trace().low());
    telling.span = key.span().span().value();
    telling.phase = key.phase().ordinal();
    telling.part = key.part();
    telling.revision = key.revision();
    telling.received = received;
    telling.parent = span.parent() == null ? null : (Long) span.parent().value();
    telling.carrier = span.carrier() == null ? null : (Long) span.carrier().value();
    telling.start = span.timing().startEpochNanos();
    telling.end = span.timing().endEpochNanos();
    String service = span.origin().service();
    telling.service = service.equals(SpanRows.UNKNOWN_SERVICE) ? null : filled(service);
    telling.environment = filled(span.origin().environment());
    telling.messages = fact.messages().size();
    Call call = span.call();
    if (call != null) {
      telling.call(call);
    }
    return telling;
  }

  private void call(Call told) {
    call = told.kind().ordinal();
    callee = filled(told.to());
    integration = filled(told.integration());
    platform = filled(told.platform());
    operation = filled(told.operation());
    outcome = Outcomes.number(told.outcome());
    cause = told.outcome() instanceof Outcome.Failed failed ? failed.cause().ordinal() : null;
    httpStatus = told.outcome().httpStatus();
    outcomeDetail = filled(Outcomes.detail(told.outcome()));
    sentBytes = told.traffic().sentBytes();
    receivedBytes = told.traffic().receivedBytes();
    conversation = filled(told.conversationId());
    sourceKind = filled(told.source().kind());
    Call.Usage said = told.usage();
    if (said != null) {
      usage = true;
      requested = filled(said.model().requested());
      responded = filled(said.model().responded());
      inputTokens = said.tokens().input();
      outputTokens = said.tokens().output();
      cacheReadTokens = said.tokens().cacheRead();
      cacheWriteTokens = said.tokens().cacheWrite();
      reasoningTokens = said.tokens().reasoning();
      inputAudioTokens = said.tokens().inputAudio();
      outputAudioTokens = said.tokens().outputAudio();
      responseId = filled(said.responseId());
    }
  }

  /// How many characters it has in the texts that come from a sender without a limit of their own.
  long characters() {
    long sum = 0;
    for (String text :
        new @Nullable String[] {
          callee,
          integration,
          operation,
          outcomeDetail,
          requested,
          responded,
          responseId,
          conversation
        }) {
      sum += text == null ? 0 : text.length();
    }
    return sum;
  }

  /// An empty text is written as none.
  private static @Nullable String filled(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private void sums(Cells cells) throws SQLException {
    tenant = cells.name();
    fact = cells.count();
    trace = cells.uuid();
    span = cells.count();
    phase = (int) cells.count();
    part = cells.count();
    revision = cells.count();
    received = cells.count();
    parent = cells.number();
    carrier = cells.number();
    start = cells.count();
    end = cells.number();
    service = cells.text();
    environment = cells.text();
    messages = (int) cells.count();
    call = cells.integer();
    callee = cells.text();
    integration = cells.text();
    platform = cells.text();
    operation = cells.text();
    outcome = (int) cells.count();
    cause = cells.integer();
    httpStatus = cells.integer();
    outcomeDetail = cells.text();
    sentBytes = cells.number();
    receivedBytes = cells.number();
    usage = cells.flag();
    requested = cells.text();
    responded = cells.text();
    inputTokens = cells.number();
    outputTokens = cells.number();
    cacheReadTokens = cells.number();
    cacheWriteTokens = cells.number();
    reasoningTokens = cells.number();
    inputAudioTokens = cells.number();
    outputAudioTokens = cells.number();
    responseId = cells.text();
    conversation = cells.text();
    sourceKind = cells.text();
  }

  private void headers(Cells cells) throws SQLException {
    name = cells.text();
    kind = cells.integer();
    cloud = cells.text();
    region = cells.text();
    instance = cells.text();
    status = cells.integer();
    statusMessage = cells.text();
    provider = cells.text();
    firstToken = cells.number();
    finishReasons = cells.text();
    serviceTier = cells.text();
    person = cells.text();
    sourceDialect = cells.text();
  }

  /// The cells of a row one after the other.
  private static final class Cells {
    private final ResultSet rows;
    private int column;

    Cells(ResultSet rows) {
      this.rows = rows;
    }

    long count() throws SQLException {
      return rows.getLong(++column);
    }

    @Nullable Long number() throws SQLException {
      long value = rows.getLong(++column);
      return value == 0 && rows.wasNull() ? null : (Long) value;
    }

    @Nullable Integer integer() throws SQLException {
      int value = rows.getInt(++column);
      return value == 0 && rows.wasNull() ? null : (Integer) value;
    }

    boolean flag() throws SQLException {
      return rows.getBoolean(++column);
    }

    @Nullable String text() throws SQLException {
      return rows.getString(++column);
    }

    String name() throws SQLException {
      String text = text();
      return text == null ? "" : text;
    }

    UUID uuid() throws SQLException {
      return (UUID) rows.getObject(++column);
    }
  }
}
