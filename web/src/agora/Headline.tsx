// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { LiveExchange } from "../api/client.ts";
import { useServerTime } from "../api/clock.ts";
import { useSpeech } from "../i18n/index.tsx";
import { Glyph, StateGlyph } from "../parts/Glyph.tsx";
import { Since } from "../parts/Since.tsx";
import { Text } from "../parts/Text.tsx";
import { type Headline as Facts, tally } from "./headline.ts";
import { type IntegrationRow, isFailing, isTrouble } from "./rows.ts";
import { neighbour, sentenceOf } from "./sentence.ts";
import { why } from "./why.ts";

interface HeadlineProps {
  facts: Facts;
  rows: IntegrationRow[];
  open(row: IntegrationRow): void;
}

/** One sentence: what fails, since when, who waits; beside it the next worst, and how many are well. */
export function Headline({ facts, rows, open }: HeadlineProps) {
  const shown = facts.kind === "trouble" || facts.kind === "stalled" ? facts.row : undefined;
  const next = rows.find((row) => row !== shown && (isTrouble(row.state) || row.stalled.length > 0));
  const told = [shown, next].filter((row) => row !== undefined);
  return (
    <section className="headline" data-headline={facts.kind}>
      <Main facts={facts} rows={rows} open={open} />
      {next ? <Next row={next} open={open} /> : null}
      <Rest rows={rows} told={told} />
    </section>
  );
}

function Main({ facts, rows, open }: HeadlineProps) {
  const speech = useSpeech();
  const { t } = speech;
  switch (facts.kind) {
    case "trouble": {
      const { row } = facts;
      const sentence = sentenceOf(row, speech);
      return (
        <div className={`h-main is-${row.state}`}>
          <StateGlyph state={row.state} className="xl" />
          <div>
            <h1>
              <Text>{sentence.words}</Text> {row.since === null ? null : <Since at={row.since} say={t.headline.for} />}
            </h1>
            <Evidence facts={facts} rows={rows} saysCause={sentence.saysCause} />
          </div>
          <Diagnose row={row} solid={row.state === "down"} open={open} />
        </div>
      );
    }
    case "stalled":
      return (
        <div className="h-main is-degraded">
          <Glyph id="glass" className="xl degraded pulse" label={t.stalledGlyph} />
          <div>
            <h1>
              {t.headline.stalled(facts.waiting.length)} <Text>{t.headline.stalledIn(facts.row.name)}</Text>
            </h1>
            <Evidence facts={facts} rows={rows} saysCause />
          </div>
          <Diagnose row={facts.row} solid={false} open={open} />
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

interface EvidenceProps {
  facts: Extract<Facts, { row: IntegrationRow }>;
  rows: IntegrationRow[];
  saysCause: boolean;
}

/** Who waits and the numbers behind the sentence; then whose fault it looks like. */
function Evidence({ facts, rows, saysCause }: EvidenceProps) {
  const { t, f } = useSpeech();
  const { row, waits } = facts;
  const oldest = row.stalled.length > 0 || row.state === "down" ? facts.waiting[0] : undefined;
  const reachable = neighbour(row, rows);
  return (
    <>
      <p className="facts">
        {waits.length > 0 || oldest ? (
          <b>
            <Text>{waits.length > 0 ? t.headline.waits(f.list(waits), waits.length) : t.headline.waiting}</Text>
            {oldest ? <Waiting n={facts.waiting.length} oldest={oldest} /> : null}
          </b>
        ) : null}
        <Numbers row={row} saysCause={saysCause} />
      </p>
      <p className="facts">
        {isTrouble(row.state) && row.cause !== null && isFailing(row) ? (
          <span>
            <Text>{reachable ? t.headline.reachable(reachable.name) : t.look[row.cause]}</Text>
          </span>
        ) : null}
        {row.lastSuccessAt !== null && row.state !== "degraded" && isTrouble(row.state) ? (
          <span title={f.utc(row.lastSuccessAt)}>{t.headline.lastOk(f.time(row.lastSuccessAt))}</span>
        ) : null}
      </p>
    </>
  );
}

function Numbers({ row, saysCause }: { row: IntegrationRow; saysCause: boolean }) {
  const { t, f } = useSpeech();
  if (row.state === "silent") return <span>{t.headline.stopped}</span>;
  if (!row.window || row.window.failed === 0) return null;
  const { failed, exchanges, seconds } = row.window;
  const cause = saysCause || row.cause === null ? "" : ` (${t.cause[row.cause]})`;
  return <span>{t.headline.failedOf(failed, f.count(failed), f.count(exchanges), f.duration(seconds * 1000)) + cause}</span>;
}

function Waiting({ n, oldest }: { n: number; oldest: LiveExchange }) {
  const { t, f } = useSpeech();
  const now = useServerTime(1000);
  return <>: {t.headline.calls(n, f.since(now - Date.parse(oldest.startedAt)))}</>;
}

function Diagnose({ row, solid, open }: { row: IntegrationRow; solid: boolean; open(row: IntegrationRow): void }) {
  const { t } = useSpeech();
  return (
    <button type="button" className={`btn ${solid ? "solid" : ""}`} onClick={() => open(row)}>
      {t.headline.diagnose}
      <kbd aria-hidden="true">Enter</kbd>
    </button>
  );
}

/** The next worst: its state, why, and since when. */
function Next({ row, open }: { row: IntegrationRow; open(row: IntegrationRow): void }) {
  const speech = useSpeech();
  const now = useServerTime(1000);
  const trouble = isTrouble(row.state);
  return (
    <button type="button" className={`h-side is-${trouble ? row.state : "degraded"}`} onClick={() => open(row)}>
      {trouble ? (
        <StateGlyph state={row.state} className="l" />
      ) : (
        <Glyph id="glass" className="l degraded pulse" label={speech.t.stalledGlyph} />
      )}
      <div>
        <b>
          <Text>{row.name}</Text> {trouble ? speech.t.status[row.state] : null}
        </b>
        <p>
          <Text>{why(row, now, speech) ?? ""}</Text> {row.since !== null && trouble ? <Since at={row.since} say={speech.t.headline.for} /> : null}
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
