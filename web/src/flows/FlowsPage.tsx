// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import "./flows.css";
import { useEffect, useMemo } from "react";
import type { Flow } from "../api/client.ts";
import { useFlows } from "../api/queries.ts";
import { termOf } from "../explore/filter.ts";
import { useSpeech } from "../i18n/index.tsx";
import { Link } from "../parts/Link.tsx";
import { Text } from "../parts/Text.tsx";
import { Unpriced } from "../parts/Unpriced.tsx";
import type { PlaceProps } from "../places.ts";
import { bare, type View } from "../view.ts";
import { counts, currenciesOf, drawn, heat, type Measure, valueOf } from "./flow.ts";

const WIDTH = 900;
/** Below this share of failures a ribbon is not drawn as failing. */
const FAILING = 0.05;

/** Who talks to whom and how much: as ribbons, and as a matrix. */
export function FlowsPage({ view, look }: PlaceProps) {
  const { t, f } = useSpeech();
  const asked = useFlows(view);
  const flows = useMemo(() => asked.data?.items ?? [], [asked.data]);
  const currencies = currenciesOf(flows);
  const measures = [...counts, ...currencies];
  const measure = measures.includes(view.measure) ? view.measure : "exchanges";
  useEffect(() => {
    document.title = `${t.places.flows} · Farol`;
  }, [t]);
  const say = (value: number) => (measure === "bytes" ? f.bytes(value) : (counts as readonly string[]).includes(measure) ? f.compact(value) : f.money(value.toFixed(9), measure));
  const unknown = flows.filter((flow) => valueOf(flow, measure) === null).length;
  return (
    <div className="flows-page" data-ready={asked.data ? "" : undefined}>
      <header className="page-h">
        <h1>{t.places.flows}</h1>
        <fieldset className="seg" aria-label={t.flow.measure}>
          {measures.map((each) => (
            <button type="button" key={each} aria-pressed={each === measure} onClick={() => look({ measure: each })}>
              {t.flow.measures[each] ?? each}
            </button>
          ))}
        </fieldset>
        <span className="sp" />
        {unknown > 0 ? <span className="t3 s12">{t.flow.unknown(unknown, f.count(unknown))}</span> : null}
      </header>
      {flows.length === 0 ? (
        <p className="none">{asked.data ? t.flows.none : asked.error ? asked.error.message : t.panel.loading}</p>
      ) : (
        <div className="flows-body">
          <Ribbons flows={flows} measure={measure} say={say} />
          <Matrix flows={flows} measure={measure} say={say} />
          {asked.data?.next == null ? null : <p className="none">{t.flows.busiest}</p>}
        </div>
      )}
    </div>
  );
}

interface DrawnProps {
  flows: Flow[];
  measure: Measure;
  say: (value: number) => string;
}

function between(from: string | null, to: string | null, language: "pt-BR" | "en"): Partial<View> {
  const terms = [from === null ? "" : termOf("from", from, language), to === null ? "" : termOf("to", to, language)];
  return { ...bare, place: "explore", q: terms.filter((term) => term !== "").join(" ") };
}

function Ribbons({ flows, measure, say }: DrawnProps) {
  const { t, language } = useSpeech();
  const parties = Math.max(new Set(flows.map((flow) => flow.from)).size, new Set(flows.map((flow) => flow.to)).size);
  const height = Math.min(560, Math.max(220, 36 * Math.min(parties, 13)));
  const { parties: ends, ribbons } = useMemo(() => drawn(flows, measure, WIDTH, height), [flows, measure, height]);
  if (ends.length === 0) return <p className="none">{t.flow.nothingBy(t.flow.measures[measure] ?? measure)}</p>;
  const name = (party: string | null) => party ?? t.flow.others;
  return (
    <section className="ribbons" aria-label={t.flow.ribbons} tabIndex={0}>
      <svg viewBox={`-190 0 ${WIDTH + 380} ${height}`}>
        <title>{t.flow.ribbons}</title>
        {ribbons.map((ribbon) => (
          <Link key={JSON.stringify([ribbon.from, ribbon.to])} to={between(ribbon.from, ribbon.to, language)} aria-label={`${name(ribbon.from)} → ${name(ribbon.to)}: ${say(ribbon.value)}`}>
            <path className={`ribbon ${ribbon.failing >= FAILING ? "failing" : ""}`} d={ribbon.path} strokeWidth={ribbon.width}>
              <title>{`${name(ribbon.from)} → ${name(ribbon.to)}: ${say(ribbon.value)}`}</title>
            </path>
          </Link>
        ))}
        {ends.map((party) => (
          <g key={`${party.side}${party.name}`}>
            <rect className="party" x={party.x0} y={party.y0} width={party.x1 - party.x0} height={Math.max(1, party.y1 - party.y0)} rx="2" />
            <text x={party.side === "from" ? -8 : WIDTH + 8} y={(party.y0 + party.y1) / 2} textAnchor={party.side === "from" ? "end" : "start"} dominantBaseline="central">
              {short(name(party.name))} <tspan className="amount">{say(party.value)}</tspan>
            </text>
          </g>
        ))}
      </svg>
    </section>
  );
}

/** A name as a picture has room for it; signs that are not seen are left out, since no chip fits here. */
function short(name: string): string {
  const seen = name.replaceAll(/[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, "");
  return seen.length > 20 ? `${[...seen].slice(0, 19).join("")}…` : seen;
}

/** From × to. */
function Matrix({ flows, measure, say }: DrawnProps) {
  const { t, f, language } = useSpeech();
  const froms = [...new Set(flows.map((flow) => flow.from))].toSorted((a, b) => a.localeCompare(b));
  const tos = [...new Set(flows.map((flow) => flow.to))].toSorted((a, b) => a.localeCompare(b));
  const cells = new Map(flows.map((flow) => [JSON.stringify([flow.from, flow.to]), flow]));
  const most = Math.max(...flows.map((flow) => valueOf(flow, measure) ?? 0), 0);
  return (
    <section className="matrix" aria-label={t.flow.matrix}>
      <div className="bar-h">
        <h2>{t.flow.matrix}</h2>
        <span className="sub">{t.flow.matrixHint}</span>
      </div>
      <div className="scroll" tabIndex={0} role="region" aria-label={t.flow.matrix}>
        <table className="heat">
          <thead>
            <tr>
              <th>{t.flows.route}</th>
              {tos.map((to) => (
                <th key={to} className="r" title={to}>
                  <Text most={60}>{to}</Text>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {froms.map((from) => (
              <tr key={from}>
                <th title={from}>
                  <Text most={60}>{from}</Text>
                </th>
                {tos.map((to) => {
                  const flow = cells.get(JSON.stringify([from, to]));
                  if (!flow) return <td key={to} />;
                  const value = valueOf(flow, measure);
                  const failing = flow.exchanges === 0 ? 0 : flow.failed / flow.exchanges;
                  const money = !(counts as readonly string[]).includes(measure);
                  return (
                    <td key={to} className={`r h${heat(value, most)}`} title={failing > 0 ? t.flow.failing(f.percent(failing)) : ""}>
                      <Link to={between(from, to, language)} data-row>
                        {value === null ? money ? flow.unpricedExchanges > 0 ? <Unpriced exchanges={flow.unpricedExchanges} short /> : "·" : <span title={t.flow.untold}>?</span> : `${money && flow.unpricedExchanges > 0 ? "≥\u00a0" : ""}${say(value)}`}
                        {failing >= FAILING ? <i className="bad" role="img" aria-label={t.flow.failing(f.percent(failing))} /> : null}
                      </Link>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
