-- Roll-ups, first form: what can be made again from the facts. Signed deltas: the sum over all rows
-- of a key is what holds; a later telling adds rows, it changes none. `minute` counts minutes since
-- 1970 UTC and is that of an exchange's start. Rows of one key are put together now and then
-- (`settled`). Times are nanoseconds since 1970 UTC.

-- How far: facts and entries below these numbers are in. One row.
create table rolled (fact bigint, entry bigint, received bigint);

-- Where the rows of a trace lie. `block` counts blocks of 8,192 facts; -1 - block, of ledger entries.
create table place (
  hash integer,               -- of the trace id
  block integer,
  tellings integer
);

-- Exchanges that a list's conditions on the telling that gave the start would miss.
create table odd (minute bigint, tenant varchar, trace uuid);

create table traffic (
  minute bigint,
  tenant varchar,
  environment varchar,
  service varchar,
  callee varchar,
  integration varchar,
  platform varchar,
  exchanges bigint,
  failed bigint,
  open bigint,
  unpriced bigint,            -- exchanges with a quantity that has no price
  messages bigint,
  input_tokens bigint,
  output_tokens bigint,
  cache_read_tokens bigint,
  cache_write_tokens bigint,
  reasoning_tokens bigint,
  input_audio_tokens bigint,
  output_audio_tokens bigint,
  sent_bytes bigint,
  received_bytes bigint,
  input_known bigint,         -- how many exchanges said it; where none did the sum is unknown
  output_known bigint,
  cache_read_known bigint,
  cache_write_known bigint,
  reasoning_known bigint,
  input_audio_known bigint,
  output_audio_known bigint,
  sent_known bigint,
  received_known bigint,
  last_success bigint,        -- never taken back: see withdrawn
  last_failure bigint,
  withdrawn boolean,          -- an end was told otherwise later: read the minute's facts for the last ends
  settled boolean
);

create table spending (
  minute bigint,
  tenant varchar,
  environment varchar,
  service varchar,
  callee varchar,
  integration varchar,
  currency varchar,
  amount decimal(38, 9),
  charges bigint,
  settled boolean
);

create table gap (
  minute bigint,
  tenant varchar,
  environment varchar,
  integration varchar,
  kind varchar,
  reason varchar,
  exchanges bigint,
  settled boolean
);

-- How many took about so long: a mergeable sketch.
create table duration (
  minute bigint,
  tenant varchar,
  environment varchar,
  integration varchar,
  bucket integer,
  exchanges bigint,
  settled boolean
);

create table conversation (
  minute bigint,
  tenant varchar,
  environment varchar,
  conversation bigint,        -- hash of its id
  exchanges bigint,
  settled boolean
);
