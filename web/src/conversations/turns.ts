// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { Exchange, ExchangeGroup, Turn } from "../api/client.ts";
import { add, type Sums } from "../parts/sums.ts";

/** What was done between what a person said and what they were answered. */
export interface Work {
  /** How many calls went to whom, most first. */
  calls: { to: string; count: number; failed: number }[];
  failed: number;
  open: number;
  /** Undefined where nobody told. */
  tokens: number | undefined;
  cost: Sums;
  /** It took longest. */
  slowest: Exchange | undefined;
}

export function workOf(exchanges: Exchange[]): Work {
  const byTarget = new Map<string, { to: string; count: number; failed: number }>();
  const work: Work = { calls: [], failed: 0, open: 0, tokens: undefined, cost: { totals: new Map(), unpriced: 0 }, slowest: undefined };
  for (const exchange of exchanges) {
    const call = byTarget.get(exchange.to) ?? { to: exchange.to, count: 0, failed: 0 };
    const failed = exchange.outcome.state === "failed";
    call.count += 1;
    call.failed += Number(failed);
    byTarget.set(exchange.to, call);
    work.failed += Number(failed);
    work.open += Number(exchange.outcome.state === "open");
    const { tokens } = exchange;
    if (tokens?.input !== undefined || tokens?.output !== undefined) work.tokens = (work.tokens ?? 0) + (tokens.input ?? 0) + (tokens.output ?? 0);
    add(work.cost, exchange.cost);
    if ((exchange.durationNanos ?? 0) > (work.slowest?.durationNanos ?? 0)) work.slowest = exchange;
  }
  work.calls = [...byTarget.values()].toSorted((a, b) => b.count - a.count || a.to.localeCompare(b.to));
  return work;
}

/** The call that made text of what was spoken; its voice is not kept. */
export function spokenIn(turn: Turn): Exchange | undefined {
  return turn.exchanges.find((exchange) => exchange.operation === "transcription");
}

/** Turns of several pages, each once, oldest first. */
export function ordered(turns: Turn[]): Turn[] {
  return [...new Map(turns.map((turn) => [turn.traceId, turn])).values()].toSorted((a, b) => a.startedAt.localeCompare(b.startedAt));
}

/** Conversations by what happened last, newest first. */
export function newestFirst(groups: ExchangeGroup[]): ExchangeGroup[] {
  return groups.toSorted((a, b) => b.lastAt.localeCompare(a.lastAt));
}
