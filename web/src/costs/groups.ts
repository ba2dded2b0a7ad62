// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { TrafficSeries } from "../api/client.ts";
import { total } from "../parts/sums.ts";

export const groupings = ["provider", "model", "integration"] as const;
export type Grouping = (typeof groupings)[number];

/** What was spent and used under one name. */
export interface Spent {
  id: string;
  /** One of the eight hues, as a class. */
  hue: string;
  /** In the chosen currency, step by step; exact texts. */
  amounts: string[];
  amount: string;
  exchanges: number[];
  tokens: (number | null)[];
  unpriced: number;
}

/** Who is paid: an integration's id begins with it. */
export function groupOf(series: Pick<TrafficSeries, "integration" | "inputTokens">, by: Grouping): string {
  const slash = series.integration.indexOf("/");
  if (by === "integration" || slash < 0) return series.integration;
  if (by === "provider") return series.integration.slice(0, slash);
  return series.inputTokens.some((tokens) => tokens !== null) ? series.integration.slice(slash + 1) : series.integration;
}

/** Entities of the drawings keep their hue on every screen; others get what is left, in the order of their names. */
const HUES: [name: RegExp, hue: number][] = [[/consulta-cpf/, 1], [/consulta-cnpj|^serpro$/, 6], [/whatsapp/, 3], [/gpt-4\.1-mini/, 2], [/gpt-4\.1|azure-openai$/, 4]];

function hues(ids: string[]): Map<string, string> {
  const chosen = new Map<string, string>();
  const free = new Set([1, 2, 3, 4, 5, 6, 7]);
  for (const id of ids) {
    const hue = HUES.find(([name]) => name.test(id))?.[1];
    if (hue === undefined || !free.delete(hue)) continue;
    chosen.set(id, `d${hue}`);
  }
  for (const id of ids.toSorted()) {
    if (chosen.has(id)) continue;
    const [next] = free;
    if (next !== undefined) free.delete(next);
    chosen.set(id, `d${next ?? 8}`);
  }
  return chosen;
}

function added(one: (number | null)[], other: (number | null)[]): (number | null)[] {
  return one.map((value, at) => (value === null && (other[at] ?? null) === null ? null : (value ?? 0) + (other[at] ?? 0)));
}

/** Everything by provider, model or integration, the dearest first. */
export function spentBy(series: TrafficSeries[], by: Grouping, currency: string | null): Spent[] {
  const groups = new Map<string, TrafficSeries[]>();
  for (const each of series) groups.set(groupOf(each, by), [...(groups.get(groupOf(each, by)) ?? []), each]);
  const colours = hues([...groups.keys()]);
  const spent = [...groups].map(([id, members]): Spent => {
    const steps = members[0]?.exchanges.length ?? 0;
    const lines = members.flatMap((member) => member.cost.filter((cost) => cost.currency === currency).map((cost) => cost.amounts));
    const amounts = Array.from({ length: steps }, (_, step) => total(lines.map((line) => line[step] ?? "0")));
    return {
      id,
      hue: colours.get(id) ?? "d8",
      amounts,
      amount: total(amounts),
      exchanges: Array.from({ length: steps }, (_, step) => members.reduce((sum, member) => sum + (member.exchanges[step] ?? 0), 0)),
      tokens: members.flatMap((member) => [member.inputTokens, member.outputTokens]).reduce(added),
      unpriced: members.reduce((sum, member) => sum + member.unpriced.reduce((all, value) => all + value, 0), 0),
    };
  });
  return spent.toSorted((a, b) => Number(b.amount) - Number(a.amount) || a.id.localeCompare(b.id));
}

/** The sum of what is known; null where nothing is. */
export function known(values: (number | null)[]): number | null {
  const told = values.filter((value) => value !== null);
  return told.length === 0 ? null : told.reduce((sum, value) => sum + value, 0);
}
