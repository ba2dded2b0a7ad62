// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { expect, it } from "vitest";
import { formatsOf } from "../i18n/formats.ts";
import { amounts } from "./cost.ts";
import { newest, normal, ratios, sinceFirst, sparkPath } from "./series.ts";

it("calls the median of the past normal, so that an incident does not change it", () => {
  expect(normal([1, 1, 2, 1, 1, 1, 1, 1, 1, 99])).toBe(1);
  expect(normal([null, 4, null])).toBeNull();
});

it("takes the newest value that is there", () => {
  expect(newest([1, 2, null])).toBe(2);
  expect(newest([null])).toBeNull();
});

it("has no error ratio where nothing was exchanged", () => {
  expect(ratios([0, 1], [0, 4])).toEqual([null, 0.25]);
});

it("draws a gap as a gap", () => {
  expect(sparkPath([0, 2, null, 1], 30, 10)).toBe("M0.0 10.0L10.0 0.0M30.0 5.0");
});

it("marks a total that is only a lower bound, and never draws a zero", () => {
  const cost = [
    { currency: "BRL", amount: "1541.770000000", atLeast: true },
    { currency: "USD", amount: "2.500000000", atLeast: false },
    { currency: "EUR", amount: "0.000000000", atLeast: true },
  ];
  expect(amounts(cost, formatsOf("pt-BR"))).toEqual(["≥\u00a0R$\u00a01.541,77", "US$\u00a02,50"]);
});

it("draws a line only since somebody talked", () => {
  expect(sinceFirst([0, 0, 7, 0, 9], [0, 0, 3, 0, 4])).toEqual([7, 0, 9]);
  expect(sinceFirst([0, 0], [0, 0])).toEqual([]);
});
