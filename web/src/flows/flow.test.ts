// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { expect, it } from "vitest";
import type { Flow } from "../api/client.ts";
import { currenciesOf, drawn, heat, valueOf } from "./flow.ts";

function flow(from: string, to: string, exchanges: number, more: Partial<Flow> = {}): Flow {
  return { from, to, exchanges, failed: 0, messages: 0, tokens: {}, sentBytes: null, receivedBytes: null, cost: [], unpricedExchanges: 0, ...more };
}

it("measures what is known, and nothing else", () => {
  const one = flow("a", "b", 5, { tokens: { output: 3 }, receivedBytes: 9, cost: [{ currency: "BRL", amount: "1.50", atLeast: false }] });
  expect(["exchanges", "messages", "tokens", "bytes", "BRL", "USD"].map((measure) => valueOf(one, measure))).toEqual([5, 0, 3, 9, 1.5, null]);
  expect(valueOf(flow("a", "b", 1), "tokens")).toBeNull();
  expect(valueOf(flow("a", "b", 1), "bytes")).toBeNull();
  expect(currenciesOf([one, flow("a", "c", 1, { cost: [{ currency: "USD", amount: "1", atLeast: false }] })])).toEqual(["BRL", "USD"]);
});

it("draws parties that call each other, callers left, the called right", () => {
  const { parties, ribbons } = drawn([flow("a", "b", 4), flow("b", "a", 2, { failed: 1 }), flow("a", "a", 1)], "exchanges", 600, 300);
  expect(parties.filter((party) => party.side === "from").map((party) => party.name).toSorted()).toEqual(["a", "b"]);
  expect(ribbons).toHaveLength(3);
  expect(ribbons.find((ribbon) => ribbon.from === "b")?.failing).toBe(0.5);
  expect(parties.every((party) => party.y1 >= party.y0 && party.y1 <= 300)).toBe(true);
});

it("draws all beyond the twelve largest as one", () => {
  const { parties } = drawn(Array.from({ length: 20 }, (_, at) => flow("a", `t${at}`, at + 1)), "exchanges", 600, 300);
  const targets = parties.filter((party) => party.side === "to");
  expect(targets).toHaveLength(13);
  expect(targets.find((party) => party.name === null)?.value).toBe(36);
});

it("draws nothing of nothing", () => {
  expect(drawn([flow("a", "b", 1)], "tokens", 600, 300)).toEqual({ parties: [], ribbons: [] });
  expect([heat(null, 9), heat(0, 9), heat(9, 9), heat(1, 1e6)]).toEqual([0, 0, 3, 1]);
});
