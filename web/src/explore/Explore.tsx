// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import "./explore.css";
import { useCallback, useEffect, useState } from "react";
import { answer, api, type Exchange, ProblemError } from "../api/client.ts";
import { type FoundAnswer, useFound, useFoundAgain, useGroups } from "../api/queries.ts";
import { useSpeech } from "../i18n/index.tsx";
import { idOf, settle } from "../panel/fresh.ts";
import { OutcomeGlyph, outcomeWords } from "../panel/Outcome.tsx";
import { costOf } from "../parts/money.ts";
import { Rows } from "../parts/Rows.tsx";
import { Text } from "../parts/Text.tsx";
import { Unpriced } from "../parts/Unpriced.tsx";
import { useNarrow } from "../parts/useNarrow.ts";
import type { PlaceProps } from "../places.ts";
import { type Look, periodOf, type View } from "../view.ts";
import { Facets } from "./Facets.tsx";
import { QueryBar } from "./QueryBar.tsx";

/** Every exchange that fits a filter, newest first, with what they have in common. */
export function Explore({ view, look, overview }: PlaceProps) {
  const { t } = useSpeech();
  const asked = useFound(view);
  const [facets, setFacets] = useState(false);
  const refused = asked.error instanceof ProblemError && asked.error.status === 400 ? asked.error : null;
  const question = JSON.stringify([view.environment, periodOf(view), view.q]);
  useEffect(() => {
    document.title = `${t.places.explore} · Farol`;
  }, [t]);
  const change = useCallback((q: string) => look({ q }), [look]);
  const total = view.q === "" && overview ? overview.exchanges : null;
  return (
    <div className="explore" data-ready={asked.data || asked.error ? "" : undefined}>
      <h1 className="unseen-title">{t.places.explore}</h1>
      <QueryBar q={view.q} change={change} error={refused} />
      <button type="button" className="btn mini facets-toggle" aria-expanded={facets} onClick={() => setFacets(!facets)}>
        {t.explore.facets}
      </button>
      <div className={`explore-body ${facets ? "with-facets" : ""}`}>
        <Facets view={view} look={look} />
        {refused ? (
          <p className="none">{t.explore.refused}</p>
        ) : !asked.data || asked.isPlaceholderData ? (
          <p className="none">{asked.error ? asked.error.message : t.panel.loading}</p>
        ) : (
          <Found key={question} news={asked.data} view={view} look={look} total={total} />
        )}
      </div>
    </div>
  );
}

interface FoundProps {
  news: FoundAnswer;
  view: View;
  look: Look;
  /** How many there are, where that is known; null while a filter is set. */
  total: number | null;
}

/** Rows that keep their places while news arrive, and go on as far as one scrolls. */
function Found({ news, view, look, total }: FoundProps) {
  const { t, f } = useSpeech();
  const narrow = useNarrow();
  const [shown, setShown] = useState(news);
  const [loading, setLoading] = useState(false);
  if (shown.items.length === 0 && news.items.length > 0) setShown(news);
  const counted = useGroups(view, { by: "outcome", q: view.q, limit: 5 });
  const again = useFoundAgain(view, shown);
  const { rows, fresh } = settle(settle(shown.items, again.data?.items ?? []).rows, news.items);
  const { next, query } = shown;

  const older = useCallback(() => {
    if (next === null || loading) return;
    setLoading(true);
    answer(api.GET("/exchanges", { params: { query: { ...query, cursor: next } } }))
      .then((page) => setShown((before) => ({ ...page, query, items: [...before.items, ...page.items] })))
      .catch((error: unknown) => console.warn("Older exchanges did not come", error))
      .finally(() => setLoading(false));
  }, [next, loading, query]);

  if (rows.length === 0) return <Nothing view={view} look={look} />;
  const least = Math.max(rows.length + (next === null ? 0 : 1), counted.data?.examined ?? 0);
  const whole = next === null ? rows.length : total;
  const failed = (counted.data?.items ?? []).reduce((sum, item) => sum + item.failed, 0);
  return (
    <section className="found" aria-label={t.explore.found}>
      <div className="bar-h">
        <h2>{t.explore.found}</h2>
        <span className="sub" data-count>
          {whole === null ? t.explore.atLeast(f.count(rows.length), f.count(least)) : whole > rows.length ? t.explore.showing(f.count(rows.length), f.count(whole)) : t.explore.all(rows.length, f.count(rows.length))}
          {failed > 0 && counted.data ? (
            <span className="tx-down"> · {counted.data.next === null ? t.explore.failed(failed, f.count(failed)) : t.explore.failedOfNewest(f.count(failed), f.count(counted.data.examined))}</span>
          ) : null}
        </span>
        <span className="sp" />
        {fresh > 0 ? (
          <button type="button" className="btn mini" data-fresh onClick={() => setShown(news)}>
            {t.panel.fresh(fresh)}
          </button>
        ) : null}
      </div>
      <Rows
        items={rows}
        height={narrow ? 52 : 28}
        label={t.explore.found}
        className="exchanges-table"
        onEnd={older}
        head={
          <thead>
            <tr>
              <th className="when">{t.explore.when}</th>
              <th className="out">{t.explore.outcome}</th>
              <th className="route">{t.flows.route}</th>
              <th className="op">{t.flight.operation}</th>
              <th className="model">{t.panel.model}</th>
              <th className="r took">{t.panel.duration}</th>
              <th className="r tokens">{t.panel.tokens}</th>
              <th className="r cost">{t.panel.charges}</th>
            </tr>
          </thead>
        }
        renderRow={(exchange, at) => <Row key={idOf(exchange)} exchange={exchange} at={at} selected={idOf(exchange) === view.exchange} look={look} />}
      />
    </section>
  );
}

interface RowProps {
  exchange: Exchange;
  at: number;
  selected: boolean;
  look: Look;
}

function Row({ exchange, at, selected, look }: RowProps) {
  const { t, f } = useSpeech();
  const { outcome, tokens } = exchange;
  const open = () => look({ exchange: idOf(exchange) });
  const spoken = tokens?.input === undefined && tokens?.output === undefined ? null : (tokens.input ?? 0) + (tokens.output ?? 0);
  const cost = costOf(exchange, f);
  const words = outcomeWords(outcome, t);
  return (
    <tr className={outcome.state === "failed" ? "is-failed" : ""} aria-rowindex={at + 2} aria-selected={selected} data-id={idOf(exchange)} onClick={open}>
      <td className="when">
        <button type="button" data-row onClick={open} title={f.utc(exchange.startedAt)}>
          {f.dayTime(exchange.startedAt)}
        </button>
      </td>
      <td className={`out ${outcome.state === "failed" ? "tx-down" : ""}`} title={words}>
        <OutcomeGlyph outcome={outcome} /> {words}
      </td>
      <td className="route" title={`${exchange.from} → ${exchange.to}`}>
        <Text most={200}>{exchange.from}</Text> <span className="t3">→</span>{" "}
        <b>
          <Text most={200}>{exchange.to}</Text>
        </b>
      </td>
      <td className="op mono">
        <Text most={200}>{exchange.operation}</Text>
      </td>
      <td className="model">{exchange.model === null ? null : <Text most={200}>{exchange.model.responded ?? exchange.model.requested ?? ""}</Text>}</td>
      <td className="r took">{exchange.durationNanos === null ? "" : f.duration(exchange.durationNanos / 1e6)}</td>
      <td className="r tokens tx-tokens">{spoken === null ? "" : f.compact(spoken)}</td>
      <td className="r cost tx-cost">{cost ?? (exchange.cost === null ? "" : <Unpriced exchanges={1} short />)}</td>
    </tr>
  );
}

/** Nothing fits: what to take out, and how much there is outside of the range. */
function Nothing({ view, look }: { view: View; look: Look }) {
  const { t, f } = useSpeech();
  const wide = { ...view, range: "7d" as const, fixed: null };
  const week = useGroups(wide, { by: "outcome", q: view.q, limit: 1 });
  const there = week.data?.examined ?? 0;
  return (
    <section className="nothing">
      <p>
        <b>{view.q === "" ? t.explore.nothing : t.explore.nothingFits}</b>
      </p>
      {there > 0 ? <p className="t2">{t.explore.outside(there, `${f.count(there)}${week.data?.next == null ? "" : "+"}`)}</p> : null}
      <p className="actions">
        {view.q === "" ? null : (
          <button type="button" className="btn" onClick={() => look({ q: "" })}>
            {t.explore.clear}
          </button>
        )}
        {there > 0 ? (
          <button type="button" className="btn" onClick={() => look({ range: "7d", fixed: null })}>
            {t.explore.widen}
          </button>
        ) : null}
      </p>
    </section>
  );
}
