-- What was told and charged, in the columns of the views `span` and `ledger`, before it is written.
create or replace temp table told_span as from facts.span limit 0;
create or replace temp table told_entry as from facts.ledger limit 0;

-- What rows have in common, of a row of either form.
create or replace temp macro shape_of(r) as {tenant: r.tenant, kind: r.kind, service: r.service,
  environment: r.environment, cloud: r.cloud, region: r.region, instance: r.instance, status: r.status,
  call: r.call, callee: r.callee, integration: r.integration, platform: r.platform, outcome: r.outcome,
  cause: r.cause, http_status: r.http_status, usage: r.usage, provider: r.provider,
  requested: r.requested, responded: r.responded, finish_reasons: r.finish_reasons,
  service_tier: r.service_tier, source_kind: r.source_kind, source_dialect: r.source_dialect};
create or replace temp macro terms_of(r) as {tenant: r.tenant, kind: r.kind, priced: r.priced, sku: r.sku,
  unit: r.unit, unit_price: r.unit_price, currency: r.currency, how: r.how, book: r.book,
  book_version: r.book_version, valid_from: r.valid_from, price_source: r.price_source,
  fx_from: r.fx_from, fx_rate: r.fx_rate, fx_date: r.fx_date, fx_source: r.fx_source, reason: r.reason};
