// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { useEffect, useState } from "react";
import type { Live } from "./client.ts";

/** The live board as the page holds it: the last whole frame, when it came, and how the stream stands. */
export interface LiveFeed {
  board: Live | null;
  /** performance.now() at the last frame; 0 before the first. */
  heardAt: number;
  phase: "connecting" | "open" | "lost" | "off";
  /** performance.now() since when the stream is lost; null while it is not. */
  lostAt: number | null;
}

export const silentFeed: LiveFeed = { board: null, heardAt: 0, phase: "connecting", lostAt: null };

const RETRY_MILLIS = 2000;

/**
 * Listens to the board. Every frame replaces the one before. The stream is closed while the page is hidden or not live,
 * and opened again by itself where the browser gives up.
 */
export function listen(url: string, tell: (change: (feed: LiveFeed) => LiveFeed) => void): () => void {
  let stream: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const lose = () => tell((feed) => ({ ...feed, phase: "lost", lostAt: feed.lostAt ?? performance.now() }));

  function open() {
    stream = new EventSource(url);
    stream.addEventListener("open", () => tell((feed) => ({ ...feed, phase: "open", lostAt: null })));
    stream.addEventListener("live", (event: MessageEvent<string>) => {
      const board = JSON.parse(event.data) as Live;
      tell(() => ({ board, heardAt: performance.now(), phase: "open", lostAt: null }));
    });
    stream.addEventListener("error", () => {
      lose();
      if (stream?.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MILLIS);
    });
  }

  function close() {
    clearTimeout(retry);
    stream?.close();
    stream = null;
  }

  function follow() {
    if (document.hidden) close();
    else if (!stream) open();
  }

  document.addEventListener("visibilitychange", follow);
  follow();
  return () => {
    document.removeEventListener("visibilitychange", follow);
    close();
  };
}

export function useLive(environment: string | null, on: boolean): LiveFeed {
  const [feed, setFeed] = useState<LiveFeed>(silentFeed);
  useEffect(() => {
    if (!on) return undefined;
    const query = environment === null ? "" : `?environment=${encodeURIComponent(environment)}`;
    return listen(`/api/v1/live${query}`, setFeed);
  }, [environment, on]);
  return on ? feed : { ...feed, phase: "off", lostAt: null };
}
