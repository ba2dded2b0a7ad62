// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { createContext, useContext, useSyncExternalStore } from "react";

/**
 * The server's clock as far as the page knows it: the instant of the last frame plus what has passed since.
 * The reader's own clock may be wrong; an age must not be.
 */
export interface ServerClock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** A clock that stands at `at` (RFC 3339) at the moment `heardAt` of performance.now(), and goes on unless frozen. */
export function clockFrom(at: string | null, heardAt: number, frozen: boolean): ServerClock {
  if (at === null) return { now: () => Date.now() };
  const base = Date.parse(at);
  const stopped = performance.now();
  return { now: () => base + ((frozen ? stopped : performance.now()) - heardAt) };
}

export const ClockContext = createContext<ServerClock>({ now: () => Date.now() });

const tickers = new Map<number, { listeners: Set<() => void>; timer: ReturnType<typeof setInterval> }>();

function subscribe(period: number, listener: () => void): () => void {
  let ticker = tickers.get(period);
  if (!ticker) {
    const listeners = new Set<() => void>();
    ticker = { listeners, timer: setInterval(() => listeners.forEach((wake) => wake()), period) };
    tickers.set(period, ticker);
  }
  ticker.listeners.add(listener);
  return () => {
    ticker.listeners.delete(listener);
    if (ticker.listeners.size === 0) {
      clearInterval(ticker.timer);
      tickers.delete(period);
    }
  };
}

/** performance.now() in steps of `period` milliseconds; only the component that calls this draws again. */
export function useTicks(period: number): number {
  return useSyncExternalStore(
    (listener) => subscribe(period, listener),
    () => Math.floor(performance.now() / period) * period,
  );
}

/** The server's time, asked again every `period` milliseconds; only the component that calls this draws again. */
export function useServerTime(period: number): number {
  const clock = useContext(ClockContext);
  useTicks(period);
  return clock.now();
}
