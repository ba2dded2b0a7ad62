-- Log lines that can be asked for, and metrics. Forms as in the first step: absent and empty are
-- null, no keys, no indexes. A record sent twice is there twice and shown once.

create table log (
  tenant varchar,
  received bigint,
  at_ns bigint,               -- rows come nearly in this order
  fingerprint bigint,         -- of all the line says
  severity utinyint,
  service varchar,
  environment varchar,
  cloud varchar,
  region varchar,
  instance varchar,
  trace uuid,
  span ubigint,
  event_name varchar,
  text varchar,               -- the body as one text
  body varchar,               -- JSON as ValueJson writes it; null when the body is that text, or empty
  attributes varchar          -- JSON
);

insert into log
  select tenant, received, at_ns,
    (hash(severity, service, environment, cloud, region, instance, trace, span, event_name, body,
      attributes) >> 1)::bigint,
    severity, service, environment, cloud, region, instance, trace, span, event_name,
    case when body[1] = '"' then json_extract_string(body, '$') else body end,
    case when body[1] = '"' then null else body end,
    attributes
  from log_line;

drop table log_line;

create table metric (
  tenant varchar,
  received bigint,
  at_ns bigint,               -- rows come nearly in this order
  series bigint,              -- of one series and time, the greatest (received, fingerprint) counts
  fingerprint bigint,         -- of all the sample says
  start_ns bigint,
  name varchar,
  unit varchar,
  description varchar,
  kind utinyint,              -- its place in MetricKind.ALL
  service varchar,
  environment varchar,
  cloud varchar,
  region varchar,
  instance varchar,
  attributes varchar,         -- JSON
  whole bigint,               -- what was measured stands in one of these three
  fraction double,
  measure varchar,            -- JSON as MeasureJson writes it
  exemplars varchar           -- JSON
);
