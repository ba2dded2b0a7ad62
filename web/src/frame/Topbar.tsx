// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { RefObject } from "react";
import type { Overview, Status } from "../api/client.ts";
import type { IntegrationRow } from "../agora/rows.ts";
import { useSpeech } from "../i18n/index.tsx";
import { Glyph } from "../parts/Glyph.tsx";
import { switchTheme } from "../preferences.ts";
import type { Look, View } from "../view.ts";
import { Chips } from "./Chips.tsx";
import { Period } from "./Period.tsx";

interface TopbarProps {
  view: View;
  look: Look;
  overview: Overview | undefined;
  status: Status | undefined;
  rows: IntegrationRow[];
  rangeRef: RefObject<HTMLSelectElement | null>;
  find(): void;
  help(): void;
}

/** Where one looks from: environment, range, live, what is wrong, how fresh the data is, search, language, theme. */
export function Topbar({ view, look, overview, status, rows, rangeRef, find, help }: TopbarProps) {
  const { t, language, speak } = useSpeech();
  return (
    <header className="topbar">
      <EnvironmentSelect view={view} look={look} seen={overview?.environments ?? []} />
      <Period view={view} look={look} chooser={rangeRef} />
      <button type="button" className={`live ${view.live ? "" : "off"}`} aria-pressed={view.live} title={t.frame.liveHint} onClick={() => look({ live: !view.live })}>
        <i />
        {view.live ? t.frame.live : t.frame.paused}
      </button>
      {status?.open === true && view.place === "now" ? (
        <span className="chip quiet opened" title={t.frame.openHint}>
          {t.frame.open}
        </span>
      ) : null}
      {view.place === "now" ? null : <Chips rows={rows} />}
      <span className="sp" />
      {overview ? <Freshness overview={overview} status={status} /> : null}
      <button type="button" className="btn find" aria-keyshortcuts="Control+K Meta+K" aria-label={t.frame.find} onClick={find}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="7" cy="7" r="4.5" />
          <path d="m10.500 10.500 3.500 3.500" />
        </svg>
        <span>{t.frame.find}</span> <kbd aria-hidden="true">{t.frame.findKey}</kbd>
      </button>
      <button type="button" className="icon-btn help" aria-label={t.frame.help} title={t.frame.help} onClick={help}>
        ?
      </button>
      <button type="button" className="icon-btn" aria-label={t.frame.language} title={t.frame.language} onClick={() => speak(language === "pt-BR" ? "en" : "pt-BR")}>
        {t.frame.languageMark}
      </button>
      <button type="button" className="icon-btn" aria-label={t.frame.theme} title={t.frame.theme} onClick={switchTheme}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r="5.5" />
          <path d="M8 2.500v11a5.500 5.500 0 0 0 0-11Z" fill="currentColor" stroke="none" />
        </svg>
      </button>
    </header>
  );
}

function EnvironmentSelect({ view, look, seen }: { view: View; look: Look; seen: string[] }) {
  const { t } = useSpeech();
  const choices = view.environment === null || seen.includes(view.environment) ? seen : [view.environment, ...seen];
  return (
    <span className="btn select environment">
      <select
        aria-label={t.frame.environment}
        value={view.environment ?? ""}
        onChange={(event) => look({ environment: event.target.value === "" ? null : event.target.value })}
      >
        <option value="">{t.frame.allEnvironments}</option>
        {choices.map((environment) => (
          <option key={environment} value={environment}>
            {t.frame.environments[environment] ?? environment}
          </option>
        ))}
      </select>
      <Glyph id="chev" className="chev" />
    </span>
  );
}

/** Up to when the data is whole, and how far that is behind; the counters' equation on hover. */
function Freshness({ overview, status }: { overview: Overview; status: Status | undefined }) {
  const { t, f } = useSpeech();
  const lag = Math.max(0, Date.parse(overview.to) - Date.parse(overview.completeThrough));
  const traces = status?.signals.traces;
  const counted = traces
    ? t.frame.counters(f.count(traces.received), f.count(traces.stored), f.count(traces.pending), f.count(traces.rejected), f.count(traces.duplicate))
    : "";
  const why = (traces?.rejections ?? []).slice(0, 3).map((each) => `${f.count(each.records)} × ${each.reason}`);
  return (
    <span className="lag" title={[counted, ...why].join("\n")}>
      <span>
        {t.frame.dataUntil} <b title={f.utc(overview.completeThrough)}>{f.time(overview.completeThrough)}</b>
      </span>
      <span className={lag > 15_000 ? "tx-degraded" : ""}>
        · {t.frame.lag} <b>{f.duration(lag)}</b>
      </span>
    </span>
  );
}
