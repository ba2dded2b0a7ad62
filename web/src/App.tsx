// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef } from "react";
import { Agora, nothingYet } from "./agora/Agora.tsx";
import { Empty } from "./agora/Empty.tsx";
import { headlineOf } from "./agora/headline.ts";
import { diagnosis, integrationRows } from "./agora/rows.ts";
import { ProblemError } from "./api/client.ts";
import { ClockContext, clockFrom, useTicks } from "./api/clock.ts";
import { type LiveFeed, useLive } from "./api/live.ts";
import { useFlows, useIntegrations, useNotices, useOverview, useStatus } from "./api/queries.ts";
import { Help } from "./frame/Help.tsx";
import { Palette } from "./frame/Palette.tsx";
import { newsAge, Past, Reconnecting, Refused, STALE_MILLIS } from "./frame/Notices.tsx";
import { Rail } from "./frame/Rail.tsx";
import { Topbar } from "./frame/Topbar.tsx";
import { placeKeys, step, useKeys } from "./frame/useKeys.ts";
import { useSpeech } from "./i18n/index.tsx";
import { Panel } from "./panel/Panel.tsx";
import { type PlaceProps, rooms } from "./places.ts";
import { bare, closed, places, useView } from "./view.ts";

/** The page: the live board and the questions about a range, joined; the frame around them. */
export function App() {
  const [view] = useView();
  const feed = useLive(view.environment, view.live);
  const frozen = feed.phase !== "open";
  const clock = useMemo(() => clockFrom(feed.board?.at ?? null, feed.heardAt, frozen), [feed.board, feed.heardAt, frozen]);
  return (
    <ClockContext value={clock}>
      <Page feed={feed} />
    </ClockContext>
  );
}

function Page({ feed }: { feed: LiveFeed }) {
  const { t } = useSpeech();
  const [view, look] = useView();
  const asked = useQueryClient();
  const status = useStatus(view.live);
  const overview = useOverview(view);
  const integrations = useIntegrations(view);
  const flows = useFlows(view);
  const notices = useNotices(view);
  const help = useRef<HTMLDialogElement>(null);
  const range = useRef<HTMLSelectElement>(null);
  const palette = useRef<HTMLDialogElement>(null);
  const openHelp = useCallback(() => help.current?.showModal(), []);
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "k" || event.altKey || event.shiftKey || event.ctrlKey === event.metaKey) return;
      event.preventDefault();
      if (!document.querySelector("dialog[open]")) palette.current?.showModal();
    }
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);

  const rows = useMemo(() => integrationRows(integrations.data?.items ?? [], feed.board), [integrations.data, feed.board]);
  const calls = feed.board?.inFlight ?? [];

  // A state that changes on the board asks the slower questions again at once.
  const states = rows.map((row) => `${row.id}=${row.state}`).join();
  const told = useRef(states);
  useEffect(() => {
    if (told.current !== states && told.current !== "") void asked.invalidateQueries();
    told.current = states;
  }, [states, asked]);

  useKeys({
    j: () => step(1),
    k: () => step(-1),
    Enter: () => {
      if (view.place !== "now") return;
      const facts = headlineOf(rows, calls, flows.data?.items ?? [], overview.data);
      if (facts.kind === "trouble" || facts.kind === "stalled") look(diagnosis(facts.row));
    },
    Escape: () => look(closed),
    "/": () => document.querySelector<HTMLInputElement>("[data-search]")?.focus(),
    l: () => look({ live: !view.live }),
    t: () => range.current?.focus(),
    r: () => void asked.invalidateQueries(),
    y: () => void navigator.clipboard.writeText(location.href),
    ".": () => document.querySelector<HTMLButtonElement>("[data-fresh]")?.click(),
    "?": openHelp,
    ...Object.fromEntries(places.map((place) => [`g ${placeKeys[place]}`, () => look({ ...bare, place })])),
  });

  const errors = [overview, integrations, flows, status].flatMap((question) => question.error ?? []);
  const refused = errors.find((error) => error instanceof ProblemError && (error.status === 401 || error.status === 403));
  const problem = errors.find((error) => error instanceof ProblemError);
  const answeredAt = Math.max(0, overview.dataUpdatedAt - performance.timeOrigin);
  const panelOpen = view.integration !== null || view.exchange !== null || view.span !== null || view.trace !== null;
  const call = calls.find((candidate) => `${candidate.traceId}/${candidate.spanId}` === view.exchange);

  return (
    <div className={`app ${panelOpen ? "with-panel" : ""}`}>
      <a className="skip" href="#content">
        {t.frame.skip}
      </a>
      <Rail view={view} version={status.data?.version} />
      <main className="main" id="content">
        <Topbar view={view} look={look} overview={overview.data} status={status.data} rows={rows} rangeRef={range} find={() => palette.current?.showModal()} help={openHelp} />
        {refused ? (
          <section className="empty">
            <h1>{t.access.title}</h1>
            <p className="t2">{t.access.text}</p>
          </section>
        ) : (
          <>
            <Reconnecting feed={feed} answeredAt={answeredAt} />
            <Past view={view} />
            {problem ? <Refused error={problem} /> : null}
            <Dimmed feed={feed} answeredAt={answeredAt}>
              {view.place === "now" ? (
                <Agora rows={rows} calls={calls} flows={flows.data} overview={overview.data} notices={notices.data?.items ?? []} status={status.data} view={view} look={look} />
              ) : nothingYet({ rows, calls, flows: flows.data, overview: overview.data, status: status.data }) ? (
                <Empty status={status.data} />
              ) : (
                <Room rows={rows} calls={calls} overview={overview.data} status={status.data} view={view} look={look} />
              )}
            </Dimmed>
          </>
        )}
      </main>
      {panelOpen && !refused ? <Panel view={view} look={look} row={rows.find((row) => row.id === view.integration)} call={call} /> : null}
      <Help dialog={help} />
      <Palette dialog={palette} rows={rows} look={look} help={openHelp} />
    </div>
  );
}

/** A place beside Agora, loaded when it is first gone to. */
function Room(props: PlaceProps) {
  const { t } = useSpeech();
  if (props.view.place === "now") return null;
  const Place = rooms[props.view.place];
  return (
    <Suspense fallback={<p className="place-wait">{t.panel.loading}</p>}>
      <Place {...props} />
    </Suspense>
  );
}

/** Old news is drawn pale, so that nobody acts on it as if it were new. */
function Dimmed({ feed, answeredAt, children }: { feed: LiveFeed; answeredAt: number; children: ReactNode }) {
  const age = newsAge(feed, answeredAt, useTicks(1000));
  const stale = feed.phase !== "off" && age !== null && age > STALE_MILLIS;
  return <div className={`content ${stale ? "stale" : ""}`}>{children}</div>;
}
