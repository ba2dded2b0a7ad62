// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { LiveExchange } from "../api/client.ts";
import { useServerTime } from "../api/clock.ts";
import { type Speech, useSpeech } from "../i18n/index.tsx";
import { Glyph, StateGlyph } from "../parts/Glyph.tsx";
import { Since } from "../parts/Since.tsx";
import { Text } from "../parts/Text.tsx";
import { type Headline as Facts, tally } from "./headline.ts";
import { type IntegrationRow, isTrouble } from "./rows.ts";
import { why } from "./why.ts";

interface HeadlineProps {
  facts: Facts;
  rows: IntegrationRow[];
  open(integration: string): void;
}

/** One sentence: what fails, since when, who waits; beside it the next worst, and how many are well. */
export function Headline({ facts, rows, open }: HeadlineProps) {
  const shown = facts.kind === "trouble" || facts.kind === "stalled" ? facts.row : undefined;
  const next = rows.find((row) => row !== shown && (isTrouble(row.state) || row.stalled.length > 0));
  const told = [shown, next].filter((row) => row !== undefined);
  return (
    <section className="headline" data-headline={facts.kind}>
      <Main facts={facts} open={open} />
      {next ? <Next row={next} open={open} /> : null}
      <Rest rows={rows} told={told} />
    </section>
  );
}

function Main({ facts, open }: Omit<HeadlineProps, "rows">) {
  const speech = useSpeech();
  const { t } = speech;
  switch (facts.kind) {
    case "trouble": {
      const { row } = facts;
      return (
        <div className={`h-main is-${row.state}`}>
          <StateGlyph state={row.state} className="xl" />
          <div>
            <h1>
              {sentence(row, speech)} {row.since === null ? null : <Since at={row.since} say={t.headline.for} />}
            </h1>
            <Evidence row={row} waiting={facts.waiting} waits={facts.waits} />
          </div>
          <Diagnose id={row.id} solid={row.state === "down"} open={open} />
        </div>
      );
    }
    case "stalled":
      return (
        <div className="h-main is-degraded">
          <Glyph id="glass" className="xl degraded pulse" label={t.stalledGlyph} />
          <div>
            <h1>
              {t.headline.stalled(facts.waiting.length)} {t.headline.stalledIn(facts.row.name)}
            </h1>
            <Evidence row={facts.row} waiting={facts.waiting} waits={facts.waits} />
          </div>
          <Diagnose id={facts.row.id} solid={false} open={open} />
        </div>
      );
    case "well":
    case "nobody":
      return (
        <div className="h-main">
          <StateGlyph state={facts.kind === "well" ? "up" : "idle"} className="xl" />
          <div>
            <h1>{facts.kind === "well" ? t.headline.allWell : t.headline.nobody}</h1>
            <p>
              {t.headline.integrations(facts.integrations)},{" "}
              {facts.lastFailureAt === null ? t.headline.noFailure : <Since at={facts.lastFailureAt} say={t.headline.lastFailure} />}.
            </p>
          </div>
        </div>
      );
  }
}

function sentence(row: IntegrationRow, { t }: Speech): string {
  switch (row.state) {
    case "down":
      return `${row.name} ${t.fails[row.cause ?? "unknown"]}`;
    case "silent":
      return t.headline.silent(row.name);
    case "degraded":
    case "unknown":
    case "up":
    case "idle":
      return t.headline.degraded(row.name);
  }
}

interface EvidenceProps {
  row: IntegrationRow;
  waiting: LiveExchange[];
  waits: string[];
}

/** The numbers behind the sentence, who waits first; then whose fault it looks like. */
function Evidence({ row, waiting, waits }: EvidenceProps) {
  const { t, f } = useSpeech();
  const oldest = waiting[0];
  const waited = oldest !== undefined && (row.stalled.length > 0 || row.state === "down");
  return (
    <>
      <p className="facts">
        {waited ? (
          <b>
            <Waiting n={waiting.length} oldest={oldest} />
          </b>
        ) : null}
        {waits.length > 0 ? (
          <span>
            <Text>{t.headline.waits(f.list(waits), waits.length)}</Text>
          </span>
        ) : null}
        <Numbers row={row} />
      </p>
      <p className="facts">
        {row.state === "down" && row.cause !== null ? <span>{t.look[row.cause]}</span> : null}
        {row.lastSuccessAt !== null && row.state !== "degraded" && isTrouble(row.state) ? (
          <span title={f.utc(row.lastSuccessAt)}>{t.headline.lastOk(f.time(row.lastSuccessAt))}</span>
        ) : null}
      </p>
    </>
  );
}

function Numbers({ row }: { row: IntegrationRow }) {
  const { t, f } = useSpeech();
  if (row.state === "silent") return <span>{t.headline.stopped}</span>;
  if (row.window && row.window.failed > 0) {
    const { failed, exchanges, seconds } = row.window;
    const cause = row.state === "down" || row.cause === null ? "" : ` (${t.cause[row.cause]})`;
    return <span>{t.headline.failedOf(f.count(failed), f.count(exchanges), f.duration(seconds * 1000)) + cause}</span>;
  }
  if (row.state === "degraded" && row.p95Millis !== null) return <span>{t.headline.slow(f.duration(row.p95Millis))}</span>;
  return null;
}

function Waiting({ n, oldest }: { n: number; oldest: LiveExchange }) {
  const { t, f } = useSpeech();
  const now = useServerTime(1000);
  return <>{t.headline.waiting(n, f.since(now - Date.parse(oldest.startedAt)))}</>;
}

function Diagnose({ id, solid, open }: { id: string; solid: boolean; open(integration: string): void }) {
  const { t } = useSpeech();
  return (
    <button type="button" className={`btn ${solid ? "solid" : ""}`} onClick={() => open(id)}>
      {t.headline.diagnose}
      <kbd aria-hidden="true">Enter</kbd>
    </button>
  );
}

function Next({ row, open }: { row: IntegrationRow; open(integration: string): void }) {
  const speech = useSpeech();
  const now = useServerTime(1000);
  const trouble = isTrouble(row.state);
  return (
    <button type="button" className={`h-side is-${trouble ? row.state : "degraded"}`} onClick={() => open(row.id)}>
      {trouble ? (
        <StateGlyph state={row.state} className="l" />
      ) : (
        <Glyph id="glass" className="l degraded pulse" label={speech.t.stalledGlyph} />
      )}
      <div>
        <b>
          <Text>{row.name}</Text> {trouble ? speech.t.status[row.state] : null}
          {row.since !== null && trouble ? (
            <span className="t2">
              {" "}
              <Since at={row.since} say={speech.t.headline.for} />
            </span>
          ) : null}
        </b>
        <p>
          <Text>{why(row, now, speech) ?? speech.t.status[row.state]}</Text>
        </p>
      </div>
    </button>
  );
}

/** How many are well, and what is not told by the boxes beside it. */
function Rest({ rows, told }: { rows: IntegrationRow[]; told: IntegrationRow[] }) {
  const { t } = useSpeech();
  const [first, ...others] = tally(rows.filter((row) => !told.includes(row)));
  if (!first || (told.length === 0 && others.length === 0)) return null;
  const [state, n] = first;
  return (
    <div className="h-rest">
      <StateGlyph state={state} className="l" />
      <div>
        <b>
          {n} {t.counts[state](n)}
        </b>
        <p>{[...others.map(([other, count]) => `${count} ${t.counts[other](count)}`), t.headline.of(rows.length)].join(", ")}</p>
      </div>
    </div>
  );
}
