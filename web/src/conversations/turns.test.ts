// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { expect, it } from "vitest";
import type { Exchange, Turn } from "../api/client.ts";
import { amountsOf } from "../parts/sums.ts";
import { ordered, spokenIn, workOf } from "./turns.ts";

function exchange(to: string, state: string, more: object = {}): Exchange {
  return { to, outcome: { state }, tokens: null, cost: null, durationNanos: 1, operation: "chat", ...more } as unknown as Exchange;
}

it("sums up the work of a turn by whom it went to", () => {
  const slow = exchange("serpro", "failed", { durationNanos: 30_000_000_000 });
  const work = workOf([
    exchange("azure-openai", "succeeded", { tokens: { input: 10, output: 2 }, cost: { state: "partly", amount: "0.5", currency: "USD" } }),
    exchange("azure-openai", "open", { tokens: { output: 3 } }),
    slow,
  ]);
  expect(work.calls).toEqual([{ to: "azure-openai", count: 2, failed: 0 }, { to: "serpro", count: 1, failed: 1 }]);
  expect(work).toMatchObject({ failed: 1, open: 1, tokens: 15, slowest: slow });
  expect(amountsOf(work.cost)).toEqual([{ currency: "USD", amount: "0.500000000", atLeast: true }]);
  expect(workOf([]).tokens).toBeUndefined();
});

function turn(traceId: string, startedAt: string): Turn {
  return { traceId, startedAt, exchanges: [] } as unknown as Turn;
}

it("shows each turn once, oldest first", () => {
  expect(ordered([turn("b", "2026-11-24T10:00:01Z"), turn("a", "2026-11-24T10:00:00Z"), turn("b", "2026-11-24T10:00:01Z")]).map((each) => each.traceId)).toEqual(["a", "b"]);
});

it("knows what was spoken", () => {
  const transcription = exchange("azure-openai", "succeeded", { operation: "transcription" });
  expect(spokenIn({ exchanges: [exchange("x", "open"), transcription] } as unknown as Turn)).toBe(transcription);
});
