// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { keepPreviousData, QueryClient, useQuery } from "@tanstack/react-query";
import { useContext } from "react";
import { type Range, rangeMillis, type View } from "../view.ts";
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

function since(clock: ServerClock, range: Range): string {
  return new Date(clock.now() - rangeMillis[range]).toISOString();
}

/** The range in the server's time, up to now, and the environment where one is chosen. */
function scoped(clock: ServerClock, view: View): { from: string; environment?: string } {
  const from = since(clock, view.range);
  return view.environment === null ? { from } : { from, environment: view.environment };
}

function usePolled<T>(key: unknown[], live: boolean, ask: () => Promise<T>) {
  return useQuery({ queryKey: key, queryFn: ask, refetchInterval: live ? POLL_MILLIS : false, placeholderData: keepPreviousData });
}

export function useStatus(live: boolean) {
  return usePolled(["status"], live, () => answer(api.GET("/status")));
}

export function useOverview(view: View) {
  const clock = useContext(ClockContext);
  return usePolled(["overview", view.environment, view.range], view.live, () =>
    answer(api.GET("/overview", { params: { query: scoped(clock, view) } })),
  );
}

export function useIntegrations(view: View) {
  const clock = useContext(ClockContext);
  return usePolled(["integrations", view.environment, view.range], view.live, () =>
    answer(api.GET("/integrations", { params: { query: { ...scoped(clock, view), limit: 500 } } })),
  );
}

export function useFlows(view: View) {
  const clock = useContext(ClockContext);
  return usePolled(["flows", view.environment, view.range], view.live, () =>
    answer(api.GET("/flows", { params: { query: { ...scoped(clock, view), limit: 200 } } })),
  );
}

const EXCHANGES_A_PAGE = 30;

/** A page of exchanges and the question asked: the next page must be asked with the same words. */
export interface ExchangesAnswer extends ExchangeList {
  query: { from: string; environment?: string; integration: string; outcome?: "failed"; limit: number };
}

/** The last exchanges of an integration. */
export function useExchanges(view: View, integration: string) {
  const clock = useContext(ClockContext);
  return usePolled(["exchanges", view.environment, view.range, integration, view.failures], view.live, async (): Promise<ExchangesAnswer> => {
    const only = view.failures ? { outcome: "failed" as const } : {};
    const query = { ...scoped(clock, view), integration, ...only, limit: EXCHANGES_A_PAGE };
    return { ...(await answer(api.GET("/exchanges", { params: { query } }))), query };
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
