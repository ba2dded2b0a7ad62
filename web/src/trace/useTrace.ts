// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { answer, api, type TraceSpan } from "../api/client.ts";

const SPANS_A_PAGE = 1000;
/** A trace that may still grow is asked for again this often, while it is one page long. */
const AGAIN_MILLIS = 5000;

export interface Traced {
  spans: TraceSpan[];
  /** How many there are; null before the first answer. */
  count: number | null;
  /** More are on their way. */
  loading: boolean;
  error: Error | null;
}

/** All spans of a trace, page after page, as they come. */
export function useTrace(traceId: string, live: boolean): Traced {
  const asked = useInfiniteQuery({
    queryKey: ["trace", traceId],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      answer(api.GET("/traces/{traceId}", { params: { path: { traceId }, query: { limit: SPANS_A_PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) } } })),
    getNextPageParam: (page) => page.next,
    refetchInterval: (query) => (live && (query.state.data?.pages.length ?? 0) === 1 && query.state.data?.pages[0]?.next === null ? AGAIN_MILLIS : false),
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, isError } = asked;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  const spans = useMemo(() => data?.pages.flatMap((page) => page.spans) ?? [], [data]);
  return { spans, count: data?.pages[0]?.spanCount ?? null, loading: asked.isLoading || hasNextPage, error: asked.error };
}
