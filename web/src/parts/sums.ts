// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { Amount, Exchange } from "../api/client.ts";
import type { Formats } from "../i18n/formats.ts";

/** Sums of money by currency, exact, and how many exchanges have a part without a price. */
export interface Sums {
  /** In billionths, by currency. */
  totals: Map<string, bigint>;
  unpriced: number;
}

function billionths(amount: string): bigint {
  const [, sign = "", whole = "0", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount) ?? [];
  const value = BigInt(whole) * 1_000_000_000n + BigInt(fraction.padEnd(9, "0").slice(0, 9));
  return sign === "-" ? -value : value;
}

function decimal(billionth: bigint): string {
  const digits = (billionth < 0n ? -billionth : billionth).toString().padStart(10, "0");
  return `${billionth < 0n ? "-" : ""}${digits.slice(0, -9)}.${digits.slice(-9)}`;
}

/** Adds to the sums, in place, what an exchange costs, or other sums. */
export function add(sums: Sums, more: Exchange["cost"] | Sums): Sums {
  if (more === null) return sums;
  if ("totals" in more) {
    for (const [currency, amount] of more.totals) sums.totals.set(currency, (sums.totals.get(currency) ?? 0n) + amount);
    sums.unpriced += more.unpriced;
    return sums;
  }
  if (more.amount !== null && more.currency !== null) sums.totals.set(more.currency, (sums.totals.get(more.currency) ?? 0n) + billionths(more.amount));
  if (more.state !== "priced") sums.unpriced += 1;
  return sums;
}

/** The sum of several amounts of one currency, exact. */
export function total(amounts: string[]): string {
  return decimal(amounts.reduce((sum, amount) => sum + billionths(amount), 0n));
}

/** As totals of the API: at least where something has no price. */
export function amountsOf(sums: Sums): Amount[] {
  return [...sums.totals].toSorted(([a], [b]) => a.localeCompare(b)).map(([currency, amount]) => ({ currency, amount: decimal(amount), atLeast: sums.unpriced > 0 }));
}

/** "US$ 0,0745 + R$ 3,30", each with its mark; empty where nothing was charged. */
export function sumWords(amounts: Amount[], f: Formats): string {
  return amounts
    .filter((each) => Number(each.amount) !== 0)
    .map((each) => `${each.atLeast ? "≥\u00a0" : ""}${f.money(each.amount, each.currency)}`)
    .join(" + ");
}
