// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { Amount } from "../api/client.ts";
import type { Formats } from "../i18n/formats.ts";

/** Totals of several currencies, each with its mark: ≥ where something under it has no price. A zero is never drawn. */
export function amounts(cost: Amount[], f: Formats): string[] {
  return cost
    .filter((total) => Number(total.amount) !== 0)
    .map((total) => `${total.atLeast ? "≥\u00a0" : ""}${f.money(total.amount, total.currency)}`);
}
