// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { expect, it } from "vitest";
import { niceTop } from "./Bars.tsx";

it("ends an axis at a round number", () => {
  expect([0, 1, 3, 6, 10, 11, 0.03].map(niceTop)).toEqual([0, 1, 5, 10, 10, 20, 0.05]);
});
