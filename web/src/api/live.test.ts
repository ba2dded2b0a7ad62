// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Scene } from "../../dev/scene.ts";
import { type LiveFeed, listen, silentFeed } from "./live.ts";

/** An EventSource whose news the test brings by hand. */
class ManualSource extends EventTarget {
  static readonly CLOSED = 2;
  static readonly opened: ManualSource[] = [];
  readonly url: string;
  readyState = 1;

  constructor(url: string) {
    super();
    this.url = url;
    ManualSource.opened.push(this);
  }

  close() {
    this.readyState = ManualSource.CLOSED;
  }

  bring(board: unknown) {
    this.dispatchEvent(new MessageEvent("live", { data: JSON.stringify(board) }));
  }
}

let feed: LiveFeed = silentFeed;
const tell = (change: (feed: LiveFeed) => LiveFeed) => {
  feed = change(feed);
};
const last = () => {
  const source = ManualSource.opened.at(-1);
  if (!source) throw new Error("no stream was opened");
  return source;
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", ManualSource);
  ManualSource.opened.length = 0;
  feed = silentFeed;
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("replaces the board with every frame", () => {
  const stop = listen("/api/v1/live", tell);
  const first = new Scene("incident").live();
  last().bring(first);
  expect(feed.board).toEqual(first);
  last().bring({ ...first, inFlight: [] });
  expect(feed.board?.inFlight).toEqual([]);
  expect(feed.phase).toBe("open");
  stop();
});

it("keeps what it knew while the stream is lost, and since when", () => {
  const stop = listen("/api/v1/live", tell);
  last().bring(new Scene("incident").live());
  vi.advanceTimersByTime(500);
  last().dispatchEvent(new Event("error"));
  const lostAt = feed.lostAt;
  vi.advanceTimersByTime(500);
  last().dispatchEvent(new Event("error"));
  expect(feed).toMatchObject({ phase: "lost", lostAt });
  expect(feed.board).not.toBeNull();
  expect(lostAt).not.toBeNull();
  stop();
});

it("opens again where the browser has given up", () => {
  const stop = listen("/api/v1/live", tell);
  last().close();
  last().dispatchEvent(new Event("error"));
  vi.advanceTimersByTime(3000);
  expect(ManualSource.opened).toHaveLength(2);
  last().bring(new Scene("green").live());
  expect(feed).toMatchObject({ phase: "open", lostAt: null });
  stop();
});

it("closes its stream when nobody listens any more", () => {
  const stop = listen("/api/v1/live", tell);
  stop();
  expect(last().readyState).toBe(ManualSource.CLOSED);
});
