// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { Exchange } from "../api/client.ts";

export function idOf(exchange: Pick<Exchange, "traceId" | "spanId">): string {
  return `${exchange.traceId}/${exchange.spanId}`;
}

/**
 * What a list shows while news arrive: the rows it had, in their places and with their newest values; what is new is
 * only counted, until the reader asks for it.
 */
export function settle(shown: Exchange[], asked: Exchange[]): { rows: Exchange[]; fresh: number } {
  const newest = new Map(asked.map((exchange) => [idOf(exchange), exchange]));
  const rows = shown.map((exchange) => newest.get(idOf(exchange)) ?? exchange);
  const known = new Set(shown.map(idOf));
  const first = shown[0];
  const fresh = asked.filter((exchange) => !known.has(idOf(exchange)) && (!first || exchange.startedAt >= first.startedAt)).length;
  return { rows, fresh };
}
