// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { expect, it } from "vitest";
import { instantOf, localOf } from "./zone.ts";

it("reads a wall clock in São Paulo, and writes it back", () => {
  expect(instantOf("2026-11-24T15:37:02")).toBe("2026-11-24T18:37:02.000Z");
  expect(localOf(Date.parse("2026-11-24T18:37:02Z"))).toBe("2026-11-24T15:37:02");
});

it("knows the summers in which the clock was an hour ahead", () => {
  expect(instantOf("2018-12-24T15:37:02")).toBe("2018-12-24T17:37:02.000Z");
});

it("takes no time that is none", () => {
  expect(instantOf("")).toBeNull();
  expect(instantOf("ontem")).toBeNull();
});
