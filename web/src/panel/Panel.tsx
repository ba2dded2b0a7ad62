// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { lazy, Suspense, useEffect, useRef } from "react";
import type { LiveExchange } from "../api/client.ts";
import { useServerTime } from "../api/clock.ts";
import { type IntegrationRow, isFailing } from "../agora/rows.ts";
import { why } from "../agora/why.ts";
import { useSpeech } from "../i18n/index.tsx";
import { toIntegration } from "../links.ts";
import { StateGlyph } from "../parts/Glyph.tsx";
import { Link } from "../parts/Link.tsx";
import { Since } from "../parts/Since.tsx";
import { Text } from "../parts/Text.tsx";
import { bare, closed, type Look, type View } from "../view.ts";
import { ExchangeList } from "./ExchangeList.tsx";
import { ExchangeView } from "./ExchangeView.tsx";
import { SpanView } from "./SpanView.tsx";

const Waterfall = lazy(async () => ({ default: (await import("../trace/Waterfall.tsx")).Waterfall }));

interface PanelProps {
  view: View;
  look: Look;
  row: IntegrationRow | undefined;
  /** The selected exchange while it is in flight. */
  call: LiveExchange | undefined;
}

/** The side panel: an integration with its last exchanges, a trace, and one exchange with what was said. */
export function Panel({ view, look, row, call }: PanelProps) {
  const { t } = useSpeech();
  const aside = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    aside.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <aside className={`panel ${view.trace === null ? "" : "wide"}`} aria-label={t.panel.title} ref={aside} tabIndex={-1}>
      <header className="panel-h">
        {row ? <About row={row} /> : <h2>{view.trace === null ? (view.integration ?? t.panel.title) : t.trace.title}</h2>}
        <span className="sp" />
        {view.integration === null ? null : (
          <Link className="btn mini" to={toIntegration(view.integration)}>
            {t.trace.wholePage}
          </Link>
        )}
        {view.trace === null ? null : (
          <Link className="btn mini" to={{ ...bare, place: "trace", id: view.trace }}>
            {t.trace.wholePage}
          </Link>
        )}
        <button type="button" className="icon-btn" aria-label={t.panel.close} title={t.panel.close} onClick={() => look(closed)}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="m4 4 8 8m0-8-8 8" />
          </svg>
        </button>
      </header>
      <div className="panel-body">
        {row ? <Reason row={row} /> : null}
        {view.integration === null ? null : <ExchangeList view={view} look={look} integration={view.integration} />}
        {view.trace === null ? null : (
          <Suspense fallback={<p className="none">{t.panel.loading}</p>}>
            <Waterfall key={view.trace} traceId={view.trace} view={view} look={look} narrow />
          </Suspense>
        )}
        {view.span === null ? null : <SpanView key={view.span} id={view.span} />}
        {view.exchange === null ? view.span === null && view.trace === null ? <p className="none">{t.panel.pick}</p> : null : <ExchangeView key={view.exchange} id={view.exchange} live={view.live} call={call} />}
      </div>
    </aside>
  );
}

function About({ row }: { row: IntegrationRow }) {
  const { t } = useSpeech();
  return (
    <>
      <StateGlyph state={row.state} className="l" />
      <div>
        <h2>
          <Text>{row.name}</Text>
        </h2>
        <p className={`s12 tx-${row.state}`}>
          {t.status[row.state]} {row.since === null ? null : <Since at={row.since} say={t.panel.since} />}
        </p>
      </div>
    </>
  );
}

/** Why it stands so, the numbers of the rule, and what to look at. */
function Reason({ row }: { row: IntegrationRow }) {
  const speech = useSpeech();
  const { t, f } = speech;
  const now = useServerTime(1000);
  const reason = why(row, now, speech);
  const oldest = row.stalled[0];
  const trouble = row.state === "down" || row.state === "degraded";
  return (
    <div className={`reason is-${row.state}`}>
      {reason === null ? null : (
        <p>
          <b>
            <Text>{reason}</Text>
          </b>
        </p>
      )}
      {oldest && trouble && isFailing(row) ? <p>{t.integrations.stalled(row.stalled.length, f.since(now - Date.parse(oldest.startedAt)))}</p> : null}
      {trouble && row.cause !== null ? <p>{t.look[row.cause]}</p> : null}
      <p className="t2 s12">
        {row.window ? t.headline.failedOf(row.window.failed, f.count(row.window.failed), f.count(row.window.exchanges), f.duration(row.window.seconds * 1000)) : ""}
        {row.lastSuccessAt === null ? "" : ` · ${t.headline.lastOk(f.time(row.lastSuccessAt))}`}
      </p>
    </div>
  );
}
