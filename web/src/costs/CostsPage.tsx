// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import "../parts/chart.css";
import "./costs.css";
import { useEffect } from "react";
import type { Costs, Exchange } from "../api/client.ts";
import { useCosts, useFlows, useFound, useTraffic } from "../api/queries.ts";
import { termOf } from "../explore/filter.ts";
import { useSpeech } from "../i18n/index.tsx";
import { unpricedReason } from "../i18n/unpriced.ts";
import { toIntegration } from "../links.ts";
import { idOf } from "../panel/fresh.ts";
import { Bars, type Layer } from "../parts/Bars.tsx";
import { Link } from "../parts/Link.tsx";
import { costOf } from "../parts/money.ts";
import { Text } from "../parts/Text.tsx";
import { Unpriced } from "../parts/Unpriced.tsx";
import type { PlaceProps } from "../places.ts";
import { bare, closed, type Look } from "../view.ts";
import { groupings, known, spentBy, type Spent } from "./groups.ts";

/** More groups than these are drawn as one. */
const DRAWN = 7;
const LEDGER = 30;

/** What was spent on whom, how much was used, and what nobody has a price for. */
export function CostsPage({ view, look }: PlaceProps) {
  const { t, f } = useSpeech();
  const traffic = useTraffic(view, null);
  const costs = useCosts(view);
  const flows = useFlows(view);
  useEffect(() => {
    document.title = `${t.places.costs} · Farol`;
  }, [t]);
  const totals = costs.data?.totals ?? [];
  const currencies = totals.map((each) => each.currency);
  const measures = [...currencies, "tokens", "exchanges"];
  const measure = measures.includes(view.measure) ? view.measure : (measures[0] ?? "exchanges");
  const currency = currencies.includes(measure) ? measure : (currencies[0] ?? null);
  const by = groupings.find((each) => each === view.by) ?? "integration";
  const spent = spentBy(traffic.data?.series ?? [], by, currency);
  const unpriced = spent.reduce((sum, each) => sum + each.unpriced, 0);
  const unmeasured = (flows.data?.items ?? []).filter((flow) => flow.sentBytes === null && flow.receivedBytes === null).reduce((sum, flow) => sum + flow.exchanges, 0);
  return (
    <div className="costs-page" data-ready={traffic.data && costs.data ? "" : undefined}>
      <header className="page-h">
        <h1>{t.places.costs}</h1>
        <span className="sp" />
        <fieldset className="seg" aria-label={t.costs.by}>
          {groupings.map((each) => (
            <button type="button" key={each} aria-pressed={each === by} onClick={() => look({ by: each })}>
              {t.costs.groupings[each]}
            </button>
          ))}
        </fieldset>
        <fieldset className="seg" aria-label={t.flow.measure}>
          {measures.map((each) => (
            <button type="button" key={each} aria-pressed={each === measure} onClick={() => look({ measure: each })}>
              {t.flow.measures[each] ?? each}
            </button>
          ))}
        </fieldset>
      </header>
      <div className="costs-body">
        <dl className="kpis">
          {totals.map((total) => (
            <div key={total.currency}>
              <dt>{t.costs.spent}</dt>
              <dd className="tx-cost">
                {total.atLeast ? "≥\u00a0" : ""}
                {f.money(total.amount, total.currency)}
              </dd>
            </div>
          ))}
          {totals.length === 0 ? (
            <div>
              <dt>{t.costs.spent}</dt>
              <dd>{costs.data ? (unpriced > 0 ? t.unpricedShort : t.strip.nothingPriced) : (costs.error?.message ?? t.panel.loading)}</dd>
            </div>
          ) : null}
          <div>
            <dt>{t.costs.unpriced}</dt>
            <dd className={unpriced > 0 ? "tx-unpriced" : ""}>{t.costs.exchanges(unpriced, f.count(unpriced))}</dd>
          </div>
          <div title={t.costs.unmeasuredHint}>
            <dt>{t.costs.unmeasured}</dt>
            <dd>{t.costs.exchanges(unmeasured, f.count(unmeasured))}</dd>
          </div>
        </dl>
        <section className="over-time" aria-label={t.costs.overTime}>
          <div className="bar-h">
            <h2>{t.costs.overTime}</h2>
            <span className="sub">{t.flow.measures[measure] ?? measure}</span>
          </div>
          {traffic.data && (costs.data || costs.error) ? (
            <div className="chart-and-legend">
              <Bars start={traffic.data.start} stepSeconds={traffic.data.stepSeconds} layers={layers(spent, measure, t.flow.others)} say={(value) => sayAs(measure, value, f)} label={t.costs.chartLabel(t.flow.measures[measure] ?? measure)} />
              <Legend spent={spent} measure={measure} currency={currency} by={by} />
            </div>
          ) : (
            <p className="none">{traffic.error ? traffic.error.message : t.panel.loading}</p>
          )}
        </section>
        <Items costs={costs.data} />
        <Missing costs={costs.data} />
        <Ledger view={view} look={look} />
      </div>
    </div>
  );
}

function sayAs(measure: string, value: number, f: ReturnType<typeof useSpeech>["f"]): string {
  return measure === "tokens" || measure === "exchanges" ? f.compact(value) : f.money(value.toFixed(9), measure);
}

function valuesOf(spent: Spent, measure: string): number[] {
  if (measure === "exchanges") return spent.exchanges;
  if (measure === "tokens") return spent.tokens.map((value) => value ?? 0);
  return spent.amounts.map(Number);
}

/** From the bottom up the largest first; all others as one. */
function layers(spent: Spent[], measure: string, others: string): Layer[] {
  const sum = (each: Spent) => valuesOf(each, measure).reduce((all, value) => all + value, 0);
  const sorted = spent.filter((each) => sum(each) > 0).toSorted((a, b) => sum(b) - sum(a));
  const drawn = sorted.slice(0, DRAWN).map((each): Layer => ({ name: each.id, tone: each.hue, values: valuesOf(each, measure) }));
  const rest = sorted.slice(DRAWN);
  if (rest.length === 0) return drawn.length > 0 ? drawn : [{ name: others, tone: "d8", values: spent[0]?.exchanges.map(() => 0) ?? [] }];
  const steps = rest[0]?.exchanges.length ?? 0;
  return [...drawn, { name: others, tone: "d8", values: Array.from({ length: steps }, (_, step) => rest.reduce((all, each) => all + (valuesOf(each, measure)[step] ?? 0), 0)) }];
}

interface LegendProps {
  spent: Spent[];
  measure: string;
  currency: string | null;
  by: string;
}

/** The chart's legend is a table, with everything that is known of each group. */
function Legend({ spent, measure, currency, by }: LegendProps) {
  const { t, f, language } = useSpeech();
  const drawn = new Set(layers(spent, measure, "").map((layer) => layer.name));
  // What neither costs anything in this measure nor lacks a price says nothing here: it is counted, and found elsewhere.
  const told = spent.filter((each) => each.unpriced > 0 || valuesOf(each, measure).some((value) => value > 0));
  const untold = spent.length - told.length;
  return (
    <table className="t spent">
      <thead>
        <tr>
          <th className="name">{t.costs.groupings[by as (typeof groupings)[number]]}</th>
          <th className="r">{currency ?? t.panel.charges}</th>
          <th className="r">{t.flows.tokens}</th>
          <th className="r">{t.flows.exchanges}</th>
          <th className="r">{t.unpricedShort}</th>
        </tr>
      </thead>
      <tbody>
        {told.map((each) => {
          const tokens = known(each.tokens);
          const field = by === "model" && !each.id.includes("/") ? "model" : by === "provider" ? "platform" : "integration";
          return (
            <tr key={each.id}>
              <td className="name" title={each.id}>
                <i className={`swatch ${drawn.has(each.id) ? each.hue : "d8"}`} />
                <Link to={by === "integration" ? toIntegration(each.id) : { ...bare, place: "explore", q: termOf(field, each.id, language) }} data-row>
                  <Text most={100}>{each.id}</Text>
                </Link>
              </td>
              <td className="r tx-cost">{Number(each.amount) === 0 ? "" : `${each.unpriced > 0 ? "≥\u00a0" : ""}${f.money(each.amount, currency ?? "BRL")}`}</td>
              <td className="r tx-tokens">{tokens === null ? "" : f.compact(tokens)}</td>
              <td className="r">{f.compact(each.exchanges.reduce((sum, value) => sum + value, 0))}</td>
              <td className="r tx-unpriced">{each.unpriced === 0 ? "" : f.count(each.unpriced)}</td>
            </tr>
          );
        })}
        {untold > 0 ? (
          <tr>
            <td className="name t3" colSpan={5}>
              {t.costs.untold(untold, f.count(untold), t.flow.measures[measure] ?? measure)}
            </td>
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}

/** What was charged by what the price books call it: SERPRO by product, WhatsApp by category, models. */
function Items({ costs }: { costs: Costs | undefined }) {
  const { t, f, language } = useSpeech();
  if (!costs || costs.items.length === 0) return null;
  const open = new Set(costs.unpriced.map((each) => each.integration));
  return (
    <section aria-label={t.costs.items}>
      <div className="bar-h">
        <h2>{t.costs.items}</h2>
        <span className="sub">{t.costs.itemsHint}</span>
      </div>
      <table className="t items">
        <thead>
          <tr>
            <th className="name">{t.integrations.name}</th>
            <th className="item">{t.costs.item}</th>
            <th className="r sold">{t.costs.sold}</th>
            <th className="r cost">{t.costs.amount}</th>
          </tr>
        </thead>
        <tbody>
          {costs.items.map((each) => (
            <tr key={JSON.stringify([each.integration, each.sku, each.currency])}>
              <td className="name">
                <Link to={{ ...bare, place: "explore", q: `has:cost ${termOf("integration", each.integration, language)}` }} data-row>
                  <Text most={100}>{each.integration}</Text>
                </Link>
              </td>
              <td className="item">
                <Text most={100}>{each.integration.startsWith("whatsapp") ? (t.costs.messages[each.sku] ?? each.sku) : each.sku}</Text>
              </td>
              <td className="r sold">{f.count(each.charges)}</td>
              <td className="r cost tx-cost">
                {open.has(each.integration) ? "≥\u00a0" : ""}
                {f.money(each.amount, each.currency)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What has no price, and why. */
function Missing({ costs }: { costs: Costs | undefined }) {
  const { t, f, language } = useSpeech();
  if (!costs || costs.unpriced.length === 0) return null;
  return (
    <section aria-label={t.costs.missing}>
      <div className="bar-h">
        <h2>{t.costs.missing}</h2>
        <span className="sub">{t.costs.missingHint}</span>
      </div>
      <table className="t missing">
        <thead>
          <tr>
            <th className="name">{t.integrations.name}</th>
            <th className="kind">{t.costs.what}</th>
            <th className="why">{t.costs.why}</th>
            <th className="r">{t.flows.exchanges}</th>
          </tr>
        </thead>
        <tbody>
          {costs.unpriced.map((each) => (
            <tr key={JSON.stringify([each.integration, each.kind, each.reason])}>
              <td className="name">
                <Link to={{ ...bare, place: "explore", q: `has:unpriced ${each.integration === null ? "" : termOf("integration", each.integration, language)}`.trim() }} data-row>
                  <Text most={100}>{each.integration ?? ""}</Text>
                </Link>
              </td>
              <td className="kind">
                <Text most={100}>{t.costs.kinds[each.kind] ?? each.kind}</Text>
              </td>
              <td className="why" title={unpricedReason(each.reason, language)}>
                <Text most={300}>{unpricedReason(each.reason, language)}</Text>
              </td>
              <td className="r">{f.count(each.exchanges)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The newest exchanges that cost something: each amount opens its proof. */
function Ledger({ view, look }: { view: PlaceProps["view"]; look: Look }) {
  const { t } = useSpeech();
  const asked = useFound({ ...view, q: "has:cost" }, LEDGER);
  const items = asked.data?.items ?? [];
  return (
    <section aria-label={t.costs.ledger}>
      <div className="bar-h">
        <h2>{t.costs.ledger}</h2>
        <span className="sub">{t.costs.ledgerHint}</span>
        <span className="sp" />
        <Link className="btn mini" to={{ ...bare, place: "explore", q: "has:cost" }}>
          {t.costs.all}
        </Link>
      </div>
      {items.length === 0 ? (
        <p className="none">{asked.data ? t.costs.nothing : t.panel.loading}</p>
      ) : (
        <table className="t ledger">
          <thead>
            <tr>
              <th className="when">{t.explore.when}</th>
              <th className="what">{t.costs.what}</th>
              <th className="r tokens">{t.flows.tokens}</th>
              <th className="state">{t.costs.state}</th>
              <th className="r cost">{t.costs.amount}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((exchange) => (
              <Entry key={idOf(exchange)} exchange={exchange} look={look} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Entry({ exchange, look }: { exchange: Exchange; look: Look }) {
  const { t, f } = useSpeech();
  const { tokens } = exchange;
  const spoken = tokens?.input === undefined && tokens?.output === undefined ? "" : f.count((tokens.input ?? 0) + (tokens.output ?? 0));
  return (
    <tr>
      <td className="when" title={f.utc(exchange.startedAt)}>
        {f.dayTime(exchange.startedAt)}
      </td>
      <td className="what">
        <Text most={100}>{exchange.integration ?? exchange.to}</Text> <span className="t3">{exchange.operation === "" ? "" : <Text most={60}>{exchange.operation}</Text>}</span>
      </td>
      <td className="r tokens">{spoken}</td>
      <td className="state">{exchange.cost?.state === "partly" ? <Unpriced exchanges={1} short /> : <span className="chip quiet">{t.costs.whole}</span>}</td>
      <td className="r cost">
        <button type="button" className="lk tx-cost" data-row onClick={() => look({ ...closed, exchange: idOf(exchange) })}>
          {costOf(exchange, f)}
        </button>
      </td>
    </tr>
  );
}
