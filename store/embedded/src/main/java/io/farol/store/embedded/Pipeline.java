// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The laws of reading as SQL, one common table expression after the other:
///
/// | table | one row for each |
/// |---|---|
/// | `seen` | trace that the question touches |
/// | `speaking` | telling that is heard: of equal keys the first received, of revisions the highest; `r` orders those of a span, the most believed last |
/// | `joined` | span: every column from the most believed telling that says it |
/// | `calls` | span that is a call; `place` orders them by start, then id |
/// | `hosts` | call that nests in another, with that one |
/// | `views` | call, with the listed one it is a view of and how many steps away |
/// | `lent` | listed call with other views: what the nearest of them have |
/// | `listed` | exchange as it is shown |
/// | `mine` | ledger entry that counts, with the exchange it counts for |
///
/// Phases, kinds and causes are written as their ordinals.
final class Pipeline {

  /// How much of a span is read.
  enum Depth {
    /// What sums need.
    SUMS,
    /// What a list shows.
    HEADERS,
    /// Everything.
    DETAIL
  }

  private static final List<String> USAGE_SUMS =
      List.of(
          "requested",
          "responded",
          "input_tokens",
          "output_tokens",
          "cache_read_tokens",
          "cache_write_tokens",
          "reasoning_tokens",
          "input_audio_tokens",
          "output_audio_tokens",
          "response_id");
  private static final List<String> USAGE_HEADERS =
      List.of("provider", "first_token_ns", "finish_reasons", "service_tier");
  private static final List<String> OWN_SUMS =
      List.of("parent", "environment", "platform", "conversation");
  private static final List<String> OWN_HEADERS =
      List.of(
          "name",
          "kind",
          "cloud",
          "region",
          "instance",
          "operation",
          "person",
          "source_kind",
          "source_dialect");
  private static final List<String> TOLD_DETAIL = List.of("attributes", "events", "links");

  private final Depth depth;

  private Pipeline(Depth depth) {
    this.depth = depth;
  }

  /// The expressions, to be followed by a query.
  static String with(Ask ask, Depth depth) {
    Pipeline pipeline = new Pipeline(depth);
    return "with recursive seen as ("
        + ask.seen()
        + "),\n"
        + pipeline.speaking(ask)
        + pipeline.joined()
        + NESTING
        + pipeline.lent()
        + pipeline.listed(ask)
        + LEDGER;
  }

  /// The expressions up to `joined`, in every detail.
  static String spans(Ask ask) {
    Pipeline pipeline = new Pipeline(Depth.DETAIL);
    String text =
        "with seen as (" + ask.seen() + "),\n" + pipeline.speaking(ask) + pipeline.joined();
    return text.stripTrailing().substring(0, text.stripTrailing().length() - 1) + "\n";
  }

  private boolean headers() {
    return depth != Depth.SUMS;
  }

  private List<String> usage() {
    return headers() ? concat(USAGE_SUMS, USAGE_HEADERS) : USAGE_SUMS;
  }

  private List<String> own() {
    return headers() ? concat(OWN_SUMS, OWN_HEADERS) : OWN_SUMS;
  }

  private static List<String> concat(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static String each(List<String> columns, String pattern) {
    return columns.stream()
        .map(column -> "    " + pattern.replace("%", column) + ",\n")
        .collect(Collectors.joining());
  }

  private String speaking(Ask ask) {
    return """
    speaking as (
      select *, row_number() over (
        partition by trace, span order by phase, revision, start_ns, part) as r
      from (
        select * from facts.span
        where tenant = $1 and %s and trace in (select trace from seen)
        qualify row_number() over (
          partition by trace, span, phase, part order by revision desc, received, fact) = 1)),
    """
        .formatted(ask.bounds());
  }

  private String joined() {
    List<String> said = concat(usage(), own());
    if (depth == Depth.DETAIL) {
      said = concat(said, TOLD_DETAIL);
    }
    return """
    told as (
      select trace, span,
        coalesce(
          arg_max(start_ns, r) filter (phase = 3),
          arg_max(start_ns, r) filter (phase = 1),
          min(start_ns) filter (phase = 2),
          min(start_ns)) as start_ns,
        arg_max(end_ns, r) as last_ns,
    """
        + each(said, "arg_max(%, r) as %")
        + (headers()
            ? """
                arg_max(status, r) as status,
                arg_max_null(status_message, r) filter (status is not null) as status_message,
                arg_max_null(outcome_detail, r)
                  filter (phase = 3 and call is not null or phase = 2 and outcome > 0)
                  as outcome_detail,
                arg_max(fact, r) filter (phase = 3 and messages > 0) as end_fact,
                list(fact order by revision, start_ns, part)
                  filter (phase = 2 and messages > 0) as late_facts,
                arg_max(fact, r) filter (phase = 1 and messages > 0) as start_fact,
            """
            : "")
        + """
            coalesce(
              arg_max(messages, r) filter (phase = 3 and messages > 0),
              nullif(sum(messages) filter (phase = 2), 0),
              arg_max(messages, r) filter (phase = 1),
              0)::bigint as messages,
            arg_max(carrier, r) as carrier,
            arg_max(service, r) as service,
            arg_max(callee, r) as callee,
            arg_max(integration, r) as integration,
            arg_max(sent_bytes, r) as sent_bytes,
            arg_max(received_bytes, r) as received_bytes,
            arg_max(call, r) as call,
            bool_or(usage) as usage,
            coalesce(
              arg_max(outcome, r)
                filter (phase = 3 and call is not null or phase = 2 and outcome > 0),
              0) as outcome,
            arg_max_null(cause, r)
              filter (phase = 3 and call is not null or phase = 2 and outcome > 0) as cause,
            arg_max_null(http_status, r)
              filter (phase = 3 and call is not null or phase = 2 and outcome > 0) as http_status
          from speaking group by trace, span),
        joined as (
          select *, greatest(last_ns, case when last_ns is null then null else start_ns end) as end_ns
          from told),
        calls as (
          select *, start_ns::hugeint * 18446744073709551616::hugeint + span as place
          from joined where call is not null),
        """;
  }

  /// Kinds: 0 model, 1 tool, 2 RPC, 5 HTTP.
  private static final String NESTING =
      """
      up as (
        select l.trace, l.span as lower, u.span as upper, 0 as nth, l.call as lower_kind,
          u.call as upper_kind,
          l.usage and u.usage
            and (l.requested = u.requested or l.responded = u.responded)
            and l.start_ns <= coalesce(u.end_ns, 9223372036854775807)
            and u.start_ns <= coalesce(l.end_ns, 9223372036854775807) as same
        from calls l join calls u on u.trace = l.trace and u.span = l.parent
        union all
        select l.trace, l.span, u.span, 1, l.call, u.call,
          l.usage and u.usage
            and (l.requested = u.requested or l.responded = u.responded)
            and l.start_ns <= coalesce(u.end_ns, 9223372036854775807)
            and u.start_ns <= coalesce(l.end_ns, 9223372036854775807)
        from calls l join calls u on u.trace = l.trace and u.span = l.carrier),
      pairs as (
        select trace, lower as one, upper as other from up
        where lower_kind = 0 and upper_kind = 0 and same and lower <> upper),
      twins as (
        select trace, response_id, min(place) as place, arg_min(span, place) as span
        from calls where call = 0 and usage and response_id is not null
        group by trace, response_id having count(*) > 1),
      candidates as (
        select p.trace, p.one as span, c.span as other, c.place
        from (select * from pairs union all select trace, other, one from pairs) p
          join calls c on c.trace = p.trace and c.span = p.other
        union all
        select c.trace, c.span, t.span, t.place
        from twins t join calls c on c.trace = t.trace and c.response_id = t.response_id
        where c.call = 0 and c.usage),
      hosts as (
        select trace, lower as span, arg_min(upper, nth) as host from up
        where lower_kind in (2, 5) and upper_kind in (0, 1)
        group by trace, lower
        union all
        select c.trace, c.span, arg_min(d.other, d.place) as host
        from candidates d join calls c on c.trace = d.trace and c.span = d.span
        where d.place < c.place
        group by c.trace, c.span),
      climb as (
        select trace, span, host as head, 1 as depth from hosts
        union all
        select c.trace, c.span, h.host, c.depth + 1
        from climb c join hosts h on h.trace = c.trace and h.span = c.head),
      nested as (
        select trace, span, arg_max(head, depth) as head, max(depth) as depth
        from climb group by trace, span),
      views as (
        select c.*, coalesce(n.head, c.span) as head, coalesce(n.depth, 0) as depth
        from calls c left join nested n on n.trace = c.trace and n.span = c.span),
      family as (
        select v.*,
          row_number() over (
            partition by v.trace, v.head order by depth, start_ns desc, span desc) as near,
          min(depth) filter (sent_bytes is not null) over (partition by v.trace, v.head)
            as sent_depth,
          min(depth) filter (received_bytes is not null) over (partition by v.trace, v.head)
            as received_depth
        from views v
        where (v.trace, v.head) in (select trace, head from nested)),
      """;

  private String lent() {
    return """
    lent as (
      select trace, head,
        sum(sent_bytes) filter (depth = sent_depth)::bigint as sent_bytes,
        sum(received_bytes) filter (depth = received_depth)::bigint as received_bytes,
    """
        + each(usage(), "arg_min(%, near) as %")
        + (headers()
            ? """
                arg_min_null(end_fact, near) filter (messages > 0) as end_fact,
                arg_min_null(late_facts, near) filter (messages > 0) as late_facts,
                arg_min_null(start_fact, near) filter (messages > 0) as start_fact,
            """
            : "")
        + """
            arg_min(messages, near) filter (messages > 0) as messages,
            bool_or(usage) as usage,
            arg_min(http_status, near) as http_status,
            arg_min(cause, near) filter (outcome = 3 and cause <> $unknown) as cause,
            string_agg(span::varchar || ':' || call::varchar, ',' order by place)
              filter (depth > 0) as joined
          from family group by trace, head),
        """
            .replace("$unknown", Integer.toString(io.farol.model.Cause.UNKNOWN.ordinal()));
  }

  private String listed(Ask ask) {
    return """
    listed as (
      select v.trace, v.span, v.start_ns, v.end_ns, v.call, v.outcome,
        coalesce(v.service, 'unknown') as service,
        coalesce(v.callee, '') as callee,
        coalesce(v.integration, '') as integration,
        coalesce(l.sent_bytes, v.sent_bytes) as sent_bytes,
        coalesce(l.received_bytes, v.received_bytes) as received_bytes,
        coalesce(l.messages, v.messages) as messages,
        coalesce(l.usage, v.usage) as usage,
    """
        + each(own(), "v.% as %")
        + each(usage(), "coalesce(l.%, v.%) as %")
        + (headers()
            ? """
                v.outcome_detail as outcome_detail,
                case when l.messages is null then v.end_fact else l.end_fact end as end_fact,
                case when l.messages is null then v.late_facts else l.late_facts end as late_facts,
                case when l.messages is null then v.start_fact else l.start_fact end as start_fact,
            """
            : "")
        + """
            case when v.outcome in (2, 3) then coalesce(l.http_status, v.http_status) end
              as http_status,
            case when v.outcome = 3 and v.cause = $unknown then coalesce(l.cause, v.cause)
              else v.cause end as cause,
            l.joined as joined
          from (select * from views
              where depth = 0 and ($2::varchar is null or environment = $2) and $listed) v
            left join lent l on l.trace = v.trace and l.head = v.span),
        """
            .replace("$unknown", Integer.toString(io.farol.model.Cause.UNKNOWN.ordinal()))
            .replace("$listed", ask.listed());
  }

  private static final String LEDGER =
      """
      entries as (
        select * from facts.ledger
        where tenant = $1 and trace in (select trace from seen)
        qualify row_number() over (partition by id order by entry) = 1),
      counted as (
        select * from entries
        qualify priced or not bool_or(priced) over (partition by trace, span, kind)),
      charged as (
        select e.*, v.head, v.depth,
          min(v.depth) over (partition by v.trace, v.head, e.kind) as near
        from counted e join views v on v.trace = e.trace and v.span = e.span),
      mine as (
        select *, min(currency) over (partition by trace, head) as first_currency
        from charged where depth = near)
      """;
}
