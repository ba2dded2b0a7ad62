// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { sankey, sankeyJustify, sankeyLinkHorizontal } from "d3-sankey";
import type { Flow } from "../api/client.ts";

/** What flows are measured by: counts, or money in one currency. */
export type Measure = string;

export const counts = ["exchanges", "messages", "tokens", "bytes"] as const;

/** The currencies in which anything flowed, in order. */
export function currenciesOf(flows: Flow[]): string[] {
  return [...new Set(flows.flatMap((flow) => flow.cost.map((total) => total.currency)))].toSorted();
}

/** How much flowed, by a measure; null where nobody knows. */
export function valueOf(flow: Flow, measure: Measure): number | null {
  switch (measure) {
    case "exchanges":
      return flow.exchanges;
    case "messages":
      return flow.messages;
    case "tokens":
      return flow.tokens.input === undefined && flow.tokens.output === undefined ? null : (flow.tokens.input ?? 0) + (flow.tokens.output ?? 0);
    case "bytes":
      return flow.sentBytes === null && flow.receivedBytes === null ? null : (flow.sentBytes ?? 0) + (flow.receivedBytes ?? 0);
    default: {
      const total = flow.cost.find((each) => each.currency === measure);
      return total === undefined ? null : Number(total.amount);
    }
  }
}

/** Parties of one side beyond so many are drawn as one. */
const MOST = 12;

export interface Party {
  /** Null for all others together. */
  name: string | null;
  side: "from" | "to";
  value: number;
  x0: number;
  x1: number;
  y0: number;
  y1: number;
}

export interface Ribbon {
  from: string | null;
  to: string | null;
  value: number;
  /** Of the exchanges on it. */
  failing: number;
  width: number;
  path: string;
}

interface Node {
  id: string;
  name: string | null;
  side: "from" | "to";
}

interface Link {
  value: number;
  exchanges: number;
  failed: number;
  from: string | null;
  to: string | null;
}

function largest(flows: Flow[], measure: Measure, side: "from" | "to"): Set<string> {
  const sums = new Map<string, number>();
  for (const flow of flows) sums.set(flow[side], (sums.get(flow[side]) ?? 0) + (valueOf(flow, measure) ?? 0));
  return new Set([...sums].toSorted((a, b) => b[1] - a[1]).slice(0, MOST).map(([name]) => name));
}

/** Who sent how much to whom, laid out: callers on the left, the called on the right, so that nothing runs in circles. */
export function drawn(flows: Flow[], measure: Measure, width: number, height: number): { parties: Party[]; ribbons: Ribbon[] } {
  const shown = flows.filter((flow) => (valueOf(flow, measure) ?? 0) > 0);
  if (shown.length === 0) return { parties: [], ribbons: [] };
  const sides = { from: largest(shown, measure, "from"), to: largest(shown, measure, "to") };
  const nodes = new Map<string, Node>();
  const links = new Map<string, Link & { source: string; target: string }>();
  const end = (flow: Flow, side: "from" | "to"): Node => {
    const name = sides[side].has(flow[side]) ? flow[side] : null;
    const id = `${side}:${JSON.stringify(name)}`;
    const node = nodes.get(id) ?? { id, name, side };
    nodes.set(id, node);
    return node;
  };
  for (const flow of shown) {
    const source = end(flow, "from");
    const target = end(flow, "to");
    const key = JSON.stringify([source.id, target.id]);
    const link = links.get(key) ?? { source: source.id, target: target.id, from: source.name, to: target.name, value: 0, exchanges: 0, failed: 0 };
    link.value += valueOf(flow, measure) ?? 0;
    link.exchanges += flow.exchanges;
    link.failed += flow.failed;
    links.set(key, link);
  }
  const layout = sankey<Node, Link>()
    .nodeId((node) => node.id)
    .nodeAlign(sankeyJustify)
    .nodeWidth(10)
    .nodePadding(14)
    .extent([[0, 6], [width, height - 6]]);
  const graph = layout({ nodes: [...nodes.values()], links: [...links.values()] });
  const path = sankeyLinkHorizontal<Node, Link>();
  return {
    parties: graph.nodes.map(({ name, side, value = 0, x0 = 0, x1 = 0, y0 = 0, y1 = 0 }) => ({ name, side, value, x0, x1, y0, y1 })),
    ribbons: graph.links.map((link) => ({ from: link.from, to: link.to, value: link.value, failing: link.exchanges === 0 ? 0 : link.failed / link.exchanges, width: Math.max(1, link.width ?? 1), path: path(link) ?? "" })),
  };
}

/** The lower steps of the heat ramp, on which text can be read: 0 for nothing, 3 for the most; by the square root, since flows differ by much. */
export function heat(value: number | null, most: number): number {
  if (value === null || value <= 0 || most <= 0) return 0;
  return Math.max(1, Math.min(3, Math.ceil(3 * Math.sqrt(value / most))));
}
