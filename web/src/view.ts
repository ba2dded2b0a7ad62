// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { useCallback, useSyncExternalStore } from "react";
import type { Field } from "./api/client.ts";

export const ranges = ["15m", "30m", "1h", "6h", "24h", "7d"] as const;
export type Range = (typeof ranges)[number];

export const rangeMillis: Record<Range, number> = {
  "15m": 900_000, "30m": 1_800_000, "1h": 3_600_000, "6h": 21_600_000, "24h": 86_400_000, "7d": 604_800_000,
};

/** The places of the rail, in its order. */
export const places = ["now", "integrations", "conversations", "flows", "explore", "costs"] as const;
/** A trace is no place of the rail: one comes to it from a call. */
export type Place = (typeof places)[number] | "trace";

const paths: Record<Place, string> = { now: "/", integrations: "/integrations", conversations: "/conversations", flows: "/flows", explore: "/explore", costs: "/costs", trace: "/traces" };
const known = Object.keys(paths) as Place[];

/** A stretch of time that does not move: two instants, RFC 3339. */
export interface Fixed {
  from: string;
  to: string;
}

/** What is looked at: all of it lives in the URL, so that a link shows the same. */
export interface View {
  place: Place;
  /** Of the one thing of that place that is looked at: an integration's, a conversation's, a trace's. */
  id: string | null;
  environment: string | null;
  /** Up to now; not asked while `fixed` is set. */
  range: Range;
  fixed: Fixed | null;
  live: boolean;
  /** Id of the integration in the side panel. */
  integration: string | null;
  /** Of its exchanges only those that failed. */
  failures: boolean;
  /** traceId/spanId of the exchange in the side panel. */
  exchange: string | null;
  /** traceId/spanId of a span in the side panel that is no exchange. */
  span: string | null;
  /** Id of the trace in the side panel. */
  trace: string | null;
  /** A filter in the grammar of docs/reference/filters.md; empty asks for everything. */
  q: string;
  /** Whose values are shown beside the table. */
  facets: Field[];
  /** What flows and costs are measured by: exchanges, messages, tokens, bytes, or a currency; empty for the place's own. */
  measure: string;
  /** What costs are grouped by; empty for the place's own. */
  by: string;
}

const FACETS: Field[] = ["integration", "cause"];

/** The side panel closed. */
export const closed = { integration: null, failures: false, exchange: null, span: null, trace: null } satisfies Partial<View>;

/** No single call in it. */
export const spanClosed = { exchange: null, span: null } satisfies Partial<View>;

/** Nothing chosen yet: what is left behind when one goes to another place. */
export const bare = { ...closed, id: null, q: "", facets: FACETS, measure: "", by: "" } satisfies Partial<View>;

function fixedOf(query: URLSearchParams): Fixed | null {
  const from = query.get("from");
  const to = query.get("to");
  if (from === null || to === null || !(Date.parse(from) < Date.parse(to))) return null;
  return { from, to };
}

const SPAN = /^[0-9a-f]{32}\/[0-9a-f]{16}$/;
const WORD = /^[A-Za-z]{1,20}$/;
const TRACE = /^[0-9a-f]{32}$/;

function idAt(path: string, place: Place): string | null {
  const rest = path.slice(paths[place].length + 1);
  if (place === "now" || rest === "") return null;
  try {
    return decodeURIComponent(rest);
  } catch (malformed) {
    return malformed instanceof URIError ? rest : null;
  }
}

/** Reads a view from an address; what is unknown or malformed is left at its default. */
export function viewOf(search: string, path = "/"): View {
  const query = new URLSearchParams(search);
  const range = query.get("range");
  const fits = (name: string, form: RegExp) => {
    const value = query.get(name);
    return value !== null && form.test(value) ? value : null;
  };
  const place = known.find((each) => each !== "now" && (path === paths[each] || path.startsWith(`${paths[each]}/`))) ?? "now";
  return {
    place,
    id: idAt(path, place),
    environment: query.get("env"),
    range: ranges.find((each) => each === range) ?? "30m",
    fixed: fixedOf(query),
    live: query.get("live") !== "off",
    integration: query.get("integration"),
    failures: query.get("only") === "failures",
    exchange: fits("exchange", SPAN),
    span: fits("span", SPAN),
    trace: fits("trace", TRACE),
    q: query.get("q") ?? "",
    facets: query.get("facets")?.split(",").filter((field): field is Field => /^[a-z]+$/.test(field)) ?? FACETS,
    measure: fits("measure", WORD) ?? "",
    by: fits("by", WORD) ?? "",
  };
}

export function searchOf(view: View): string {
  const query = new URLSearchParams();
  if (view.environment !== null) query.set("env", view.environment);
  if (view.fixed !== null) {
    query.set("from", view.fixed.from);
    query.set("to", view.fixed.to);
  } else if (view.range !== "30m") query.set("range", view.range);
  if (!view.live) query.set("live", "off");
  if (view.integration !== null) query.set("integration", view.integration);
  if (view.failures) query.set("only", "failures");
  if (view.exchange !== null) query.set("exchange", view.exchange);
  if (view.span !== null) query.set("span", view.span);
  if (view.trace !== null) query.set("trace", view.trace);
  if (view.q !== "") query.set("q", view.q);
  if (view.facets.join() !== FACETS.join()) query.set("facets", view.facets.join());
  if (view.measure !== "") query.set("measure", view.measure);
  if (view.by !== "") query.set("by", view.by);
  const text = query.toString().replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}

/** The address of a view. */
export function hrefOf(view: View): string {
  const id = view.id === null ? "" : `/${encodeURIComponent(view.id).replaceAll("%2F", "/")}`;
  return paths[view.place] + id + searchOf(view);
}

/** The range as a key of what was asked. */
export function periodOf(view: View): string {
  return view.fixed === null ? view.range : `${view.fixed.from}/${view.fixed.to}`;
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

function now(): View {
  return viewOf(location.search, location.pathname);
}

export type Look = (change: Partial<View>) => void;

/** The view and the way to change it; going elsewhere and opening the panel make a step in the history, so that Back undoes them. */
export function useView(): [View, Look] {
  const address = useSyncExternalStore(subscribe, () => location.pathname + location.search);
  const look = useCallback<Look>((change) => {
    const before = now();
    const after = { ...before, ...change };
    const href = hrefOf(after);
    if (href === hrefOf(before)) return;
    const opens = before.integration === null && before.exchange === null && before.span === null && before.trace === null;
    history[opens || before.place !== after.place || before.id !== after.id ? "pushState" : "replaceState"](null, "", href);
    dispatchEvent(new Event(CHANGED));
  }, []);
  const at = address.indexOf("?");
  return [at < 0 ? viewOf("", address) : viewOf(address.slice(at), address.slice(0, at)), look];
}
