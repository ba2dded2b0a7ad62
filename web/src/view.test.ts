// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { expect, it } from "vitest";
import { hrefOf, searchOf, viewOf } from "./view.ts";

it("starts live, over thirty minutes, with nothing selected", () => {
  expect(viewOf("")).toEqual({ place: "now", id: null, environment: null, range: "30m", fixed: null, live: true, integration: null, failures: false, exchange: null, span: null, trace: null, q: "", facets: ["integration", "cause"], measure: "", by: "" });
  expect(searchOf(viewOf(""))).toBe("");
});

it("says the same in a link as on the page", () => {
  const link = "?env=production&range=6h&live=off&integration=azure-openai/gpt-4.1&only=failures&exchange=4bf92f3577b34da6a3ce929d0e0e4736/00f067aa0ba902b7";
  expect(searchOf(viewOf(link))).toBe(link);
});

it("keeps a period that does not move", () => {
  const link = "?from=2026-11-24T18:11:00.000Z&to=2026-11-24T18:41:00.000Z";
  expect(viewOf(link).fixed).toEqual({ from: "2026-11-24T18:11:00.000Z", to: "2026-11-24T18:41:00.000Z" });
  expect(searchOf(viewOf(link))).toBe(link);
  expect(viewOf("?from=2026-11-24T18:41:00Z&to=2026-11-24T18:11:00Z").fixed).toBeNull();
  expect(viewOf("?from=ontem&to=hoje").fixed).toBeNull();
});

it("knows its places by their paths", () => {
  expect(viewOf("", "/explore").place).toBe("explore");
  expect(viewOf("", "/explorer").place).toBe("now");
  const link = '/explore?q=de:a+operacao:%22POST+/token%22&facets=model,to';
  expect(hrefOf(viewOf(link.slice(8), "/explore"))).toBe(link);
});

it("carries what is looked at in the path", () => {
  const path = "/traces/4bf92f3577b34da6a3ce929d0e0e4736";
  expect(viewOf("", path)).toMatchObject({ place: "trace", id: "4bf92f3577b34da6a3ce929d0e0e4736" });
  expect(hrefOf(viewOf("", path))).toBe(path);
  expect(viewOf("", "/traces/%E0%A4%A").id).toBe("%E0%A4%A");
});

it("leaves what it does not know at its default", () => {
  expect(viewOf("?range=forever&exchange=../../status&colour=red")).toEqual(viewOf(""));
});
