// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { useEffect } from "react";
import type { Flow, LiveExchange, Notice, Overview, Status } from "../api/client.ts";
import { useSpeech } from "../i18n/index.tsx";
import type { Look, View } from "../view.ts";
import { Empty } from "./Empty.tsx";
import { Flows } from "./Flows.tsx";
import { Headline } from "./Headline.tsx";
import { headlineOf } from "./headline.ts";
import { InFlight } from "./InFlight.tsx";
import { Integrations } from "./Integrations.tsx";
import { byStart, diagnosis, type IntegrationRow } from "./rows.ts";
import { Notices } from "./Notices.tsx";
import { Strip } from "./Strip.tsx";

interface AgoraProps {
  rows: IntegrationRow[];
  calls: LiveExchange[];
  flows: { items: Flow[]; next: string | null } | undefined;
  overview: Overview | undefined;
  notices: Notice[];
  status: Status | undefined;
  view: View;
  look: Look;
}

/** True once it is certain that nothing was ever sent. */
export function nothingYet({ rows, calls, flows, overview, status }: Omit<AgoraProps, "notices" | "view" | "look">): boolean {
  if (!overview || !flows || !status) return false;
  const received = status.signals.traces.received + status.signals.logs.received;
  return received === 0 && rows.length === 0 && calls.length === 0 && flows.items.length === 0 && overview.exchanges === 0;
}

/** The first place: is everyone talking, who fails, why, what is stuck, what it costs. */
export function Agora(props: AgoraProps) {
  const { rows, calls, flows, overview, notices, view, look } = props;
  const { t } = useSpeech();
  const facts = headlineOf(rows, calls.toSorted(byStart), flows?.items ?? [], overview);
  const empty = nothingYet(props);
  const named = facts.kind === "trouble" || facts.kind === "stalled" ? facts.row.name : null;
  useEffect(() => {
    document.title = named === null ? `${t.places.now} · Farol` : `● ${named} · Farol`;
  }, [named, t]);

  if (empty) return <Empty status={props.status} />;
  if (!overview) return <p className="none">{t.headline.loading}</p>;
  return (
    <>
      <Headline facts={facts} rows={rows} open={(row) => look(diagnosis(row))} />
      <Notices notices={notices} look={look} />
      <div className="now">
        <Integrations rows={rows} selected={view.integration} open={(integration) => look({ integration, failures: false, exchange: null })} />
        <InFlight
          calls={calls}
          rows={rows}
          open={(call) => look({ integration: call.integration, failures: false, exchange: `${call.traceId}/${call.spanId}` })}
        />
        <Flows flows={flows?.items ?? []} more={flows !== undefined && flows.next !== null} rows={rows} open={(row) => look(diagnosis(row))} />
      </div>
      <Strip overview={overview} />
    </>
  );
}
