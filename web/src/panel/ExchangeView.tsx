// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { ReactNode } from "react";
import { type ExchangeWithMessages, type LiveExchange, ProblemError, type Tokens } from "../api/client.ts";
import { useExchange } from "../api/queries.ts";
import { useSpeech } from "../i18n/index.tsx";
import type { Formats } from "../i18n/formats.ts";
import type { Messages } from "../i18n/pt-BR.ts";
import { toConversation, toIntegration } from "../links.ts";
import { Glyph } from "../parts/Glyph.tsx";
import { Link } from "../parts/Link.tsx";
import { Route } from "../parts/Route.tsx";
import { Age } from "../parts/Since.tsx";
import { Text } from "../parts/Text.tsx";
import { bare, closed } from "../view.ts";
import { Attributes } from "./Attributes.tsx";
import { Charges } from "./Charges.tsx";
import { Chat } from "./Chat.tsx";
import { OutcomeGlyph, outcomeWords } from "./Outcome.tsx";

interface ExchangeViewProps {
  id: string;
  live: boolean;
  call: LiveExchange | undefined;
}

/** One exchange: how it went, what was said, what it cost. */
export function ExchangeView({ id, live, call }: ExchangeViewProps) {
  const { t } = useSpeech();
  const asked = useExchange(id, live, call === undefined);
  if (call) return <InFlight call={call} />;
  if (asked.data) return <Whole exchange={asked.data} />;
  if (asked.error instanceof ProblemError) return <p className="none">{asked.error.message}</p>;
  return <p className="none">{t.panel.loading}</p>;
}

/** Not ended yet: what the board knows of it. */
function InFlight({ call }: { call: LiveExchange }) {
  const { t, f } = useSpeech();
  return (
    <article className="exchange" data-exchange>
      <h2>
        <Route from={call.from} to={call.to} />
      </h2>
      <p className="mono">
        <Text>{call.operation}</Text>
      </p>
      <p className={call.stalled ? "tx-down" : ""}>
        {call.stalled ? <Glyph id="glass" className="down pulse" label={t.stalledGlyph} /> : null} {t.outcome.open}, <Age startedAt={call.startedAt} />
      </p>
      <dl className="facts-list">
        <Fact name={t.panel.started}>
          <span title={f.utc(call.startedAt)}>{f.dayTime(call.startedAt)}</span>
        </Fact>
        <Fact name={t.panel.traffic}>
          {t.panel.sent} {call.sentBytes === null ? t.panel.unknown : f.bytes(call.sentBytes)} · {t.panel.received}{" "}
          {call.receivedBytes === null ? t.panel.unknown : f.bytes(call.receivedBytes)}
        </Fact>
        <Fact name={t.panel.trace}>
          <span className="mono">{call.traceId}</span>
        </Fact>
      </dl>
      <p className="none">{t.panel.notYet}</p>
    </article>
  );
}

function Whole({ exchange }: { exchange: ExchangeWithMessages }) {
  const { t, f } = useSpeech();
  const { outcome, model, traffic } = exchange;
  const bytes = (n: number | null) => (n === null ? t.panel.unknown : f.bytes(n));
  const open = outcome.state === "open";
  return (
    <article className="exchange" data-exchange>
      <h2>
        <Route from={exchange.from} to={exchange.to} />
      </h2>
      <p className={`outcome ${outcome.state === "failed" ? "tx-down" : ""}`}>
        <OutcomeGlyph outcome={outcome} /> {outcomeWords(outcome, t)}
        <span className="mono t2">
          <Text>{exchange.operation}</Text>
        </span>
      </p>
      {outcome.detail === null ? null : (
        <p className="mono detail">
          <Text>{outcome.detail}</Text>
        </p>
      )}
      <dl className="facts-list">
        <Fact name={t.panel.started}>
          <span title={f.utc(exchange.startedAt)}>{f.dayTime(exchange.startedAt)}</span>
        </Fact>
        {exchange.durationNanos === null ? null : <Fact name={t.panel.duration}>{f.duration(exchange.durationNanos / 1e6)}</Fact>}
        {exchange.timeToFirstTokenNanos === null ? null : <Fact name={t.panel.firstToken}>{f.duration(exchange.timeToFirstTokenNanos / 1e6)}</Fact>}
        {model === null ? null : (
          <Fact name={t.panel.model}>
            <Text>{[model.responded ?? model.requested, model.provider].filter((word) => word !== null).join(" · ")}</Text>
          </Fact>
        )}
        {exchange.tokens === null ? null : <Fact name={t.panel.tokens}>{tokenWords(exchange.tokens, t, f)}</Fact>}
        <Fact name={t.panel.traffic}>
          {t.panel.sent} {bytes(traffic.sentBytes)} · {t.panel.received} {bytes(traffic.receivedBytes)}
        </Fact>
        {exchange.finishReasons.length === 0 ? null : <Fact name={t.panel.finish}>{exchange.finishReasons.join(", ")}</Fact>}
        {exchange.integration === null ? null : (
          <Fact name={t.panel.integration}>
            <Link className="lk" to={toIntegration(exchange.integration)}>
              <Text most={200}>{exchange.integration}</Text>
            </Link>
          </Fact>
        )}
        {exchange.conversationId === null ? null : (
          <Fact name={t.panel.conversation}>
            <Link className="lk" to={toConversation(exchange.conversationId)}>
              <Text most={200}>{exchange.conversationId}</Text>
            </Link>
          </Fact>
        )}
        <Worded name={t.panel.user}>{exchange.user}</Worded>
        <Worded name={t.panel.environment}>{[exchange.environment, exchange.cloud, exchange.region].filter((word) => word !== null).join(" · ") || null}</Worded>
        <Fact name={t.panel.source}>{[exchange.source.kind, exchange.source.dialect].filter((word) => word !== null).join(" · ")}</Fact>
        {exchange.statuses === undefined || exchange.statuses.length === 0 ? null : (
          <Fact name={t.panel.statuses}>
            {exchange.statuses.map((told) => (
              <span key={`${told.status} ${told.at}`} title={told.detail ?? told.pricing?.category ?? undefined} className="joined">
                <Text>{told.status}</Text> {f.dayTime(told.at)}
              </span>
            ))}
          </Fact>
        )}
        {exchange.joined.length === 0 ? null : (
          <Fact name={t.panel.joined}>
            {exchange.joined.map((view) => (
              <span key={view.spanId} title={t.panel.joinedHint} className="joined">
                {t.panel.joinedAs[view.kind]} <span className="mono t3">{view.spanId}</span>
              </span>
            ))}
          </Fact>
        )}
        <Fact name={t.panel.trace}>
          <Link className="lk" to={{ ...closed, trace: exchange.traceId, exchange: `${exchange.traceId}/${exchange.spanId}` }}>
            {t.trace.waterfall}
          </Link>{" "}
          ·{" "}
          <Link className="lk" to={{ ...bare, place: "trace", id: exchange.traceId, exchange: `${exchange.traceId}/${exchange.spanId}` }}>
            {t.trace.wholePage}
          </Link>{" "}
          <span className="mono t3">{exchange.traceId}</span>
        </Fact>
      </dl>
      <h3>{t.panel.said}</h3>
      {exchange.messages.length === 0 ? (
        <p className="none">{open ? t.panel.notYet : t.panel.nothingSaid}</p>
      ) : (
        <Chat messages={exchange.messages} />
      )}
      <h3>{t.panel.charges}</h3>
      <Charges exchange={exchange} />
      <Attributes id={`${exchange.traceId}/${exchange.spanId}`} />
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Worded({ name, children }: { name: string; children: string | null }) {
  if (children === null) return null;
  return (
    <Fact name={name}>
      <Text>{children}</Text>
    </Fact>
  );
}

function tokenWords(tokens: Tokens, t: Messages, f: Formats): string {
  const said = (n: number | undefined, words: (n: string) => string) => (n === undefined ? [] : [words(f.count(n))]);
  return [
    ...said(tokens.input, t.panel.input),
    ...(tokens.cacheRead ? said(tokens.cacheRead, t.panel.cached) : []),
    ...said(tokens.output, t.panel.output),
    ...(tokens.reasoning ? said(tokens.reasoning, t.panel.reasoning) : []),
  ].join(" · ");
}
