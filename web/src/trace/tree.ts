// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { TraceSpan } from "../api/client.ts";
import { add, type Sums } from "../parts/sums.ts";

/** A span in its tree, with what lies below it. */
export interface Node {
  span: TraceSpan;
  depth: number;
  /** Milliseconds after the trace's start. */
  start: number;
  /** The same; null while it is open. */
  end: number | null;
  children: Node[];
  /** Its parent is named and not there. */
  orphan: boolean;
  failed: boolean;
  /** It and everything below it. */
  below: Below;
}

export interface Below {
  spans: number;
  errors: number;
  /** Milliseconds after the trace's start at which the last of them ended. */
  end: number;
  /** Of the exchanges among them; undefined where nobody reported. */
  tokens: number | undefined;
  cost: Sums;
}

export interface Tree {
  roots: Node[];
  spans: number;
  orphans: number;
  errors: number;
  /** Length in milliseconds, from the first start to the last end. */
  length: number;
  services: number;
  tokens: number | undefined;
  cost: Sums;
}

/** Nanoseconds since 1970 of a time with up to nine decimals, in milliseconds after another one. */
function after(at: string, first: bigint): number {
  return Number(nanos(at) - first) / 1e6;
}

function nanos(at: string): bigint {
  const [, seconds = "", fraction = ""] = /^(.*?)(?:\.(\d+))?Z$/.exec(at) ?? [];
  return BigInt(Date.parse(`${seconds}Z`)) * 1_000_000n + BigInt(fraction.padEnd(9, "0").slice(0, 9));
}

function hasFailed(span: TraceSpan): boolean {
  return span.status === "error" || span.exchange?.outcome.state === "failed";
}

/** Puts spans, given by their start, under their parents. Without recursion: a trace may be as deep as it is long. */
export function treeOf(spans: TraceSpan[]): Tree {
  const first = spans.reduce((least, span) => (nanos(span.startedAt) < least ? nanos(span.startedAt) : least), nanos(spans[0]?.startedAt ?? "1970-01-01T00:00:00Z"));
  const nodes = new Map<string, Node>();
  for (const span of spans) {
    const start = after(span.startedAt, first);
    const end = span.durationNanos === null ? null : start + span.durationNanos / 1e6;
    const failed = hasFailed(span);
    const tokens = span.exchange?.tokens;
    const spoken = tokens?.input === undefined && tokens?.output === undefined ? undefined : (tokens.input ?? 0) + (tokens.output ?? 0);
    nodes.set(span.spanId, {
      span, depth: 0, start, end, children: [], orphan: false, failed,
      below: { spans: 1, errors: failed ? 1 : 0, end: end ?? start, tokens: spoken, cost: add({ totals: new Map(), unpriced: 0 }, span.exchange?.cost ?? null) },
    });
  }
  const roots: Node[] = [];
  for (const node of nodes.values()) {
    const { parentSpanId } = node.span;
    const parent = parentSpanId === null ? undefined : nodes.get(parentSpanId);
    if (parent && parent !== node) parent.children.push(node);
    else {
      node.orphan = parentSpanId !== null;
      roots.push(node);
    }
  }
  const order = depthFirst(roots);
  // Spans that are each other's ancestors hang below no root: they are shown all the same.
  if (order.length < nodes.size) {
    const seen = new Set(order);
    for (const node of nodes.values()) {
      if (seen.has(node)) continue;
      for (const other of nodes.values()) other.children = other.children.filter((child) => child !== node);
      node.orphan = true;
      roots.push(node);
      depthFirst([node]).forEach((each) => seen.add(each));
    }
  }
  const all = depthFirst(roots);
  const parents = new Map<Node, Node>();
  for (const node of all) for (const child of node.children) parents.set(child, node);
  for (const node of all) node.depth = (parents.get(node)?.depth ?? -1) + 1;
  for (const node of all.toReversed()) {
    const parent = parents.get(node);
    if (!parent) continue;
    parent.below.spans += node.below.spans;
    parent.below.errors += node.below.errors;
    parent.below.end = Math.max(parent.below.end, node.below.end);
    if (node.below.tokens !== undefined) parent.below.tokens = (parent.below.tokens ?? 0) + node.below.tokens;
    add(parent.below.cost, node.below.cost);
  }
  const cost: Sums = { totals: new Map(), unpriced: 0 };
  roots.forEach((root) => add(cost, root.below.cost));
  const told = roots.map((root) => root.below.tokens).filter((tokens) => tokens !== undefined);
  return {
    roots,
    spans: all.length,
    orphans: roots.filter((root) => root.orphan).length,
    errors: roots.reduce((sum, root) => sum + root.below.errors, 0),
    length: roots.reduce((most, root) => Math.max(most, root.below.end), 0),
    services: new Set(spans.map((span) => span.service)).size,
    tokens: told.length === 0 ? undefined : told.reduce((sum, tokens) => sum + tokens, 0),
    cost,
  };
}

function depthFirst(roots: Node[]): Node[] {
  const order: Node[] = [];
  const waiting = roots.toReversed();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    order.push(node);
    for (let at = node.children.length - 1; at >= 0; at -= 1) {
      const child = node.children[at];
      if (child) waiting.push(child);
    }
  }
  return order;
}

export interface Showing {
  /** Ids of the spans whose children are not shown. */
  collapsed: ReadonlySet<string>;
  /** Only spans that say this, and those above them. */
  text: string;
  /** Among siblings those with an error in or below them come first. */
  errorsFirst: boolean;
}

function says(span: TraceSpan, wanted: string): boolean {
  const { exchange } = span;
  const texts = [span.name, span.service ?? "", span.spanId, exchange?.to ?? "", exchange?.integration ?? "", exchange?.operation ?? "", exchange?.outcome.cause ?? "", exchange?.model?.responded ?? exchange?.model?.requested ?? ""];
  return texts.some((text) => text.toLowerCase().includes(wanted));
}

/** The rows in their order: depth first, children by start. */
export function rowsOf(tree: Tree, { collapsed, text, errorsFirst }: Showing): Node[] {
  const wanted = text.trim().toLowerCase();
  const kept = wanted === "" ? null : keptFor(tree, wanted);
  const rows: Node[] = [];
  const sorted = (nodes: Node[]) => (errorsFirst ? nodes.toSorted((a, b) => Number(b.below.errors > 0) - Number(a.below.errors > 0)) : nodes);
  const waiting = sorted(tree.roots).toReversed();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (kept && !kept.has(node)) continue;
    rows.push(node);
    if (kept || !collapsed.has(node.span.spanId)) waiting.push(...sorted(node.children).toReversed());
  }
  return rows;
}

function keptFor(tree: Tree, wanted: string): Set<Node> {
  const kept = new Set<Node>();
  for (const node of depthFirst(tree.roots).toReversed()) {
    if (says(node.span, wanted) || node.children.some((child) => kept.has(child))) kept.add(node);
  }
  return kept;
}
