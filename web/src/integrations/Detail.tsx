// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { useContext, useEffect, useState } from "react";
import type { ExchangeGroup } from "../api/client.ts";
import { ClockContext } from "../api/clock.ts";
import { scoped, useGroups, useTraffic } from "../api/queries.ts";
import { type IntegrationRow, isTrouble } from "../agora/rows.ts";
import { sentenceOf } from "../agora/sentence.ts";
import { sparkPath } from "../agora/series.ts";
import { termOf } from "../explore/filter.ts";
import { useSpeech } from "../i18n/index.tsx";
import { idOf } from "../panel/fresh.ts";
import { outcomeWords } from "../panel/Outcome.tsx";
import { Bars } from "../parts/Bars.tsx";
import { StateGlyph } from "../parts/Glyph.tsx";
import { Link } from "../parts/Link.tsx";
import { Since } from "../parts/Since.tsx";
import { sumWords } from "../parts/sums.ts";
import { Text } from "../parts/Text.tsx";
import { Unpriced } from "../parts/Unpriced.tsx";
import type { PlaceProps } from "../places.ts";
import { bare, type Look } from "../view.ts";
import { evidenceOf } from "./evidence.ts";

/** One integration: since when, where and why it fails, and what it does and costs. */
export function Detail({ view, look, rows, id }: PlaceProps & { id: string }) {
  const { t, f, language } = useSpeech();
  const row = rows.find((each) => each.id === id);
  const traffic = useTraffic(view, id);
  const of = { integration: id, q: "", limit: 12 };
  const failures = useGroups(view, { ...of, by: "cause,operation,status", outcome: "failed" });
  const operations = useGroups(view, { ...of, by: "operation" });
  const models = useGroups(view, { ...of, by: "model" });
  const series = traffic.data?.series[0];
  const name = row?.name ?? series?.name ?? id;
  useEffect(() => {
    document.title = `${name} · Farol`;
  }, [name]);
  const exchanges = series?.exchanges ?? [];
  const failed = series?.failed ?? [];
  const all = exchanges.reduce((sum, value) => sum + value, 0);
  const bad = failed.reduce((sum, value) => sum + value, 0);
  const broken = row && isTrouble(row.state) ? row : undefined;
  return (
    <div className="detail-page" data-ready={traffic.data && failures.data ? "" : undefined}>
      <header className="page-h">
        <Link className="t2" to={{ ...bare, place: "integrations" }}>
          {t.places.integrations}
        </Link>
        <span className="t3">/</span>
        <h1>
          <Text most={200}>{name}</Text>
        </h1>
        {row ? (
          <span className={`chip ${row.state === "down" ? "down-c" : row.state === "up" ? "up-c" : row.state === "degraded" ? "degraded-c" : "quiet"}`}>
            <StateGlyph state={row.state} /> {t.status[row.state]} {row.since !== null && isTrouble(row.state) ? <Since at={row.since} say={t.headline.for} /> : null}
          </span>
        ) : null}
        <span className="mono t2">
          <Text most={200}>{id}</Text>
        </span>
        <span className="sp" />
        <Link className="btn mini" to={{ ...bare, place: "explore", q: termOf("integration", id, language) }}>
          {t.detail.explore}
        </Link>
        <Evidence row={row} id={id} name={name} failures={failures.data?.items ?? []} view={view} />
      </header>
      <div className="detail-body">
        <div className="detail-main">
          {broken ? <Verdict row={broken} /> : null}
          <section aria-label={t.detail.traffic}>
            <div className="bar-h">
              <h2>{t.detail.traffic}</h2>
              <span className="legend">
                <span>
                  <i className="swatch quiet-fill" />
                  {t.detail.succeeded}
                </span>
                <span>
                  <i className="swatch down-fill" />
                  {t.detail.failed}
                </span>
              </span>
              <span className="sp" />
              <span className="sub">{t.detail.sum(f.count(all), f.count(bad))}</span>
            </div>
            {traffic.data && series ? (
              <Bars
                start={traffic.data.start}
                stepSeconds={traffic.data.stepSeconds}
                label={t.detail.trafficLabel(f.count(all), f.count(bad))}
                say={(value) => f.count(value)}
                since={broken === undefined || broken.since === null ? null : { at: broken.since, state: broken.state }}
                layers={[
                  { name: t.detail.failed, tone: "down-fill", values: failed },
                  { name: t.detail.succeeded, tone: "quiet-fill", values: exchanges.map((value, at) => value - (failed[at] ?? 0) - (series?.open[at] ?? 0)) },
                ]}
              />
            ) : (
              <p className="none">{traffic.data ? t.detail.noTraffic : t.panel.loading}</p>
            )}
          </section>
          {series ? <Latency values={series.p95Millis} /> : null}
          <Failures groups={failures.data?.items ?? []} examined={failures.data?.next === null ? null : (failures.data?.examined ?? null)} loading={!failures.data} look={look} />
        </div>
        <aside className="detail-side" aria-label={t.detail.side}>
          <Side title={t.detail.operations} by="operation" groups={operations.data?.items ?? []} loading={!operations.data} />
          <Side title={t.detail.models} by="model" groups={(models.data?.items ?? []).filter((group) => group.values["model"] !== null)} loading={false} />
          {operations.data && operations.data.next !== null ? <p className="none">{t.explore.ofNewest(f.count(operations.data.examined))}</p> : null}
        </aside>
      </div>
    </div>
  );
}

/** What fails, since when, and on whose side. */
function Verdict({ row }: { row: IntegrationRow }) {
  const speech = useSpeech();
  const { t, f } = speech;
  const whose = row.cause === null ? null : t.whose[row.cause];
  return (
    <div className={`verdict is-${row.state}`}>
      <h2>
        <Text>{sentenceOf(row, speech).words}</Text> {row.since === null ? null : <Since at={row.since} say={t.headline.for} />}. {whose === null ? null : <b>{whose}</b>}
      </h2>
      <p>
        {[
          row.window && row.window.failed > 0 ? t.headline.failedOf(row.window.failed, f.count(row.window.failed), f.count(row.window.exchanges), f.duration(row.window.seconds * 1000)) : null,
          row.lastSuccessAt === null ? null : t.headline.lastOk(f.time(row.lastSuccessAt)),
          row.cause === null ? null : t.look[row.cause],
        ]
          .filter((words) => words !== null)
          .join(" · ")}
      </p>
    </div>
  );
}

const WIDTH = 600;
const HEIGHT = 56;

function Latency({ values }: { values: (number | null)[] }) {
  const { t, f } = useSpeech();
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const most = Math.max(...known);
  return (
    <section aria-label={t.detail.latency}>
      <div className="bar-h">
        <h2>{t.detail.latency}</h2>
        <span className="sub">{t.detail.latencyRange(f.duration(Math.min(...known)), f.duration(most))}</span>
      </div>
      <div className="lane">
        <svg viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`} preserveAspectRatio="none" role="img" aria-label={t.detail.latencyRange(f.duration(Math.min(...known)), f.duration(most))}>
          <path d={sparkPath(values, WIDTH, HEIGHT)} />
        </svg>
      </div>
    </section>
  );
}

interface FailuresProps {
  groups: ExchangeGroup[];
  /** How many failures were looked at, where not all were. */
  examined: number | null;
  loading: boolean;
  look: Look;
}

/** Failures that have cause, operation and status in common, each with its last sample. */
function Failures({ groups, examined, loading, look }: FailuresProps) {
  const { t, f } = useSpeech();
  return (
    <section aria-label={t.detail.failures}>
      <div className="bar-h">
        <h2>{t.detail.failures}</h2>
        <span className="sub">{examined === null ? "" : t.explore.ofNewest(f.count(examined))}</span>
      </div>
      {groups.length === 0 ? (
        <p className="none">{loading ? t.panel.loading : t.detail.noFailures}</p>
      ) : (
        <table className="t causes">
          <thead>
            <tr>
              <th className="cause">{t.evidence.cause}</th>
              <th className="op">{t.flight.operation}</th>
              <th className="detail-words">{t.detail.sample}</th>
              <th className="r first">{t.evidence.first}</th>
              <th className="r">{t.evidence.last}</th>
              <th className="r">{t.evidence.count}</th>
              <th className="whose">{t.detail.whose}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <tr key={JSON.stringify(group.values)} onClick={() => look({ exchange: idOf(group.last) })}>
                <td className="cause">
                  <button type="button" data-row className="chip down-c" onClick={(event) => { event.stopPropagation(); look({ exchange: idOf(group.last) }); }}>
                    {outcomeWords(group.last.outcome, t)}
                  </button>
                </td>
                <td className="op mono" title={group.last.operation}>
                  <Text most={200}>{group.last.operation}</Text>
                </td>
                <td className="detail-words">{group.last.outcome.detail === null ? "" : <Text most={200}>{group.last.outcome.detail}</Text>}</td>
                <td className="r first" title={f.utc(group.firstAt)}>{f.time(group.firstAt)}</td>
                <td className="r" title={f.utc(group.lastAt)}>{f.time(group.lastAt)}</td>
                <td className="r">
                  <b>{f.count(group.exchanges)}</b>
                </td>
                <td className="whose">{group.last.outcome.cause === null ? "" : t.whoseShort[group.last.outcome.cause]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Operations or models: how many, how well, how long, how much. */
function Side({ title, by, groups, loading }: { title: string; by: "operation" | "model"; groups: ExchangeGroup[]; loading: boolean }) {
  const { t, f } = useSpeech();
  if (!loading && groups.length === 0) return null;
  return (
    <section aria-label={title}>
      <div className="bar-h">
        <h2>{title}</h2>
      </div>
      {loading ? (
        <p className="none">{t.panel.loading}</p>
      ) : (
        <ul className="side-list">
          {groups.map((group) => {
            const { input, output } = group.tokens;
            const tokens = input === undefined && output === undefined ? null : (input ?? 0) + (output ?? 0);
            const cost = sumWords(group.cost, f);
            const ended = group.exchanges - group.open;
            const failing = ended <= 0 ? null : group.failed / ended;
            return (
              <li key={group.values[by] ?? ""}>
                <span className={`name ${by === "operation" ? "mono" : ""}`} title={group.values[by] ?? ""}>
                  <Text most={200}>{group.values[by] ?? t.explore.unknownValue}</Text>
                </span>
                <span className={`r ${failing !== null && failing >= 0.05 ? "tx-down" : ""}`}>{failing === null ? "" : f.percent(1 - failing)}</span>
                <span className="facts t3">
                  {[f.count(group.exchanges), group.p95Millis === null ? null : `p95 ${f.duration(group.p95Millis)}`, tokens === null ? null : `${f.compact(tokens)} tok`].filter((each) => each !== null).join(" · ")}{" "}
                  {cost === "" ? <Unpriced exchanges={group.unpricedExchanges} short /> : <span className="tx-cost">{cost}</span>}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

interface EvidenceProps {
  row: IntegrationRow | undefined;
  id: string;
  name: string;
  failures: ExchangeGroup[];
  view: PlaceProps["view"];
}

/** Copies what a ticket with the vendor needs. */
function Evidence({ row, id, name, failures, view }: EvidenceProps) {
  const speech = useSpeech();
  const { t } = speech;
  const clock = useContext(ClockContext);
  const [copied, setCopied] = useState(false);

  async function copy() {
    const { from, to } = scoped(clock, view);
    const about = row ?? { id, name, state: "unknown" as const, since: null, lastSuccessAt: null };
    await navigator.clipboard.writeText(evidenceOf(about, failures, { from, to: to ?? new Date(clock.now()).toISOString() }, speech));
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  }

  return (
    <button type="button" className="btn primary mini-h" onClick={() => void copy()}>
      {copied ? t.empty.copied : t.detail.evidence}
    </button>
  );
}
