-- Exchanges LO (inclusive) to HI (exclusive) of a stored world, as the facts' reader would have
-- written them. A hundred exchanges make 37 traces: 20 of one, 10 of two, 4 of five, 2 of ten, 1 of
-- twenty; every trace of more than one has a root span that is no call, a quarter of the model calls
-- has a transport span below, a tenth of the calls was told of at its start, one in a thousand of
-- these never ended. Words in capitals are put in before it runs; nothing else decides what it makes.
create or replace temp table called as
with numbered as (
  select i, i // 100 as hundred, i % 100 as r from range(LO, HI) n(i)),
traced as (
  select i,
    case when r < 20 then hundred * 37 + r
      when r < 40 then hundred * 37 + 20 + (r - 20) // 2
      when r < 60 then hundred * 37 + 30 + (r - 40) // 5
      when r < 80 then hundred * 37 + 34 + (r - 60) // 10
      else hundred * 37 + 36 end as t,
    case when r < 20 then 0 when r < 40 then (r - 20) % 2 when r < 60 then (r - 40) % 5
      when r < 80 then (r - 60) % 10 else r - 80 end as place,
    case when r < 20 then 1 when r < 40 then 2 when r < 60 then 5 when r < 80 then 10 else 20 end
      as size
  from numbered),
diced as (
  select *, md5(SEED || ':' || t)::uuid as trace, hash(i, SEED) | 1 as span,
    (hash(i, SEED, 1) % 10)::integer as kind, (hash(t, SEED, 2) % 1000)::integer as lot,
    (hash(i, SEED, 3) % 1000)::integer as luck, (hash(i, SEED, 4) % 10000) / 1e4 as spread
  from traced),
named as (
  select *, FROM_NS + ((i - place) * STEP_NS)::bigint + place * 350000000 as start_ns,
    case when kind < 4 then 0 when kind < 9 then 5 else 4 end as call,
    case when lot % 5 = 0 then 'staging' else 'production' end as environment,
    ['assistant', 'worker', 'agenda'][1 + lot % 3] as service,
    case when kind < 4 then 'azure-openai' when kind < 7 then 'serpro' when kind < 9 then 'whatsapp'
      else 'postgresql' end as callee,
    case when kind < 4
        then 'azure-openai/' || ['gpt-4.1', 'gpt-4.1-mini', 'o4-mini', 'text-embedding-3-large'][1 + kind]
      when kind < 7 then 'serpro/' || ['consulta-cpf', 'consulta-cnpj', 'consulta-cnd'][kind - 3]
      when kind < 9 then 'whatsapp/' || ['messages', 'media'][kind - 6]
      else 'postgresql/atende' end as integration
  from diced)
select *, (exp(ln(60.0) + spread * spread * 4.5 + (kind % 3) * 0.8) * 1e6)::bigint as lasted,
  case when luck < 35 then 3 else 2 end::utinyint as outcome,
  lot % 10 = 3 as told_at_start, luck = 999 and lot % 10 = 3 as endless
from named;

create or replace temp table told as
select 'default' as tenant, trace, span, 3::utinyint as phase, 0::bigint as part,
  case when size > 1 then hash(t, SEED, 5) | 1 end as parent, start_ns,
  start_ns + lasted as end_ns,
  case when call = 0 then 'chat' when call = 4 then 'SELECT' else 'POST' end as name,
  3::utinyint as kind, service, environment, 'azure' as cloud, 'brazilsouth' as region,
  service || '-0' as instance, case when outcome = 3 then 2::utinyint end as status,
  '{"server.address":"' || callee || '.example","server.port":443,"network.protocol.version":"2","tentativa":'
    || luck || '}' as attributes,
  case when call = 0 then 3 else 0 end::integer as messages, call::utinyint as call, callee,
  integration, callee as platform,
  case when call = 0 then 'chat' when call = 4 then 'SELECT' else 'POST /v1/' || (luck % 7) end as operation,
  outcome, case when outcome = 3 then [3, 4, 6, 7, 10, 13, 14][1 + luck % 7]::utinyint end as cause,
  case when call = 4 then null when outcome = 2 then 200 else [null, null, 401, 429, 404, 500, 503][1 + luck % 7]
    end::integer as http_status,
  case when outcome = 3 then 'não respondeu: tentativa ' || luck end as outcome_detail,
  case when call <> 0 and luck % 3 > 0 then 400 + luck * 7 end::bigint as sent_bytes,
  case when call <> 0 and luck % 3 > 0 then 900 + luck * 31 end::bigint as received_bytes,
  case when call = 0 then true end as usage,
  case when call = 0 then 'azure.ai.openai' end as provider,
  case when call = 0 then substr(integration, 14) end as requested,
  case when call = 0 then substr(integration, 14) || '-2025-04-14' end as responded,
  case when call = 0 then 700 + luck * 3 end::bigint as input_tokens,
  case when call = 0 and outcome = 2 then 20 + luck % 400 end::bigint as output_tokens,
  case when call = 0 and luck % 2 = 0 then 512 end::bigint as cache_read_tokens,
  case when call = 0 and outcome = 2 then 150000000 + luck * 1000000 end::bigint as first_token_ns,
  case when call = 0 and outcome = 2 then '["stop"]' end as finish_reasons,
  case when call = 0 then 'chatcmpl-' || substr(replace(trace::varchar, '-', ''), 1, 16) || i end as response_id,
  'conversa-' || (t // 3) as conversation, 'pessoa-' || (t % 5000) as person,
  'otlp' as source_kind, 'otel-genai-1.37' as source_dialect
from called where not endless
union all by name
select 'default' as tenant, trace, span, 1::utinyint as phase, 0::bigint as part,
  case when size > 1 then hash(t, SEED, 5) | 1 end as parent, start_ns,
  case when call = 0 then 'chat' when call = 4 then 'SELECT' else 'POST' end as name,
  3::utinyint as kind, service, environment, 0::integer as messages, call::utinyint as call, callee,
  integration, callee as platform, 'POST' as operation, 0::utinyint as outcome,
  case when call = 0 then true end as usage,
  'otlp' as source_kind, 'farol-start' as source_dialect
from called where told_at_start
union all by name
select 'default' as tenant, trace, hash(i, SEED, 6) | 1 as span, 3::utinyint as phase,
  0::bigint as part, span as parent, start_ns + 2000000 as start_ns,
  start_ns + lasted - 1000000 as end_ns, 'POST' as name, 3::utinyint as kind, service, environment,
  'azure' as cloud, 'brazilsouth' as region, service || '-0' as instance, 0::integer as messages,
  5::utinyint as call, 'azure-openai.example' as callee, 'azure-openai.example' as integration,
  'POST /openai/deployments' as operation, outcome,
  case when outcome = 3 then 18::utinyint end as cause,
  case when outcome = 2 then 200 else 500 end::integer as http_status,
  (5000 + luck)::bigint as sent_bytes, (2000 + luck)::bigint as received_bytes,
  'otlp' as source_kind, 'otel-http' as source_dialect
from called where kind = 0
union all by name
select 'default' as tenant, any_value(trace) as trace, hash(t, SEED, 5) | 1 as span, 3::utinyint as phase,
  0::bigint as part, min(start_ns) - 3000000 as start_ns, max(start_ns + lasted) as end_ns,
  'atende' as name, 1::utinyint as kind, any_value(service) as service,
  any_value(environment) as environment, 0::integer as messages
from called where size > 1 group by t;

create or replace temp table written as
select FACT + row_number() over (order by start_ns, trace, span, phase) - 1 as fact, * from told;

insert into told_span by name
select fact, coalesce(end_ns, start_ns) as received, 0::bigint as revision, * exclude (fact)
from written order by fact;

insert into told_entry by name
select ENTRY + row_number() over (order by at_ns, trace, span, kind) - 1 as entry, * from (
  select 'default' as tenant, md5(trace::varchar || span || k)::uuid as id, trace, span, start_ns as at_ns, k as kind,
    luck % 50 > 0 as priced, case when luck % 50 > 0 then integration end as sku,
    case when k = 'query' then '1' else (700 + luck)::varchar end as quantity,
    case when k = 'query' then 'query' else 'token' end as unit,
    case when luck % 50 > 0 then '0.000002' end as unit_price,
    case when luck % 50 > 0 then case when k = 'query' then 0.6591 else (700 + luck) * 0.000002 end end::decimal(38, 9) as amount,
    case when luck % 50 > 0 then case when k = 'query' then 'BRL' else 'USD' end end as currency,
    case when luck % 50 > 0 then 1 end::utinyint as how,
    case when luck % 50 > 0 then 'lista' end as book, case when luck % 50 > 0 then '2026-01' end as book_version,
    case when luck % 50 > 0 then '2026-01-01' end as valid_from,
    case when luck % 50 > 0 then 'https://example.org/precos' end as price_source,
    case when luck % 50 = 0 then 'no price for ' || integration end as reason
  from called, (values ('input', true), ('output', true), ('query', false)) v(k, model)
  where not endless and (model and call = 0 or not model and call = 5 and kind < 7))
order by entry;
