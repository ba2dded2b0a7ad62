// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { Cause } from "../api/client.ts";
import type { Speech } from "../i18n/index.tsx";
import { type IntegrationRow, isFailing } from "./rows.ts";

/** From this share of failures on, what fails is the integration and not some of its calls. */
const FAILING = 0.5;
/** An endpoint that hands out tokens is called so by its name. */
const TOKEN_ENDPOINT = /^(.+\S)[\s/·-]+token$/i;
/** Failures after which a token is simply not there; others, as a refused credential, say more by their own verb. */
const NO_TOKEN = new Set<Cause>(["timeout", "lost", "reset", "connect", "server_error", "overloaded", "malformed"]);
/** Failures that lie on the way or at the other end: a neighbour that answers rules out the way. */
const ON_THE_WAY = new Set<Cause>(["timeout", "lost", "reset", "connect"]);

/** What an integration in trouble does or does not do, in plain words. */
export interface Sentence {
  /** Without its end: since when stands after it. */
  words: string;
  /** True when the words have already said why. */
  saysCause: boolean;
}

/** "SERPRO não entrega token", "Azure OpenAI gpt-4.1: limite (429) em 6,3 %". */
export function sentenceOf(row: IntegrationRow, { t, f }: Pick<Speech, "t" | "f">): Sentence {
  const { name, cause, errorRatio, p95Millis } = row;
  if (row.state === "silent") return { words: t.headline.silent(name), saysCause: true };
  if (row.state === "down" || row.hangs || (errorRatio ?? 0) >= FAILING) {
    const why = cause ?? "unknown";
    const platform = NO_TOKEN.has(why) ? TOKEN_ENDPOINT.exec(name)?.[1] : undefined;
    if (platform !== undefined) return { words: t.headline.noToken(platform), saysCause: false };
    return { words: `${name} ${t.fails[why]}`, saysCause: true };
  }
  if (cause !== null && errorRatio !== null && isFailing(row)) {
    return { words: `${name}: ${t.integrations.share(t.cause[cause], f.percent(errorRatio))}`, saysCause: true };
  }
  if (p95Millis !== null) return { words: `${name} ${t.integrations.slow(f.duration(p95Millis))}`, saysCause: true };
  return { words: t.headline.degraded(name), saysCause: false };
}

/** A healthy integration of the same platform: where it answers, the way there is open. */
export function neighbour(row: IntegrationRow, rows: IntegrationRow[]): IntegrationRow | undefined {
  if (row.cause === null || row.platform === null || !ON_THE_WAY.has(row.cause)) return undefined;
  return rows.find((other) => other.id !== row.id && other.platform === row.platform && other.state === "up" && other.stalled.length === 0 && other.ratePerMinute > 0);
}
