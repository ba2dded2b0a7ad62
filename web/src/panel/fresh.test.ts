// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { expect, it } from "vitest";
import { Scene } from "../../dev/scene.ts";
import type { Exchange } from "../api/client.ts";
import { settle } from "./fresh.ts";

const whole = new Scene("incident").exchanges("whatsapp", 6);
const old = whole.slice(2);

it("keeps the rows in their places and only counts what is new", () => {
  const { rows, fresh } = settle(old, whole);
  expect(rows.map((row) => row.spanId)).toEqual(old.map((row) => row.spanId));
  expect(fresh).toBe(2);
});

it("shows the newest values of the rows it has", () => {
  const ended: Exchange[] = old.map((row) => ({ ...row, durationNanos: 7 }));
  expect(settle(old, ended).rows.every((row) => row.durationNanos === 7)).toBe(true);
});

it("does not count older pages as news", () => {
  expect(settle(whole.slice(0, 2), whole).fresh).toBe(0);
});

it("counts everything as news for an empty list", () => {
  expect(settle([], whole).fresh).toBe(6);
});
