// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { useEffect } from "react";
import { useSpeech } from "../i18n/index.tsx";
import type { PlaceProps } from "../places.ts";
import { Waterfall } from "./Waterfall.tsx";

/** A trace on a page of its own. */
export function TracePage({ view, look }: PlaceProps) {
  const { t } = useSpeech();
  useEffect(() => {
    document.title = `${t.trace.title} ${view.id?.slice(0, 8) ?? ""} · Farol`;
  }, [t, view.id]);
  return (
    <div className="trace-page">
      <header className="page-h">
        <h1>{t.trace.title}</h1>
        <span className="mono t2">{view.id}</span>
      </header>
      {view.id === null || !/^[0-9a-f]{32}$/.test(view.id) ? <p className="none">{t.trace.noId}</p> : <Waterfall key={view.id} traceId={view.id} view={view} look={look} />}
    </div>
  );
}
