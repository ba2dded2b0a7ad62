// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { describe, expect, it } from "vitest";
import { formatsOf } from "./formats.ts";

const pt = formatsOf("pt-BR");
const en = formatsOf("en");
/** No-break spaces as they are, made visible. */
const seen = (text: string) => text.replaceAll("\u00a0", "~");

describe("money", () => {
  it.each([
    ["0.0031", "BRL", "R$~0,00310"],
    ["0.001234500", "BRL", "R$~0,00123"],
    ["0.902", "BRL", "R$~0,902"],
    ["0.140", "BRL", "R$~0,140"],
    ["1541.77", "BRL", "R$~1.541,77"],
    ["9999.99", "BRL", "R$~9.999,99"],
    ["34751.2", "BRL", "R$~34.751"],
    ["-3.5", "USD", "\u2212US$~3,50"],
  ])("says %s %s as %s", (amount, currency, said) => {
    expect(seen(pt.money(amount, currency))).toBe(said);
  });

  it("keeps every digit that a float would lose", () => {
    expect(pt.money("9007199254740993", "BRL")).toContain("9.007.199.254.740.993");
  });

  it("speaks English", () => {
    expect(en.money("1541.77", "USD")).toBe("$1,541.77");
  });
});

describe("durations", () => {
  it.each([
    [38, "38~ms"],
    [2900, "2,9~s"],
    [98_000, "1~min~38~s"],
    [30_000, "30~s"],
    [300_000, "5~min"],
    [102_000, "1~min~42~s"],
    [7_500_000, "2~h~05~min"],
    [86_400_000, "1~dia"],
    [3 * 86_400_000, "3~dias"],
  ])("says %i ms as %s", (millis, said) => {
    expect(seen(pt.duration(millis))).toBe(said);
  });

  it("counts ages up in tenths, then in minutes and seconds", () => {
    expect(seen(pt.age(28_440))).toBe("28,4~s");
    expect(seen(pt.age(245_000))).toBe("4~min~05~s");
    expect(seen(pt.since(240_400))).toBe("4~min~00~s");
    expect(seen(en.age(28_440))).toBe("28.4~s");
  });

  it("never counts below zero", () => {
    expect(seen(pt.since(-400))).toBe("0~s");
  });
});

describe("shares", () => {
  it.each([
    [0, "0~%"],
    [0.063, "6,3~%"],
    [0.0004, "<~0,1~%"],
    [1, "100~%"],
  ])("says %d as %s", (ratio, said) => {
    expect(seen(pt.percent(ratio))).toBe(said);
  });

  it("needs no space in English", () => {
    expect(en.percent(0.063)).toBe("6.3%");
  });
});

describe("counts and bytes", () => {
  it("groups, shortens and names units", () => {
    expect(pt.count(1_284_117)).toBe("1.284.117");
    expect(seen(pt.compact(4_850_000))).toBe("4,85~mi");
    expect(pt.compact(9999)).toBe("9.999");
    expect(pt.rate(0.6)).toBe("0,6/min");
    expect(pt.rate(48.4)).toBe("48/min");
    expect(seen(pt.rate(1100))).toBe("1,1~mil/min");
    expect([0, 999, 86_000, 1_240_000].map((n) => seen(pt.bytes(n)))).toEqual(["0~B", "999~B", "86~kB", "1,2~MB"]);
  });
});

describe("times", () => {
  it("shows São Paulo and keeps UTC for the hover", () => {
    expect(pt.time("2026-11-24T18:37:02.123456789Z")).toBe("15:37:02");
    expect(en.time("2026-11-24T18:37:02Z")).toBe("15:37:02");
    expect(pt.utc("2026-11-24T18:37:02.123456789Z")).toBe("2026-11-24 18:37:02.123 UTC");
  });

  it("joins names as the language does", () => {
    expect(pt.list(["Cadastro", "Triagem"])).toBe("Cadastro e Triagem");
    expect(en.list(["A", "B", "C"])).toBe("A, B, and C");
  });
});
