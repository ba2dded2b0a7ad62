// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { expect, it } from "vitest";
import type { TrafficSeries } from "../api/client.ts";
import { groupOf, known, spentBy } from "./groups.ts";

function series(integration: string, amounts: string[], more: Partial<TrafficSeries> = {}): TrafficSeries {
  const nothing = amounts.map(() => null);
  return { integration, name: integration, exchanges: amounts.map(() => 1), failed: [], open: [], messages: [], unpriced: amounts.map(() => 0), inputTokens: nothing, outputTokens: nothing, p95Millis: nothing, cost: [{ currency: "USD", amounts }], ...more };
}

it("groups by who is paid, by model, and by integration", () => {
  const chat = { integration: "azure-openai/gpt-4.1", inputTokens: [null, 5] };
  const query = { integration: "serpro/consulta-cpf", inputTokens: [null] };
  expect([groupOf(chat, "provider"), groupOf(chat, "model"), groupOf(chat, "integration")]).toEqual(["azure-openai", "gpt-4.1", "azure-openai/gpt-4.1"]);
  expect([groupOf(query, "provider"), groupOf(query, "model")]).toEqual(["serpro", "serpro/consulta-cpf"]);
});

it("adds money exactly, in one currency, the dearest first", () => {
  const all = [series("a/x", ["0.100000001", "0.2"]), series("a/y", ["0.1", "0"], { unpriced: [2, 1] }), series("b", ["9", "0"])];
  const [first, second] = spentBy(all, "provider", "USD");
  expect(first).toMatchObject({ id: "b", amount: "9.000000000" });
  expect(second).toMatchObject({ id: "a", amounts: ["0.200000001", "0.200000000"], amount: "0.400000001", exchanges: [2, 2], unpriced: 3 });
  expect(spentBy(all, "provider", "BRL")[0]?.amount).toBe("0.000000000");
});

it("keeps what nobody told apart from nothing", () => {
  const [one] = spentBy([series("a/x", ["0", "0"], { inputTokens: [null, 3], outputTokens: [null, null] })], "model", "USD");
  expect(one?.tokens).toEqual([null, 3]);
  expect([known([null, null]), known([null, 3, 4])]).toEqual([null, 7]);
});

it("gives every group a hue of its own while there are some", () => {
  const hues = spentBy(["gpt-4.1", "gpt-4.1-mini", "a", "b"].map((id) => series(`azure-openai/${id}`, ["1"], { inputTokens: [1] })), "model", "USD").map((each) => each.hue);
  expect(new Set(hues).size).toBe(4);
});
