// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { ReactNode } from "react";
import type { Overview } from "../api/client.ts";
import { useSpeech } from "../i18n/index.tsx";
import { Unpriced } from "../parts/Unpriced.tsx";
import { amounts } from "./cost.ts";
import { newest, normal, ratios, sinceFirst, sparkPath } from "./series.ts";

/** What changed over the range, in five figures: messages, tokens, failures, p95, cost. */
export function Strip({ overview }: { overview: Overview }) {
  const { t, f } = useSpeech();
  const words = t.strip;
  const { series, tokens } = overview;
  const perMinute = 60 / series.stepSeconds;
  const errors = ratios(series.failed, series.exchanges);
  const ratio = overview.exchanges === 0 ? null : overview.failed / overview.exchanges;
  const slow = newest(series.p95Millis);
  const usualP95 = normal(series.p95Millis);
  const spoken = tokens.input !== undefined || tokens.output !== undefined;
  const talk = newest(series.messages.slice(0, -1));
  const told = <T,>(values: T[]) => sinceFirst(values, series.exchanges);
  // The last bucket is still filling: a sum in it says nothing yet, a ratio does.
  const summed = <T,>(values: T[]) => told(values).slice(0, -1);
  const errorTone = ratio === null || ratio < 0.01 ? "" : ratio < 0.05 ? "tx-degraded" : "tx-down";
  const slowTone = slow !== null && usualP95 !== null && slow > 3 * usualP95 ? "tx-down" : "";
  return (
    <footer className="strip">
      <Figure label={words.messages} value={f.compact(overview.messages)} note={talk === null ? "" : words.perMinute(f.rate(talk * perMinute))} line={summed(series.messages)} />
      <Figure
        label={words.tokens}
        value={spoken ? f.compact((tokens.input ?? 0) + (tokens.output ?? 0)) : "?"}
        note={spoken ? words.inOut(f.compact(tokens.input ?? 0), f.compact(tokens.output ?? 0)) : words.noTokens}
        tone="tx-tokens"
      />
      <Figure
        label={words.errors}
        value={f.percent(ratio ?? 0)}
        note={words.ofExchanges(f.compact(overview.failed), f.compact(overview.exchanges))}
        tone={errorTone}
        line={told(errors)}
      />
      <Figure
        label={words.p95}
        value={slow === null ? "?" : f.duration(slow)}
        note={usualP95 === null ? "" : words.normal(f.duration(usualP95))}
        tone={slowTone}
        line={told(series.p95Millis)}
      />
      <Spent overview={overview} line={summed(series.cost[0]?.amounts ?? []).map(Number)} />
    </footer>
  );
}

interface FigureProps {
  label: string;
  value: ReactNode;
  note: ReactNode;
  tone?: string;
  line?: (number | null)[];
}

function Figure({ label, value, note, tone = "", line }: FigureProps) {
  return (
    <div>
      <p>
        <span className="lb">{label}</span>
        <span className={`v ${tone}`}>{value}</span>
        <span className="dl">{note}</span>
      </p>
      {line ? <Spark values={line} hot={tone === "tx-down"} /> : null}
    </div>
  );
}

function Spent({ overview, line }: { overview: Overview; line: number[] }) {
  const { t, f } = useSpeech();
  const [first, ...others] = amounts(overview.cost, f);
  const atLeast = overview.cost.some((total) => total.atLeast);
  return (
    <div>
      <p>
        <span className="lb">
          {t.strip.cost} <Unpriced exchanges={overview.unpricedExchanges} />
        </span>
        {first === undefined && overview.unpricedExchanges > 0 ? (
          <span className="v tx-unpriced">{t.unpricedShort}</span>
        ) : (
          <span className="v tx-cost" title={atLeast ? t.strip.atLeast : ""}>
            {first ?? t.strip.nothingPriced}
          </span>
        )}
        <span className="dl">{others.length > 0 ? `+ ${others.join(" + ")}` : ""}</span>
      </p>
      <Spark values={line} hot={false} />
    </div>
  );
}

/** Fewer points have no shape. */
const FEWEST = 4;
const WIDTH = 220;
const HEIGHT = 40;

/** A line without axes: its shape is all it says; the figures beside it carry the values. */
function Spark({ values, hot }: { values: (number | null)[]; hot: boolean }) {
  if (values.length < FEWEST) return null;
  return (
    <svg className="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path className={hot ? "hot" : "ln"} d={sparkPath(values, WIDTH, HEIGHT)} />
    </svg>
  );
}
