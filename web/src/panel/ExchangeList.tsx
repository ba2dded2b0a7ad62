// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { useState } from "react";
import { answer, api, type Exchange } from "../api/client.ts";
import { type ExchangesAnswer, useExchanges } from "../api/queries.ts";
import { useSpeech } from "../i18n/index.tsx";
import { Text } from "../parts/Text.tsx";
import type { Look, View } from "../view.ts";
import { idOf, settle } from "./fresh.ts";
import { OutcomeGlyph, outcomeWords } from "./Outcome.tsx";

interface ExchangeListProps {
  view: View;
  look: Look;
  integration: string;
}

/** The last exchanges of an integration: headers only. */
export function ExchangeList({ view, look, integration }: ExchangeListProps) {
  const { t } = useSpeech();
  const asked = useExchanges(view, integration);
  const question = JSON.stringify([integration, view.environment, view.range, view.failures]);
  return (
    <section className="last" aria-label={t.panel.last}>
      <div className="bar-h">
        <h2>{t.panel.last}</h2>
        <fieldset className="seg">
          {[false, true].map((failures) => (
            <button type="button" key={String(failures)} aria-pressed={failures === view.failures} onClick={() => look({ failures })}>
              {failures ? t.panel.failures : t.panel.all}
            </button>
          ))}
        </fieldset>
      </div>
      {!asked.data || asked.isPlaceholderData ? (
        <p className="none">{asked.error ? asked.error.message : t.panel.loading}</p>
      ) : (
        <Settled key={question} news={asked.data} view={view} look={look} />
      )}
    </section>
  );
}

interface SettledProps {
  news: ExchangesAnswer;
  view: View;
  look: Look;
}

/** Rows that keep their places while news arrive: new ones wait behind a button. Where there was no row yet, they are shown at once. */
export function Settled({ news, view, look }: SettledProps) {
  const { t } = useSpeech();
  const [shown, setShown] = useState(news);
  if (shown.items.length === 0 && news.items.length > 0) setShown(news);
  const { rows, fresh } = settle(shown.items, news.items);

  async function older(cursor: string) {
    const page = await answer(api.GET("/exchanges", { params: { query: { ...shown.query, cursor } } }));
    setShown({ ...page, query: shown.query, items: [...shown.items, ...page.items] });
  }

  const { next } = shown;
  return (
    <>
      {fresh > 0 ? (
        <button type="button" className="btn mini fresh" data-fresh onClick={() => setShown(news)}>
          {t.panel.fresh(fresh)}
        </button>
      ) : null}
      {rows.length === 0 ? (
        <p className="none">{view.failures ? t.panel.noFailures : t.panel.none}</p>
      ) : (
        <ul className="exchanges">
          {rows.map((exchange) => (
            <Row key={idOf(exchange)} exchange={exchange} selected={idOf(exchange) === view.exchange} look={look} />
          ))}
        </ul>
      )}
      {next === null ? null : (
        <button type="button" className="more" onClick={() => void older(next)}>
          {t.panel.older}
        </button>
      )}
    </>
  );
}

function Row({ exchange, selected, look }: { exchange: Exchange; selected: boolean; look: Look }) {
  const { t, f } = useSpeech();
  return (
    <li>
      <button type="button" data-row aria-current={selected} onClick={() => look({ exchange: idOf(exchange) })}>
        <OutcomeGlyph outcome={exchange.outcome} />
        <time dateTime={exchange.startedAt} title={f.utc(exchange.startedAt)}>
          {f.time(exchange.startedAt)}
        </time>
        <span className="op">
          <Text>{exchange.operation}</Text>
        </span>
        <span className={`out ${exchange.outcome.state === "failed" ? "tx-down" : "t3"}`} title={outcomeWords(exchange.outcome, t)}>
          {outcomeWords(exchange.outcome, t)}
        </span>
        <span className="r">{exchange.durationNanos === null ? "" : f.duration(exchange.durationNanos / 1e6)}</span>
      </button>
    </li>
  );
}
