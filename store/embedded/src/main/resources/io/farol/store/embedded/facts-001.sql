-- Facts, first form. Tables that intake writes have no key, no constraint and no index.
-- Absent is null: an empty string, list or map, an unspecified kind, an unset status and the
-- service "unknown" are written as null. Times are nanoseconds since 1970 UTC.
-- Enum constants are written by ordinal: their order in core is part of this format.

create table span (
  fact bigint,                -- number of the telling, in the order of applying
  tenant varchar,
  received bigint,
  trace uuid,
  span ubigint,
  phase utinyint,
  part bigint,
  revision bigint,
  parent ubigint,
  carrier ubigint,
  start_ns bigint,            -- rows come nearly in this order: its zone maps bound every range
  end_ns bigint,
  name varchar,
  kind utinyint,
  service varchar,
  environment varchar,
  cloud varchar,
  region varchar,
  instance varchar,
  status utinyint,
  status_message varchar,
  deadline_ns bigint,
  attributes varchar,         -- JSON, as ValueJson writes it
  events varchar,
  links varchar,
  messages integer,           -- how many rows of message_ref belong to this telling
  call utinyint,              -- null: no call is seen in this telling
  callee varchar,
  integration varchar,
  platform varchar,
  operation varchar,
  outcome utinyint,           -- 0 open, 1 lost, 2 succeeded, 3 failed
  cause utinyint,
  http_status integer,
  outcome_detail varchar,
  sent_bytes bigint,
  received_bytes bigint,
  usage boolean,              -- whether the call speaks of its usage at all
  provider varchar,
  requested varchar,
  responded varchar,
  input_tokens bigint,
  output_tokens bigint,
  cache_read_tokens bigint,
  cache_write_tokens bigint,
  reasoning_tokens bigint,
  input_audio_tokens bigint,
  output_audio_tokens bigint,
  first_token_ns bigint,
  finish_reasons varchar,     -- JSON list of strings
  response_id varchar,
  service_tier varchar,
  conversation varchar,
  person varchar,
  source_kind varchar,
  source_dialect varchar
);

create table message_ref (
  fact bigint,
  nth integer,                -- place among the messages of the telling
  direction utinyint,
  id uuid,
  epoch_day integer,
  start_ns bigint             -- of the telling
);

create table ledger (
  entry bigint,               -- number of the entry, in the order of applying
  tenant varchar,
  id varchar,
  trace uuid,
  span ubigint,
  at_ns bigint,
  kind varchar,
  priced boolean,
  sku varchar,
  quantity varchar,           -- exact decimals as they were told
  unit varchar,
  unit_price varchar,
  amount decimal(38, 9),
  currency varchar,
  how utinyint,
  book varchar,
  book_version varchar,
  valid_from varchar,
  price_source varchar,
  fx_from varchar,
  fx_rate varchar,
  fx_date varchar,
  fx_source varchar,
  adjusts varchar,
  reason varchar
);

create table log_line (
  tenant varchar,
  received bigint,
  at_ns bigint,
  severity integer,
  service varchar,
  environment varchar,
  cloud varchar,
  region varchar,
  instance varchar,
  trace uuid,
  span ubigint,
  event_name varchar,
  body varchar,
  attributes varchar
);

-- One row for each transaction: how far the reader has come, and the sums up to there.
create table progress (
  position bigint,
  received bigint,
  next_fact bigint,
  next_entry bigint,
  dropped_strings bigint,
  spans_accepted bigint,
  spans_rejected bigint,
  spans_duplicate bigint,
  logs_accepted bigint,
  logs_rejected bigint,
  logs_duplicate bigint,
  metrics_accepted bigint,
  metrics_rejected bigint,
  metrics_duplicate bigint
);
