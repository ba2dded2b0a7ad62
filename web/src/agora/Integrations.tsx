// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { useState } from "react";
import { useServerTime } from "../api/clock.ts";
import { useSpeech } from "../i18n/index.tsx";
import { Glyph, StateGlyph } from "../parts/Glyph.tsx";
import { Text } from "../parts/Text.tsx";
import { type IntegrationRow, isTrouble } from "./rows.ts";
import { why } from "./why.ts";

/** On a phone, healthy rows beyond this many wait behind one line. */
const PHONE_HEALTHY = 3;

interface IntegrationsProps {
  rows: IntegrationRow[];
  selected: string | null;
  open(integration: string): void;
}

/** Every integration, worst first: state, rate, errors, p95, in flight, why. */
export function Integrations({ rows, selected, open }: IntegrationsProps) {
  const { t } = useSpeech();
  const [all, setAll] = useState(false);
  const calm = rows.filter((row) => !isTrouble(row.state) && row.stalled.length === 0);
  const folded = new Set(all ? [] : calm.slice(PHONE_HEALTHY).map((row) => row.id));
  const words = t.integrations;
  return (
    <section className="integrations" aria-label={words.title}>
      <div className="bar-h">
        <h2>{words.title}</h2>
        <span className="sub">{words.worstFirst}</span>
      </div>
      <div className="scroll">
        {rows.length === 0 ? (
          <p className="none">{words.none}</p>
        ) : (
          <table className="t health">
            <thead>
              <tr>
                <th>{words.name}</th>
                <th>{words.state}</th>
                <th className="r">{words.errors}</th>
                <th className="r">{words.p95}</th>
                <th className="r">{words.rate}</th>
                <th className="r">{words.inFlight}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.id} row={row} folded={folded.has(row.id)} selected={row.id === selected} open={open} />
              ))}
            </tbody>
          </table>
        )}
        {folded.size > 0 ? (
          <button type="button" className="more" onClick={() => setAll(true)}>
            <Glyph id="up" className="up" /> {words.moreHealthy(folded.size)}
          </button>
        ) : null}
      </div>
    </section>
  );
}

interface RowProps {
  row: IntegrationRow;
  folded: boolean;
  selected: boolean;
  open(integration: string): void;
}

function Row({ row, folded, selected, open }: RowProps) {
  const speech = useSpeech();
  const { t, f } = speech;
  const now = useServerTime(1000);
  const tone = isTrouble(row.state) ? `tx-${row.state}` : row.stalled.length > 0 ? "tx-degraded" : "t3";
  const reason = why(row, now, speech, false);
  const since = row.since !== null && isTrouble(row.state) ? t.headline.for(f.since(now - Date.parse(row.since))) : null;
  const errors = row.errorRatio === null ? "" : f.percent(row.errorRatio);
  return (
    <tr
      className={`is-${row.state} ${folded ? "folded" : ""}`}
      data-integration={row.id}
      aria-selected={selected}
      onClick={() => open(row.id)}
    >
      <td className="name" title={row.name}>
        <StateGlyph state={row.state} />{" "}
        <button type="button" data-row onClick={(event) => { event.stopPropagation(); open(row.id); }}>
          <Text>{row.name}</Text>
        </button>
      </td>
      <td className="word" title={[t.status[row.state], since, reason].filter((word) => word !== null).join(" · ")}>
        <span className={`tx-${row.state}`}>{t.status[row.state]}</span> {since}
        {reason === null ? null : (
          <span className={`why ${tone}`}>
            <Text>{reason}</Text>
          </span>
        )}
      </td>
      <td className={`r errors ${row.errorRatio !== null && row.errorRatio >= 0.05 ? "tx-down" : row.errorRatio !== null && row.errorRatio >= 0.01 ? "tx-degraded" : ""}`}>
        {errors}
      </td>
      <td className="r p95">{row.p95Millis === null ? "" : f.duration(row.p95Millis)}</td>
      <td className="r rate">{row.ratePerMinute === 0 ? "" : f.rate(row.ratePerMinute)}</td>
      <td className="r flying">
        <Flying row={row} />
      </td>
    </tr>
  );
}

/** Zero is not drawn; unknown is a question mark. */
function Flying({ row }: { row: IntegrationRow }) {
  const { t, f } = useSpeech();
  if (row.inFlight === null) {
    return (
      <span className="pill" title={t.integrations.inFlightUnknownLong}>
        ?
      </span>
    );
  }
  if (row.inFlight === 0) return null;
  return <span className={`pill ${row.stalled.length > 0 ? "hot" : ""}`}>{f.count(row.inFlight)}</span>;
}
