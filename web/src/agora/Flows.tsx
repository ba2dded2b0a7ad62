// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { Flow } from "../api/client.ts";
import { useSpeech } from "../i18n/index.tsx";
import { Route } from "../parts/Route.tsx";
import { Unpriced } from "../parts/Unpriced.tsx";
import { amounts } from "./cost.ts";
import { belongsTo, type IntegrationRow } from "./rows.ts";

function share(flow: Flow): number {
  return flow.exchanges === 0 ? 0 : flow.failed / flow.exchanges;
}

/** How bad a share of failures is, in the bands of the status words. */
function band(flow: Flow): 0 | 1 | 2 | 3 {
  const failing = share(flow);
  return failing >= 0.5 ? 0 : failing >= 0.05 ? 1 : failing >= 0.01 ? 2 : 3;
}

const tones = ["down", "down", "degraded", ""] as const;

/** Pairs that failed come first, then the busiest. */
export function worstFirst(flows: Flow[]): Flow[] {
  return flows.toSorted((a, b) => band(a) - band(b) || b.exchanges - a.exchanges || a.from.localeCompare(b.from) || a.to.localeCompare(b.to));
}

interface FlowsProps {
  flows: Flow[];
  /** True when there are more pairs than these. */
  more: boolean;
  /** Worst first. */
  rows: IntegrationRow[];
  open(row: IntegrationRow): void;
}

/** Who talks to whom: exchanges, failures, messages, tokens, traffic, cost. */
export function Flows({ flows, more, rows, open }: FlowsProps) {
  const { t } = useSpeech();
  const words = t.flows;
  return (
    <section className="flows" aria-label={words.title}>
      <div className="bar-h">
        <h2>{words.title}</h2>
      </div>
      <div className="scroll">
        {flows.length === 0 ? (
          <p className="none">{words.none}</p>
        ) : (
          <table className="t pairs">
            <thead>
              <tr>
                <th>{words.route}</th>
                <th className="r">{words.exchanges}</th>
                <th className="r">{words.failed}</th>
                <th className="r">{words.messages}</th>
                <th className="r">{words.tokens}</th>
                <th className="r">{words.traffic}</th>
                <th className="r">{words.cost}</th>
              </tr>
            </thead>
            <tbody>
              {worstFirst(flows).map((flow) => (
                <Row key={JSON.stringify([flow.from, flow.to])} flow={flow} target={rows.find((row) => belongsTo(row, flow.to))} open={open} />
              ))}
            </tbody>
          </table>
        )}
        {more ? <p className="none">{words.busiest}</p> : null}
      </div>
    </section>
  );
}

interface RowProps {
  flow: Flow;
  /** The worst integration of the party that is talked to. */
  target: IntegrationRow | undefined;
  open(row: IntegrationRow): void;
}

function Row({ flow, target, open }: RowProps) {
  const { t, f } = useSpeech();
  const words = t.flows;
  const tone = tones[band(flow)];
  const { input, output } = flow.tokens;
  const paid = amounts(flow.cost, f);
  const tokens = input === undefined && output === undefined ? null : (input ?? 0) + (output ?? 0);
  return (
    <tr className={`is-${tone}`}>
      <td className="route">
        {target ? (
          <button type="button" data-row onClick={() => open(target)}>
            <Route from={flow.from} to={flow.to} />
          </button>
        ) : (
          <Route from={flow.from} to={flow.to} />
        )}
      </td>
      <td className="r exchanges" data-label={words.exchanges.toLowerCase()}>{f.compact(flow.exchanges)}</td>
      <td data-label={words.failed.toLowerCase()} className={`r failed tx-${tone}`}>{flow.failed === 0 ? "" : f.percent(share(flow))}</td>
      <td className="r messages" data-label={words.messages.toLowerCase()}>{flow.messages === 0 ? "" : f.compact(flow.messages)}</td>
      <td className="r tokens tx-tokens" data-label={words.tokens.toLowerCase()}>{tokens === null ? "" : f.compact(tokens)}</td>
      <td className="r traffic">
        <Traffic flow={flow} />
      </td>
      <td className="r cost tx-cost" title={flow.unpricedExchanges === 0 ? "" : t.unpriced(flow.unpricedExchanges, f.count(flow.unpricedExchanges))}>
        {paid.length > 0 ? paid.join(" + ") : <Unpriced exchanges={flow.unpricedExchanges} short />}
      </td>
    </tr>
  );
}

/** Bytes both ways; a question mark where nobody measured, and at least where only one way was. */
function Traffic({ flow }: { flow: Flow }) {
  const { t, f } = useSpeech();
  const { sentBytes, receivedBytes } = flow;
  if (sentBytes === null && receivedBytes === null) return <span title={t.flows.unmeasured}>?</span>;
  const said = (n: number | null) => (n === null ? "?" : f.bytes(n));
  const partial = sentBytes === null || receivedBytes === null;
  return (
    <span title={t.flows.sentReceived(said(sentBytes), said(receivedBytes))}>
      {partial ? "≥\u00a0" : ""}
      {f.bytes((sentBytes ?? 0) + (receivedBytes ?? 0))}
    </span>
  );
}
