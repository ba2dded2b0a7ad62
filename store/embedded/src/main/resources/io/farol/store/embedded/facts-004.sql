-- Facts, fourth form. What many tellings have in common lies once in `shape`, what many ledger entries
-- have in common once in `terms`; a combination may lie there twice, under two numbers. The messages
-- of a telling lie in its own row. The views `span` and `ledger` have the columns of the first form.

create table shape (
  number integer,
  tenant varchar,
  kind utinyint,
  service varchar,
  environment varchar,
  cloud varchar,
  region varchar,
  instance varchar,
  status utinyint,
  call utinyint,
  callee varchar,
  integration varchar,
  platform varchar,
  outcome utinyint,
  cause utinyint,
  http_status integer,
  usage boolean,
  provider varchar,
  requested varchar,
  responded varchar,
  finish_reasons varchar,
  service_tier varchar,
  source_kind varchar,
  source_dialect varchar
);

create table telling (
  fact bigint,
  shape integer,
  received bigint,
  trace uuid,
  span ubigint,
  phase utinyint,
  part bigint,
  revision bigint,
  parent ubigint,
  carrier ubigint,
  start_ns bigint,
  end_ns bigint,
  name varchar,
  status_message varchar,
  deadline_ns bigint,
  attributes varchar using compression zstd,
  events varchar using compression zstd,
  links varchar,
  messages integer,
  history bigint,             -- the telling whose first messages are the first of this one, or null
  shared integer,             -- how many of them; null without one
  refs blob using compression zstd, -- the messages after these, as References writes them
  operation varchar,
  outcome_detail varchar,
  sent_bytes bigint,
  received_bytes bigint,
  input_tokens bigint,
  output_tokens bigint,
  cache_read_tokens bigint,
  cache_write_tokens bigint,
  reasoning_tokens bigint,
  input_audio_tokens bigint,
  output_audio_tokens bigint,
  first_token_ns bigint,
  response_id varchar,
  conversation varchar,
  person varchar
);

create table terms (
  number integer,
  tenant varchar,
  kind varchar,
  priced boolean,
  sku varchar,
  unit varchar,
  unit_price varchar,
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
  reason varchar
);

create table entry (
  entry bigint,
  terms integer,
  id uuid,
  trace uuid,
  span ubigint,
  at_ns bigint,
  quantity varchar,
  amount decimal(38, 9),
  adjusts varchar
);

insert into shape
select row_number() over (), * from (
  select distinct tenant, kind, service, environment, cloud, region, instance, status, call, callee,
    integration, platform, outcome, cause, http_status, usage, provider, requested, responded,
    finish_reasons, service_tier, source_kind, source_dialect
  from span);

insert into telling
select s.fact, p.number, s.received, s.trace, s.span, s.phase, s.part, s.revision, s.parent, s.carrier,
  s.start_ns, s.end_ns, s.name, s.status_message, s.deadline_ns, s.attributes, s.events, s.links,
  s.messages, null, null, m.refs, s.operation, s.outcome_detail, s.sent_bytes, s.received_bytes,
  s.input_tokens, s.output_tokens, s.cache_read_tokens, s.cache_write_tokens, s.reasoning_tokens,
  s.input_audio_tokens, s.output_audio_tokens, s.first_token_ns, s.response_id, s.conversation, s.person
from span s
join shape p on p.tenant is not distinct from s.tenant and p.kind is not distinct from s.kind
  and p.service is not distinct from s.service and p.environment is not distinct from s.environment
  and p.cloud is not distinct from s.cloud and p.region is not distinct from s.region
  and p.instance is not distinct from s.instance and p.status is not distinct from s.status
  and p.call is not distinct from s.call and p.callee is not distinct from s.callee
  and p.integration is not distinct from s.integration and p.platform is not distinct from s.platform
  and p.outcome is not distinct from s.outcome and p.cause is not distinct from s.cause
  and p.http_status is not distinct from s.http_status and p.usage is not distinct from s.usage
  and p.provider is not distinct from s.provider and p.requested is not distinct from s.requested
  and p.responded is not distinct from s.responded
  and p.finish_reasons is not distinct from s.finish_reasons
  and p.service_tier is not distinct from s.service_tier
  and p.source_kind is not distinct from s.source_kind
  and p.source_dialect is not distinct from s.source_dialect
left join (
  select fact, unhex(string_agg(
      format('{:02x}{:08x}', direction, epoch_day) || replace(id::varchar, '-', ''), '' order by nth)) as refs
  from message_ref group by fact) m on m.fact = s.fact
order by s.fact;

insert into terms
select row_number() over (), * from (
  select distinct tenant, kind, priced, sku, unit, unit_price, currency, how, book, book_version,
    valid_from, price_source, fx_from, fx_rate, fx_date, fx_source, reason
  from ledger);

insert into entry
select l.entry, t.number, l.id::uuid, l.trace, l.span, l.at_ns, l.quantity, l.amount, l.adjusts
from ledger l
join terms t on t.tenant is not distinct from l.tenant and t.kind is not distinct from l.kind
  and t.priced is not distinct from l.priced and t.sku is not distinct from l.sku
  and t.unit is not distinct from l.unit and t.unit_price is not distinct from l.unit_price
  and t.currency is not distinct from l.currency and t.how is not distinct from l.how
  and t.book is not distinct from l.book and t.book_version is not distinct from l.book_version
  and t.valid_from is not distinct from l.valid_from
  and t.price_source is not distinct from l.price_source
  and t.fx_from is not distinct from l.fx_from and t.fx_rate is not distinct from l.fx_rate
  and t.fx_date is not distinct from l.fx_date and t.fx_source is not distinct from l.fx_source
  and t.reason is not distinct from l.reason
order by l.entry;

drop table span;
drop table message_ref;
drop table ledger;

create view span as
select t.fact, s.tenant, t.received, t.trace, t.span, t.phase, t.part, t.revision, t.parent, t.carrier,
  t.start_ns, t.end_ns, t.name, s.kind, s.service, s.environment, s.cloud, s.region, s.instance, s.status,
  t.status_message, t.deadline_ns, t.attributes, t.events, t.links, t.messages, s.call, s.callee,
  s.integration, s.platform, t.operation, s.outcome, s.cause, s.http_status, t.outcome_detail,
  t.sent_bytes, t.received_bytes, s.usage, s.provider, s.requested, s.responded, t.input_tokens,
  t.output_tokens, t.cache_read_tokens, t.cache_write_tokens, t.reasoning_tokens, t.input_audio_tokens,
  t.output_audio_tokens, t.first_token_ns, s.finish_reasons, t.response_id, s.service_tier,
  t.conversation, t.person, s.source_kind, s.source_dialect
from telling t join shape s on s.number = t.shape;

create view ledger as
select e.entry, t.tenant, e.id, e.trace, e.span, e.at_ns, t.kind, t.priced, t.sku, e.quantity, t.unit,
  t.unit_price, e.amount, t.currency, t.how, t.book, t.book_version, t.valid_from, t.price_source,
  t.fx_from, t.fx_rate, t.fx_date, t.fx_source, e.adjusts, t.reason
from entry e join terms t on t.number = e.terms;
