// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { Flow, HealthState, LiveExchange, Overview } from "../api/client.ts";
import { belongsTo, type IntegrationRow, isTrouble } from "./rows.ts";

/** The first thing read: what fails, since when, who waits. Decided here, said by the component. */
export type Headline =
  | { kind: "trouble"; row: IntegrationRow; waiting: LiveExchange[]; waits: string[] }
  | { kind: "stalled"; row: IntegrationRow; waiting: LiveExchange[]; waits: string[] }
  | { kind: "well"; integrations: number; lastFailureAt: string | null }
  | { kind: "nobody"; integrations: number; lastFailureAt: string | null };

const TALKING = new Set<HealthState>(["up", "degraded", "down"]);

/** @param rows worst first */
export function headlineOf(rows: IntegrationRow[], inFlight: LiveExchange[], flows: Flow[], overview: Overview | undefined): Headline {
  const worst = rows.find((row) => isTrouble(row.state));
  if (worst) {
    const waiting = inFlight.filter((call) => call.integration === worst.id);
    return { kind: "trouble", row: worst, waiting, waits: callers(worst, waiting, flows) };
  }
  const stuck = rows.find((row) => row.stalled.length > 0);
  if (stuck) return { kind: "stalled", row: stuck, waiting: stuck.stalled, waits: callers(stuck, stuck.stalled, flows) };
  const lastFailureAt = overview?.lastFailureAt ?? null;
  const talking = rows.some((row) => TALKING.has(row.state));
  return { kind: talking ? "well" : "nobody", integrations: rows.length, lastFailureAt };
}

/** Who waits: the callers of what is in flight, or, where that cannot be known, those whose calls failed. */
function callers(row: IntegrationRow, waiting: LiveExchange[], flows: Flow[]): string[] {
  const names = waiting.length > 0 ? waiting.map((call) => call.from) : flows.filter((flow) => flow.failed > 0 && belongsTo(row, flow.to)).map((flow) => flow.from);
  return [...new Set(names)].toSorted((a, b) => a.localeCompare(b));
}

/** How many integrations are in each state, in the order in which they are told. */
export function tally(rows: IntegrationRow[]): [HealthState, number][] {
  const order: HealthState[] = ["up", "down", "degraded", "silent", "idle", "unknown"];
  return order.map((state): [HealthState, number] => [state, rows.filter((row) => row.state === state).length]).filter(([, n]) => n > 0);
}
