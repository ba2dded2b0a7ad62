// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { useEffect, useMemo, useState } from "react";
import type { Turn } from "../api/client.ts";
import { useTurns } from "../api/queries.ts";
import { useSpeech } from "../i18n/index.tsx";
import { toIntegration } from "../links.ts";
import { PartView } from "../panel/Chat.tsx";
import { idOf } from "../panel/fresh.ts";
import { OutcomeGlyph, outcomeWords } from "../panel/Outcome.tsx";
import { Glyph } from "../parts/Glyph.tsx";
import { Link } from "../parts/Link.tsx";
import { costOf } from "../parts/money.ts";
import { amountsOf, sumWords } from "../parts/sums.ts";
import { Text } from "../parts/Text.tsx";
import type { PlaceProps } from "../places.ts";
import { bare, closed, type Look } from "../view.ts";
import { ordered, spokenIn, workOf } from "./turns.ts";

/** A conversation as its person saw it, with the work between the bubbles folded. */
export function Dialogue({ view, look, id }: PlaceProps & { id: string }) {
  const { t, f } = useSpeech();
  const asked = useTurns(view, id);
  const turns = useMemo(() => ordered(asked.data?.pages.flatMap((page) => page.turns) ?? []), [asked.data]);
  const all = useMemo(() => workOf(turns.flatMap((turn) => turn.exchanges)), [turns]);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    document.title = `${id} · Farol`;
  }, [id]);
  const words = t.conversations;
  const first = turns[0];
  const person = turns.flatMap((turn) => turn.exchanges).find((exchange) => exchange.user !== null)?.user ?? null;
  const cost = sumWords(amountsOf(all.cost), f);
  return (
    <div className="dialogue-page" data-ready={asked.data ? "" : undefined}>
      <header className="page-h">
        <Link className="t2" to={{ ...bare, place: "conversations" }}>
          {t.places.conversations}
        </Link>
        <span className="t3">/</span>
        <h1>
          <Text most={100}>{id}</Text>
        </h1>
        {person === null ? null : (
          <span className="t2">
            <Text most={100}>{person}</Text>
          </span>
        )}
        <span className="sp" />
        <button type="button" className="btn mini" aria-pressed={opened} onClick={() => setOpened(!opened)}>
          {opened ? words.foldWork : words.showWork}
        </button>
      </header>
      {first === undefined ? (
        <p className="none">{asked.data ? words.nothing : asked.error ? asked.error.message : t.panel.loading}</p>
      ) : (
        <>
          <dl className="trace-facts">
            <Fact name={words.turns}>
              {f.count(turns.length)}
              {asked.hasNextPage ? "+" : ""}
            </Fact>
            <Fact name={words.calls}>{all.calls.slice(0, 4).map((call) => `${f.count(call.count)} ${call.to}`).join(" · ")}</Fact>
            <Fact name={words.slowest}>
              {all.slowest === undefined ? "" : (
                <button type="button" className={`lk ${all.slowest.outcome.state === "failed" ? "tx-down" : ""}`} onClick={() => all.slowest && look({ ...closed, exchange: idOf(all.slowest) })}>
                  <Text most={60}>{all.slowest.operation}</Text>, {f.duration((all.slowest.durationNanos ?? 0) / 1e6)}
                </button>
              )}
            </Fact>
            <Fact name={t.panel.tokens}>
              <span className="tx-tokens">{all.tokens === undefined ? t.trace.untold : f.count(all.tokens)}</span>
            </Fact>
            <Fact name={t.panel.charges}>
              <span className="tx-cost">{cost === "" ? (all.cost.unpriced > 0 ? t.unpricedShort : t.strip.nothingPriced) : cost}</span>
              {all.cost.unpriced > 0 ? <span className="chip unpriced-c">{t.unpriced(all.cost.unpriced, f.count(all.cost.unpriced))}</span> : null}
            </Fact>
          </dl>
          <div className="dialogue">
            {asked.hasNextPage ? (
              <button type="button" className="btn mini older" disabled={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
                {words.older}
              </button>
            ) : null}
            {turns.map((turn) => (
              <TurnView key={`${turn.traceId}${opened}`} turn={turn} opened={opened} look={look} />
            ))}
          </div>
        </>
      )}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What was said, the work, what was answered. */
function TurnView({ turn, opened, look }: { turn: Turn; opened: boolean; look: Look }) {
  const { t, f } = useSpeech();
  const words = t.conversations;
  const work = workOf(turn.exchanges);
  const spoken = spokenIn(turn);
  const cost = sumWords(amountsOf(work.cost), f);
  return (
    <article className="turn" data-turn={turn.traceId}>
      <div className="bubble theirs">
        {spoken ? (
          <p className="voice t2 s12">
            {words.voice}
            {spoken.traffic.sentBytes === null ? "" : ` · ${f.bytes(spoken.traffic.sentBytes)}`} · {words.transcript}
          </p>
        ) : null}
        {turn.said === null ? <p className="t3">{words.notSaid}</p> : turn.said.message.parts.map((part, at) => <PartView key={at} part={part} />)}
        <time className="t3 s12" dateTime={turn.startedAt} title={f.utc(turn.startedAt)}>
          {f.dayTime(turn.startedAt)}
        </time>
      </div>
      <details className={`work ${work.failed > 0 ? "bad" : ""}`} open={opened}>
        <summary>
          <span className="steps">
            {work.calls.slice(0, 4).map((call) => (
              <span key={call.to} className={call.failed > 0 ? "tx-down" : ""}>
                {f.count(call.count)} <Text most={40}>{call.to}</Text>
                {call.failed > 0 ? <Glyph id="down" className="down" label={t.outcome.failed} /> : null}
              </span>
            ))}
            {work.calls.length > 4 ? <span>+{work.calls.length - 4}</span> : null}
          </span>
          <span className={`r ${work.failed > 0 ? "tx-down" : ""}`}>{turn.durationNanos === null ? t.outcome.open : f.duration(turn.durationNanos / 1e6)}</span>
          <span className="r tx-tokens">{work.tokens === undefined ? "" : `${f.compact(work.tokens)} tok`}</span>
          <span className="r tx-cost">{cost === "" && work.cost.unpriced > 0 ? t.unpricedShort : cost}</span>
        </summary>
        <ul>
          {turn.exchanges.map((exchange) => (
            <li key={exchange.spanId}>
              <button type="button" onClick={() => look({ ...closed, exchange: idOf(exchange) })}>
                <OutcomeGlyph outcome={exchange.outcome} />
                <span className="op">
                  <Text most={100}>{exchange.operation}</Text> <span className="t3">→</span> <Text most={100}>{exchange.to}</Text>
                </span>
                <span className={`out ${exchange.outcome.state === "failed" ? "tx-down" : "t3"}`}>{outcomeWords(exchange.outcome, t)}</span>
                <span className="r">{exchange.durationNanos === null ? "" : f.duration(exchange.durationNanos / 1e6)}</span>
                <span className="r tx-cost">{costOf(exchange, f) ?? ""}</span>
              </button>
            </li>
          ))}
          <li className="links">
            <Link className="lk" to={{ ...closed, trace: turn.traceId }}>
              {t.trace.waterfall}
            </Link>
            {work.slowest?.integration ? (
              <Link className="lk" to={toIntegration(work.slowest.integration)}>
                <Text most={60}>{work.slowest.integration}</Text>
              </Link>
            ) : null}
          </li>
        </ul>
      </details>
      <div className="bubble ours">
        {turn.answered === null ? <p className="t2">{work.open > 0 ? words.stillWorking : words.notAnswered}</p> : turn.answered.message.parts.map((part, at) => <PartView key={at} part={part} />)}
      </div>
    </article>
  );
}
