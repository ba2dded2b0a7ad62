// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { useEffect } from "react";
import { useServerTime } from "../api/clock.ts";
import type { TrafficSeries } from "../api/client.ts";
import { useTraffic } from "../api/queries.ts";
import { type IntegrationRow, isTrouble } from "../agora/rows.ts";
import { why } from "../agora/why.ts";
import { useSpeech } from "../i18n/index.tsx";
import { toIntegration } from "../links.ts";
import { StateGlyph } from "../parts/Glyph.tsx";
import { Link } from "../parts/Link.tsx";
import { sumWords, total } from "../parts/sums.ts";
import { Text } from "../parts/Text.tsx";
import { Unpriced } from "../parts/Unpriced.tsx";
import type { PlaceProps } from "../places.ts";

/** Every integration, worst first, with how it went over the period. */
export function List({ view, rows }: PlaceProps) {
  const { t } = useSpeech();
  const traffic = useTraffic(view, null);
  const series = new Map(traffic.data?.series.map((each) => [each.integration, each]));
  const known = new Set(rows.map((row) => row.id));
  const others = [...series.values()].filter((each) => !known.has(each.integration));
  useEffect(() => {
    document.title = `${t.places.integrations} · Farol`;
  }, [t]);
  return (
    <div className="integrations-page" data-ready={traffic.data ? "" : undefined}>
      <header className="page-h">
        <h1>{t.places.integrations}</h1>
        <span className="t3">{t.integrations.worstFirst}</span>
      </header>
      <div className="scroll rows">
        <table className="t all">
          <thead>
            <tr>
              <th className="name">{t.integrations.name}</th>
              <th className="word">{t.integrations.state}</th>
              <th className="days">{t.detail.period}</th>
              <th className="r">{t.detail.success}</th>
              <th className="r">{t.flows.exchanges}</th>
              <th className="r">{t.integrations.p95}</th>
              <th className="r">{t.integrations.inFlight}</th>
              <th className="r lastok">{t.detail.lastOk}</th>
              <th className="r cost">{t.panel.charges}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} row={row} series={series.get(row.id)} />
            ))}
            {others.map((each) => (
              <Quiet key={each.integration} series={each} />
            ))}
          </tbody>
        </table>
        {rows.length + others.length === 0 ? <p className="none">{traffic.data ? t.integrations.none : t.panel.loading}</p> : null}
      </div>
    </div>
  );
}

function sum(values: number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function Row({ row, series }: { row: IntegrationRow; series: TrafficSeries | undefined }) {
  const speech = useSpeech();
  const { t, f } = speech;
  const now = useServerTime(1000);
  const reason = why(row, now, speech, false);
  return (
    <tr className={`is-${row.state}`} data-integration={row.id}>
      <td className="name" title={row.id}>
        <StateGlyph state={row.state} />{" "}
        <Link to={toIntegration(row.id)} data-row>
          <Text most={200}>{row.name}</Text>
        </Link>
      </td>
      <td className="word" title={reason ?? ""}>
        <span className={`tx-${row.state}`}>{t.status[row.state]}</span> {row.since !== null && isTrouble(row.state) ? t.headline.for(f.since(now - Date.parse(row.since))) : null}
        {reason === null ? null : (
          <span className={isTrouble(row.state) ? `tx-${row.state}` : "t3"}>
            {" · "}
            <Text>{reason}</Text>
          </span>
        )}
      </td>
      <Figures series={series} />
      <td className="r">{row.p95Millis === null ? "" : f.duration(row.p95Millis)}</td>
      <td className="r">{row.inFlight === null ? <span title={t.integrations.inFlightUnknownLong}>?</span> : row.inFlight === 0 ? "" : <span className={`pill ${row.stalled.length > 0 ? "hot" : ""}`}>{f.count(row.inFlight)}</span>}</td>
      <td className="r lastok">{row.lastSuccessAt === null ? "" : <span title={f.utc(row.lastSuccessAt)}>{f.time(row.lastSuccessAt)}</span>}</td>
      <Money series={series} />
    </tr>
  );
}

/** One that talked in the period and that the board has forgotten since. */
function Quiet({ series }: { series: TrafficSeries }) {
  return (
    <tr data-integration={series.integration}>
      <td className="name" title={series.integration}>
        <StateGlyph state="idle" />{" "}
        <Link to={toIntegration(series.integration)} data-row>
          <Text most={200}>{series.name}</Text>
        </Link>
      </td>
      <td className="word" />
      <Figures series={series} />
      <td />
      <td />
      <td className="lastok" />
      <Money series={series} />
    </tr>
  );
}

function Figures({ series }: { series: TrafficSeries | undefined }) {
  const { f } = useSpeech();
  const exchanges = sum(series?.exchanges ?? []);
  const failed = sum(series?.failed ?? []);
  const ended = exchanges - sum(series?.open ?? []);
  const ratio = ended <= 0 ? null : failed / ended;
  return (
    <>
      <td className="days">{series ? <Cells series={series} /> : null}</td>
      <td className={`r ${ratio === null || ratio < 0.01 ? "" : ratio < 0.05 ? "tx-degraded" : "tx-down"}`}>{ratio === null ? "" : f.percent(1 - ratio)}</td>
      <td className="r">{exchanges === 0 ? "" : f.compact(exchanges)}</td>
    </>
  );
}

function Money({ series }: { series: TrafficSeries | undefined }) {
  const { f } = useSpeech();
  const unpriced = sum(series?.unpriced ?? []);
  const amounts = (series?.cost ?? []).map(({ currency, amounts: each }) => ({ currency, amount: total(each), atLeast: unpriced > 0 }));
  const words = sumWords(amounts, f);
  return <td className="r cost tx-cost">{words === "" ? <Unpriced exchanges={unpriced} short /> : words}</td>;
}

const CELLS = 30;

/** The period in cells: grey where all went well, amber and red where some or most failed, empty where nothing has ended. */
function Cells({ series }: { series: TrafficSeries }) {
  const { t, f } = useSpeech();
  const size = Math.max(1, Math.ceil(series.exchanges.length / CELLS));
  const cells = Array.from({ length: Math.ceil(series.exchanges.length / size) }, (_, at) => {
    const part = (values: number[]) => sum(values.slice(at * size, (at + 1) * size));
    const all = part(series.exchanges) - part(series.open);
    const ratio = all <= 0 ? null : part(series.failed) / all;
    return ratio === null ? "none" : ratio >= 0.5 ? "down" : ratio >= 0.01 ? "degraded" : "fine";
  });
  const bad = cells.filter((cell) => cell === "down" || cell === "degraded").length;
  return (
    <span className="cells" role="img" aria-label={t.detail.cells(bad, f.count(bad), f.count(cells.length))}>
      {cells.map((cell, at) => (
        <i key={at} className={`c-${cell}`} />
      ))}
    </span>
  );
}
