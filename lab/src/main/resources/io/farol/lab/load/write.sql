-- Writes what was told into the tables of the facts, as their reader would. The messages of a telling
-- are made up from its span id.
insert into facts.shape
select (select coalesce(max(number), 0) from facts.shape) + row_number() over (), unnest(common)
from (select distinct shape_of(r) as common from told_span r) n
where not exists (from facts.shape s where shape_of(s) = n.common);

insert into facts.telling by name
select r.* exclude (tenant, kind, service, environment, cloud, region, instance, status, call, callee,
    integration, platform, outcome, cause, http_status, usage, provider, requested, responded,
    finish_reasons, service_tier, source_kind, source_dialect),
  s.number as shape,
  case when r.messages > 0 then unhex(list_aggregate(list_transform(range(r.messages), lambda nth:
    format('{:02x}{:08x}', (nth = 2)::integer, r.start_ns // 86400000000000)
      || md5(r.span::varchar || ':' || nth)), 'string_agg', '')) end as refs
from told_span r join facts.shape s on shape_of(s) = shape_of(r)
order by r.fact;

insert into facts.terms
select (select coalesce(max(number), 0) from facts.terms) + row_number() over (), unnest(common)
from (select distinct terms_of(r) as common from told_entry r) n
where not exists (from facts.terms t where terms_of(t) = n.common);

insert into facts.entry by name
select r.entry, t.number as terms, r.id, r.trace, r.span, r.at_ns, r.quantity, r.amount, r.adjusts
from told_entry r join facts.terms t on terms_of(t) = terms_of(r)
order by r.entry;
