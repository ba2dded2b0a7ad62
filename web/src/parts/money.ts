// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { Exchange } from "../api/client.ts";
import type { Formats } from "../i18n/formats.ts";

/** What one exchange costs: an amount, at least where a part of it has no price; null where it has none. */
export function costOf(exchange: Pick<Exchange, "cost">, f: Formats): string | null {
  const { cost } = exchange;
  if (cost === null || cost.amount === null || cost.currency === null) return null;
  return `${cost.state === "partly" ? "≥\u00a0" : ""}${f.money(cost.amount, cost.currency)}`;
}
