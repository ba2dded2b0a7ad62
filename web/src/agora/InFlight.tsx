// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { LiveExchange } from "../api/client.ts";
import { useServerTime } from "../api/clock.ts";
import { useSpeech } from "../i18n/index.tsx";
import { Glyph } from "../parts/Glyph.tsx";
import { Route } from "../parts/Route.tsx";
import { Age } from "../parts/Since.tsx";
import { Text } from "../parts/Text.tsx";
import { byStart, type IntegrationRow } from "./rows.ts";

/** Rows drawn; younger ones are only counted. */
const SHOWN = 40;
/** Integrations without sight that get a row of their own; more share one. */
const BLIND_ROWS = 3;
/** An age bar is full at the oldest call, but never before this. */
const FULL_BAR_MILLIS = 30_000;

/** A shorter silence is nothing to speak of: signs of life come every five seconds. */
const QUIET_MILLIS = 10_000;

interface InFlightProps {
  calls: LiveExchange[];
  rows: IntegrationRow[];
  open(call: LiveExchange): void;
}

/** What has begun and not ended, oldest first, and where Farol cannot know. */
export function InFlight({ calls, rows, open }: InFlightProps) {
  const { t, f } = useSpeech();
  const sorted = calls.toSorted(byStart);
  const stalled = sorted.filter((call) => call.stalled).length;
  const blind = rows.filter((row) => row.inFlight === null && row.ratePerMinute > 0);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return (
    <section className="flight" aria-label={t.flight.title} data-in-flight={sorted.length}>
      <div className="bar-h">
        <h2>{t.flight.title}</h2>
        <span className="sub">
          <b className="t1">{f.count(sorted.length)}</b> {t.flight.calls(sorted.length)}
          {stalled > 0 ? (
            <>
              {" · "}
              <b className="tx-down">{t.flight.stalled(stalled)}</b>
            </>
          ) : null}
          {blind.length > 0 ? ` · ${t.flight.blind(blind.length)}` : null}
        </span>
        <span className="sp" />
        <span className="sub wide">{t.flight.oldestFirst}</span>
      </div>
      <div className="scroll">
        {sorted.length === 0 ? (
          <p className="none">{t.flight.none}</p>
        ) : (
          <table className="t calls">
            <thead>
              <tr>
                <th>{t.flight.age}</th>
                <th>{t.flight.route}</th>
                <th>{t.flight.operation}</th>
                <th className="r">{t.flight.sent}</th>
                <th className="r">{t.flight.received}</th>
                <th>{t.flight.state}</th>
              </tr>
            </thead>
            <tbody>
              {sorted.slice(0, SHOWN).map((call) => (
                <Row key={`${call.traceId}/${call.spanId}`} call={call} oldest={sorted[0]} integration={byId.get(call.integration ?? "")} open={open} />
              ))}
            </tbody>
          </table>
        )}
        {sorted.length > SHOWN ? <p className="none">{t.flight.younger(sorted.length - SHOWN)}</p> : null}
      </div>
      <Blind rows={blind} />
    </section>
  );
}

interface RowProps {
  call: LiveExchange;
  oldest: LiveExchange | undefined;
  integration: IntegrationRow | undefined;
  open(call: LiveExchange): void;
}

function Row({ call, oldest, integration, open }: RowProps) {
  const { t } = useSpeech();
  return (
    <tr className={call.stalled ? "bad" : ""} data-stalled={call.stalled} onClick={() => open(call)}>
      <td>
        <span className="age">
          <b>
            <Age startedAt={call.startedAt} />
          </b>
          <AgeBar call={call} oldest={oldest ?? call} />
        </span>
      </td>
      <td className="route">
        <button type="button" data-row onClick={(event) => { event.stopPropagation(); open(call); }}>
          <Route from={call.from} to={integration?.name ?? call.to} />
        </button>
      </td>
      <td className="mono op" title={call.conversationId ?? undefined}>
        <Text>{call.operation}</Text>
      </td>
      <td className="r sent">
        <Bytes n={call.sentBytes} />
      </td>
      <td className="r received">
        <Bytes n={call.receivedBytes} />
      </td>
      <td className="stt">
        {call.stalled ? <Glyph id="glass" className="down pulse" label={t.stalledGlyph} /> : <i className="g" />}
        <CallState call={call} integration={integration} />
      </td>
    </tr>
  );
}

function AgeBar({ call, oldest }: { call: LiveExchange; oldest: LiveExchange }) {
  const now = useServerTime(1000);
  const full = Math.max(FULL_BAR_MILLIS, now - Date.parse(oldest.startedAt));
  const share = Math.min(1, Math.max(0.02, (now - Date.parse(call.startedAt)) / full));
  return (
    <i aria-hidden="true">
      <u style={{ transform: `scaleX(${share.toFixed(3)})` }} />
    </i>
  );
}

function Bytes({ n }: { n: number | null }) {
  const { t, f } = useSpeech();
  return n === null ? <span title={t.flight.notMeasured}>?</span> : <>{f.bytes(n)}</>;
}

function CallState({ call, integration }: { call: LiveExchange; integration: IntegrationRow | undefined }) {
  const { t, f } = useSpeech();
  const words = t.flight;
  if (!call.stalled) {
    const facts = [
      call.receivedBytes !== null && call.receivedBytes > 0 ? words.receiving : words.waiting,
      call.idleMillis === null || call.idleMillis < QUIET_MILLIS ? null : words.silent(f.age(call.idleMillis)),
      call.deadlineAt ? words.until(f.time(call.deadlineAt)) : null,
    ];
    return <span>{facts.filter((fact) => fact !== null).join(" · ")}</span>;
  }
  const said =
    call.receivedBytes === 0 ? words.stalledNoByte
    : call.receivedBytes !== null && call.idleMillis !== null ? words.stalledIdle(f.age(call.idleMillis))
    : integration && integration.p95Millis !== null && integration.state === "up" ? words.stalledNormal(f.duration(integration.p95Millis))
    : words.stalledPlain;
  return <span className="tx-down">{said}</span>;
}

/** The honest rows: integrations that send only finished spans. */
function Blind({ rows }: { rows: IntegrationRow[] }) {
  const { t, f } = useSpeech();
  const single = rows.length <= BLIND_ROWS ? rows : rows.slice(0, BLIND_ROWS - 1);
  const shared = rows.slice(single.length);
  return (
    <>
      {single.map((row) => (
        <p className="blind" key={row.id}>
          <Glyph id="unknown" className="unknown" label={t.status.unknown} />
          <span>
            <b>
              <Text>{t.flight.unknown(row.name)}</Text>
            </b>{" "}
            {t.flight.unknownWhy}
          </span>
        </p>
      ))}
      {shared.length > 0 ? (
        <p className="blind">
          <Glyph id="unknown" className="unknown" label={t.status.unknown} />
          <span title={f.list(shared.map((row) => row.name))}>
            <Text>{t.flight.unknownMany(f.list(shared.map((row) => row.name)), shared.length)}</Text>
          </span>
        </p>
      ) : null}
    </>
  );
}
