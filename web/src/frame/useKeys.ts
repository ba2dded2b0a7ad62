// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { useEffect, useRef } from "react";
import type { places } from "../view.ts";

/** What each key does, or two keys one after the other ("g e"); keys with a modifier and keys typed into a field are left alone. */
export type Keys = Record<string, () => void>;

/** The second of two keys counts for so long. */
const SECOND_WITHIN_MILLIS = 1500;

export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    let first = { key: "", at: 0 };
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof HTMLElement ? event.target : document.body;
      if (document.querySelector("dialog[open]")) return;
      if (event.key !== "Escape" && target.closest("input, textarea, select")) return;
      if (event.key === "Enter" && target.closest("a, button, summary")) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const pair = event.timeStamp - first.at < SECOND_WITHIN_MILLIS ? `${first.key} ${key}` : "";
      first = { key, at: event.timeStamp };
      const act = latest.current[pair] ?? latest.current[key];
      if (!act) return;
      first.key = "";
      event.preventDefault();
      act();
    }
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

/** Moves the focus to the next or previous row on the page. */
export function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")].filter((row) => row.checkVisibility());
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by));
  rows[next]?.focus();
}

/** The key that leads to a place, after G. */
export const placeKeys: Record<(typeof places)[number], string> = { now: "n", integrations: "i", conversations: "c", flows: "f", explore: "e", costs: "d" };
