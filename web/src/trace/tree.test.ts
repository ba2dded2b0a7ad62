// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { expect, it } from "vitest";
import type { TraceSpan } from "../api/client.ts";
import { amountsOf } from "../parts/sums.ts";
import { rowsOf, treeOf } from "./tree.ts";

const all = { collapsed: new Set<string>(), text: "", errorsFirst: false };

function span(id: string, parent: string | null, start: number, millis: number | null, more: Partial<TraceSpan> = {}): TraceSpan {
  return {
    spanId: id, parentSpanId: parent, name: `span ${id}`, kind: "internal", service: "lia",
    startedAt: new Date(Date.UTC(2026, 10, 24) + start).toISOString().replace("Z", "000000Z"), durationNanos: millis === null ? null : millis * 1e6,
    status: "unset", exchange: null, ...more,
  };
}

function paid(amount: string | null, tokens: number): Partial<TraceSpan> {
  const cost = amount === null ? { state: "unpriced", amount: null, currency: null } : { state: "priced", amount, currency: "USD" };
  return { exchange: { tokens: { input: tokens }, cost, outcome: { state: "succeeded" }, model: null, to: "azure-openai" } as unknown as TraceSpan["exchange"] };
}

const names = (rows: ReturnType<typeof rowsOf>) => rows.map((row) => row.span.spanId);

it("puts spans under their parents, each with what lies below it", () => {
  const tree = treeOf([span("a", null, 0, 100), span("b", "a", 10, 20, paid("0.100000001", 5)), span("c", "a", 40, 80, paid(null, 7)), span("d", "c", 50, 10, { status: "error" })]);
  expect(names(rowsOf(tree, all))).toEqual(["a", "b", "c", "d"]);
  const root = tree.roots[0];
  expect(root?.below).toMatchObject({ spans: 4, errors: 1, end: 120, tokens: 12 });
  expect(amountsOf(tree.cost)).toEqual([{ currency: "USD", amount: "0.100000001", atLeast: true }]);
  expect(tree).toMatchObject({ spans: 4, errors: 1, length: 120, orphans: 0 });
});

it("shows what has lost its parent as a root, and says so", () => {
  const tree = treeOf([span("b", "gone", 0, 10), span("c", "b", 1, 2)]);
  expect(names(rowsOf(tree, all))).toEqual(["b", "c"]);
  expect(tree.orphans).toBe(1);
});

it("shows spans that are each other's parents", () => {
  expect(names(rowsOf(treeOf([span("a", "b", 0, 1), span("b", "a", 1, 1), span("c", "c", 2, 1)]), all)).toSorted()).toEqual(["a", "b", "c"]);
});

it("hides what is collapsed or not sought, but for what stands above", () => {
  const tree = treeOf([span("a", null, 0, 9), span("b", "a", 1, 2), span("c", "b", 1, 1, { name: "POST /token" }), span("d", "a", 5, 1)]);
  expect(names(rowsOf(tree, { ...all, collapsed: new Set(["b"]) }))).toEqual(["a", "b", "d"]);
  expect(names(rowsOf(tree, { ...all, collapsed: new Set(["b"]), text: "TOKEN" }))).toEqual(["a", "b", "c"]);
});

it("puts errors first among siblings when asked", () => {
  const tree = treeOf([span("a", null, 0, 9), span("b", "a", 1, 2), span("c", "a", 3, 1), span("d", "c", 3, 1, { status: "error" })]);
  expect(names(rowsOf(tree, { ...all, errorsFirst: true }))).toEqual(["a", "c", "d", "b"]);
});

it("is not afraid of a trace as deep as it is long", () => {
  const spans = Array.from({ length: 40_000 }, (_, at) => span(`${at}`, at === 0 ? null : `${at - 1}`, at, 1));
  const tree = treeOf(spans);
  expect(rowsOf(tree, all)).toHaveLength(40_000);
  expect(rowsOf(tree, all).at(-1)?.depth).toBe(39_999);
});
