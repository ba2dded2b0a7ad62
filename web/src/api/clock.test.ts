// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { clockFrom } from "./clock.ts";

beforeEach(() => vi.useFakeTimers({ now: new Date("2020-01-01T00:00:00Z") }));
afterEach(() => vi.useRealTimers());

const AT = "2026-11-24T18:41:07.000Z";

it("goes on from the server's time, whatever the reader's clock says", () => {
  const clock = clockFrom(AT, performance.now(), false);
  vi.advanceTimersByTime(2500);
  expect(clock.now()).toBe(Date.parse(AT) + 2500);
});

it("stands still while nothing is heard", () => {
  const heardAt = performance.now();
  vi.advanceTimersByTime(1000);
  const clock = clockFrom(AT, heardAt, true);
  vi.advanceTimersByTime(9000);
  expect(clock.now()).toBe(Date.parse(AT) + 1000);
});
