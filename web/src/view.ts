// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { useCallback, useSyncExternalStore } from "react";

export const ranges = ["15m", "30m", "1h", "6h", "24h", "7d"] as const;
export type Range = (typeof ranges)[number];

export const rangeMillis: Record<Range, number> = {
  "15m": 900_000, "30m": 1_800_000, "1h": 3_600_000, "6h": 21_600_000, "24h": 86_400_000, "7d": 604_800_000,
};

/** What is looked at: all of it lives in the URL, so that a link shows the same. */
export interface View {
  environment: string | null;
  range: Range;
  live: boolean;
  /** Id of the integration in the side panel. */
  integration: string | null;
  /** Of its exchanges only those that failed. */
  failures: boolean;
  /** traceId/spanId of the exchange in the side panel. */
  exchange: string | null;
}

/** Reads a view from a query string; what is unknown or malformed is left at its default. */
export function viewOf(search: string): View {
  const query = new URLSearchParams(search);
  const range = query.get("range");
  const exchange = query.get("exchange");
  return {
    environment: query.get("env"),
    range: ranges.find((known) => known === range) ?? "30m",
    live: query.get("live") !== "off",
    integration: query.get("integration"),
    failures: query.get("only") === "failures",
    exchange: exchange !== null && /^[0-9a-f]{32}\/[0-9a-f]{16}$/.test(exchange) ? exchange : null,
  };
}

export function searchOf(view: View): string {
  const query = new URLSearchParams();
  if (view.environment !== null) query.set("env", view.environment);
  if (view.range !== "30m") query.set("range", view.range);
  if (!view.live) query.set("live", "off");
  if (view.integration !== null) query.set("integration", view.integration);
  if (view.failures) query.set("only", "failures");
  if (view.exchange !== null) query.set("exchange", view.exchange);
  const text = query.toString().replaceAll("%2F", "/");
  return text === "" ? "" : `?${text}`;
}

const CHANGED = "farol:view";

function subscribe(listener: () => void): () => void {
  addEventListener("popstate", listener);
  addEventListener(CHANGED, listener);
  return () => {
    removeEventListener("popstate", listener);
    removeEventListener(CHANGED, listener);
  };
}

export type Look = (change: Partial<View>) => void;

/** The view and the way to change it; opening the panel makes a step in the history, so that Back closes it. */
export function useView(): [View, Look] {
  const search = useSyncExternalStore(subscribe, () => location.search);
  const look = useCallback<Look>((change) => {
    const now = viewOf(location.search);
    const next = searchOf({ ...now, ...change });
    if (next === searchOf(now)) return;
    const opens = now.integration === null && now.exchange === null;
    history[opens ? "pushState" : "replaceState"](null, "", `${location.pathname}${next}`);
    dispatchEvent(new Event(CHANGED));
  }, []);
  return [viewOf(search), look];
}
