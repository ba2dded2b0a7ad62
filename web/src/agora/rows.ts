// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { Cause, HealthState, Integration, Live, LiveExchange } from "../api/client.ts";
import type { View } from "../view.ts";

/** One integration as the page shows it: the question's answer, with what the live board knows newer. */
export interface IntegrationRow {
  id: string;
  name: string;
  platform: string | null;
  state: HealthState;
  since: string | null;
  reason: string | null;
  /** null: Farol cannot know. */
  inFlight: number | null;
  ratePerMinute: number;
  errorRatio: number | null;
  p95Millis: number | null;
  /** What its state amounts to: what fails most, what its hanging calls met; null where it is slow, silent or well. */
  cause: Cause | null;
  /** True while its state is that of a call which is still in flight: nothing needs to have failed yet. */
  hangs: boolean;
  lastSuccessAt: string | null;
  /** The window the state was judged by; null for an integration only the live board knows yet. */
  window: { seconds: number; exchanges: number; failed: number } | null;
  /** Calls older than is normal, oldest first. */
  stalled: LiveExchange[];
}

/** Below this share of failures a degraded integration is slow rather than failing. */
const SLOW_NOT_FAILING = 0.01;

/** True where failures are what is wrong, and not slowness or silence. */
export function isFailing(row: IntegrationRow): boolean {
  return row.cause !== null && (row.hangs || row.errorRatio === null || row.errorRatio >= SLOW_NOT_FAILING);
}

/** Whether an integration is one of a party's: parties are called by their platform, or by the integration where they have only one. */
export function belongsTo(row: IntegrationRow, party: string): boolean {
  return row.platform === party || row.name === party || row.id === party || row.id.startsWith(`${party}/`);
}

/** What to look at to find out why: the integration, and of its exchanges the failures, if there are any yet. */
export function diagnosis(row: IntegrationRow): Pick<View, "integration" | "failures" | "exchange"> {
  return { integration: row.id, failures: (row.window?.failed ?? 0) > 0, exchange: null };
}

const badness: Record<HealthState, number> = { down: 0, degraded: 1, silent: 2, unknown: 3, up: 4, idle: 5 };

export function isTrouble(state: HealthState): boolean {
  return badness[state] <= badness.silent;
}

/** All integrations, worst first. Among equals the order does not depend on numbers, so that rows never jump. */
export function integrationRows(list: Integration[], board: Live | null): IntegrationRow[] {
  const asked = new Map(list.map((integration) => [integration.id, integration]));
  const live = new Map((board?.integrations ?? []).map((integration) => [integration.id, integration]));
  const stalled = Map.groupBy((board?.inFlight ?? []).filter((call) => call.stalled), (call) => call.integration);
  const rows = [...new Set([...asked.keys(), ...live.keys()])].map((id): IntegrationRow => {
    const known = asked.get(id);
    const now = live.get(id);
    const since = now ? now.since : (known?.since ?? null);
    const waiting = (stalled.get(id) ?? []).toSorted(byStart);
    const hangs = waiting.some((call) => call.startedAt === since);
    return {
      id,
      name: known?.name ?? id,
      platform: known?.platform ?? null,
      state: now?.state ?? known?.state ?? "unknown",
      since,
      reason: now ? now.reason : (known?.reason ?? null),
      inFlight: now ? now.inFlight : (known?.inFlight ?? null),
      ratePerMinute: now?.ratePerMinute ?? known?.ratePerMinute ?? 0,
      errorRatio: now ? now.errorRatio : (known?.evidence.errorRatio ?? null),
      p95Millis: now ? now.p95Millis : (known?.evidence.p95Millis ?? null),
      hangs,
      cause: now ? now.cause : (known?.cause ?? null),
      lastSuccessAt: known?.evidence.lastSuccessAt ?? null,
      window: known ? { seconds: known.evidence.windowSeconds, exchanges: known.evidence.exchanges, failed: known.evidence.failed } : null,
      stalled: waiting,
    };
  });
  return rows.toSorted(
    (a, b) =>
      badness[a.state] - badness[b.state] ||
      Number(b.stalled.length > 0) - Number(a.stalled.length > 0) ||
      (isTrouble(a.state) ? (a.since ?? "").localeCompare(b.since ?? "") : 0) ||
      a.name.localeCompare(b.name),
  );
}

export function byStart(a: LiveExchange, b: LiveExchange): number {
  return a.startedAt < b.startedAt ? -1 : a.startedAt > b.startedAt ? 1 : a.spanId < b.spanId ? -1 : 1;
}
