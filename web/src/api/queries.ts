// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { keepPreviousData, QueryClient, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useContext } from "react";
import { periodOf, rangeMillis, type View } from "../view.ts";
import { answer, api, type ExchangeList, type ExchangeWithMessages, ProblemError } from "./client.ts";
import { ClockContext, type ServerClock } from "./clock.ts";

const POLL_MILLIS = 5000;

export function queryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => !(error instanceof ProblemError && error.status < 500) && failures < 2,
        staleTime: 1000,
      },
    },
  });
}

export interface Scoped {
  from: string;
  to?: string;
  environment?: string;
}

/** The range in the server's time, up to now unless it is fixed, and the environment where one is chosen. */
export function scoped(clock: ServerClock, view: View): Scoped {
  const range = view.fixed ?? { from: new Date(clock.now() - rangeMillis[view.range]).toISOString() };
  return view.environment === null ? range : { ...range, environment: view.environment };
}

export function usePolled<T>(key: unknown[], live: boolean, ask: () => Promise<T>, enabled = true) {
  return useQuery({ queryKey: key, queryFn: ask, enabled, refetchInterval: live ? POLL_MILLIS : false, placeholderData: keepPreviousData });
}

/** A question about the view's range: asked again and again while it moves. */
export function useOverRange<T>(name: string, view: View, more: unknown[], ask: (range: Scoped) => Promise<T>, enabled = true) {
  const clock = useContext(ClockContext);
  const moves = view.live && view.fixed === null;
  return usePolled([name, view.environment, periodOf(view), ...more], moves, () => ask(scoped(clock, view)), enabled);
}

export function useStatus(live: boolean) {
  return usePolled(["status"], live, () => answer(api.GET("/status")));
}

export function useOverview(view: View) {
  return useOverRange("overview", view, [], (query) => answer(api.GET("/overview", { params: { query } })));
}

export function useIntegrations(view: View) {
  return useOverRange("integrations", view, [], (range) => answer(api.GET("/integrations", { params: { query: { ...range, limit: 500 } } })));
}

/** Of the last hour, whatever the view's range is. */
export function useNotices(view: View) {
  const only = view.environment === null ? {} : { environment: view.environment };
  return usePolled(["notices", view.environment], view.live, () => answer(api.GET("/notices", { params: { query: only } })));
}

export function useFlows(view: View) {
  return useOverRange("flows", view, [], (range) => answer(api.GET("/flows", { params: { query: { ...range, limit: 200 } } })));
}

export function useCosts(view: View) {
  return useOverRange("costs", view, [], (query) => answer(api.GET("/costs", { params: { query } })));
}

const EXCHANGES_A_PAGE = 30;

/** A page of exchanges and the question asked: the next page must be asked with the same words. */
export interface ExchangesAnswer extends ExchangeList {
  query: Scoped & { integration: string; outcome?: "failed"; limit: number };
}

/** The last exchanges of an integration. */
export function useExchanges(view: View, integration: string) {
  return useOverRange("exchanges", view, [integration, view.failures], async (range): Promise<ExchangesAnswer> => {
    const only = view.failures ? { outcome: "failed" as const } : {};
    const query = { ...range, integration, ...only, limit: EXCHANGES_A_PAGE };
    return { ...(await answer(api.GET("/exchanges", { params: { query } }))), query };
  });
}

const FOUND_A_PAGE = 100;

/** A page of what a filter finds and the question asked: the next page must be asked with the same words. */
export interface FoundAnswer extends ExchangeList {
  query: Scoped & { q?: string; limit: number };
}

export function useFound(view: View, limit = FOUND_A_PAGE) {
  return useOverRange("found", view, [view.q, limit], async (range): Promise<FoundAnswer> => {
    const query = { ...range, ...(view.q === "" ? {} : { q: view.q }), limit };
    return { ...(await answer(api.GET("/exchanges", { params: { query } }))), query };
  });
}

/** The newest values of the first rows of a list, while one of them is open: in a busy system they are soon not among the newest. */
export function useFoundAgain(view: View, shown: FoundAnswer) {
  const [first] = shown.items;
  const open = first !== undefined && shown.items.slice(0, FOUND_A_PAGE).some((exchange) => exchange.outcome.state === "open");
  const to = first === undefined ? "" : new Date(Date.parse(first.startedAt) + 1).toISOString();
  return usePolled(["found-again", shown.query, to], view.live && open, () => answer(api.GET("/exchanges", { params: { query: { ...shown.query, to } } })), open);
}

/** What is grouped, and of which exchanges. */
export interface Grouping {
  /** One to three fields, with commas between. */
  by: string;
  q: string;
  limit: number;
  examine?: number;
  integration?: string;
  outcome?: "failed";
}

/** Groups move slowly; they are asked again this often. */
const GROUPS_MILLIS = 20_000;

/** What the newest exchanges have in common. */
export function useGroups(view: View, { q, examine = 2000, ...asked }: Grouping, enabled = true) {
  const clock = useContext(ClockContext);
  const moves = view.live && view.fixed === null;
  return useQuery({
    queryKey: ["groups", view.environment, periodOf(view), q, examine, asked],
    enabled,
    staleTime: GROUPS_MILLIS,
    refetchInterval: moves ? GROUPS_MILLIS : false,
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET("/exchanges/groups", { params: { query: { ...scoped(clock, view), ...asked, ...(q === "" ? {} : { q }), examine } } })),
  });
}

/** Over time, by integration: of one, or of all where none is named. */
export function useTraffic(view: View, integration: string | null) {
  return useOverRange("traffic", view, [integration], (range) => answer(api.GET("/traffic", { params: { query: { ...range, ...(integration === null ? {} : { integration }) } } })));
}

/** The turns of a conversation, newest page first; it may begin long before what the range of other pages shows. */
export function useTurns(view: View, conversation: string) {
  const clock = useContext(ClockContext);
  return useInfiniteQuery({
    queryKey: ["turns", view.environment, view.fixed, conversation],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const range = view.fixed ?? { from: new Date(Math.floor(clock.now() / 86_400_000) * 86_400_000 - rangeMillis["7d"]).toISOString() };
      const environment = view.environment === null ? {} : { environment: view.environment };
      return answer(api.GET("/conversations/turns", { params: { query: { ...range, ...environment, conversation, ...(pageParam === null ? {} : { cursor: pageParam }) } } }));
    },
    getNextPageParam: (page) => page.next,
    refetchInterval: (query) => (view.live && view.fixed === null && (query.state.data?.pages.length ?? 0) === 1 ? GROUPS_MILLIS : false),
  });
}

/** One span with its attributes. */
export function useSpan(id: string, wanted: boolean) {
  return useQuery({
    queryKey: ["span", id],
    enabled: wanted,
    queryFn: () => {
      const [traceId = "", spanId = ""] = id.split("/");
      return answer(api.GET("/traces/{traceId}/spans/{spanId}", { params: { path: { traceId, spanId } } }));
    },
  });
}

/** What was said, what it cost and what joined it may come after the end; for this long. */
const LATE_MILLIS = 30_000;

/** True once nothing more is to be expected of an exchange. */
function settled(exchange: ExchangeWithMessages | undefined, now: number): boolean {
  if (exchange?.outcome.state !== "succeeded" && exchange?.outcome.state !== "failed") return false;
  return now - Date.parse(exchange.startedAt) - (exchange.durationNanos ?? 0) / 1e6 > LATE_MILLIS;
}

/** @param wanted false while the board still has it in flight: the store has nothing to add before its end */
export function useExchange(id: string, live: boolean, wanted: boolean) {
  const clock = useContext(ClockContext);
  return useQuery({
    queryKey: ["exchange", id],
    enabled: wanted,
    refetchInterval: (query) => (live && !settled(query.state.data, clock.now()) ? POLL_MILLIS : false),
    queryFn: () => {
      const [traceId = "", spanId = ""] = id.split("/");
      return answer(api.GET("/exchanges/{traceId}/{spanId}", { params: { path: { traceId, spanId } } }));
    },
  });
}
