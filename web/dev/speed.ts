// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { Page } from "@playwright/test";
import { browse } from "./browser.ts";

/**
 * How soon each page says something, and how soon it answers a key or a click: `FAROL_URL=… npm run speed [rounds]`. Each
 * round is a browser that has seen nothing before. First content: what the browser calls first contentful paint; said
 * something: the answer of the server is drawn. Interactions: from the event to the next frame, as the browser's Event
 * Timing tells in steps of 8 ms.
 */
const rounds = Number(process.argv[2] ?? 5);
const places = [
  ["/", "[data-headline]"], ["/integrations", ".integrations-page[data-ready]"], ["/explore", ".explore[data-ready]"],
  ["/conversations", ".conversations-page[data-ready]"], ["/flows", ".flows-page[data-ready]"], ["/costs", ".costs-page[data-ready]"],
] as const;

const content = new Map<string, number[]>();
const said = new Map<string, number[]>();
const interactions: { name: string; millis: number }[] = [];
let scripts = 0;

function note(map: Map<string, number[]>, key: string, value: number): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}

async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const timed: { name: string; millis: number }[] = [];
    Object.assign(window, { timed });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { interactionId?: number })[]) if ((entry.interactionId ?? 0) > 0) timed.push({ name: entry.name, millis: entry.duration });
    }).observe({ type: "event", durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  });
}

/** Every key and click counts, though the browser tells only of those that took 16 ms or more. */
async function interact(page: Page, doing: string, how: () => Promise<void>): Promise<void> {
  const before = await page.evaluate(() => (window as unknown as { timed: unknown[] }).timed.length);
  await how();
  await page.waitForTimeout(250);
  const after = await page.evaluate((from) => (window as unknown as { timed: { millis: number }[] }).timed.slice(from).map((each) => each.millis), before);
  interactions.push({ name: doing, millis: Math.max(0, ...after) });
}

for (let round = 0; round < rounds; round += 1) {
  for (const [path, ready] of places) {
    await browse({ locale: "pt-BR", viewport: { width: 1440, height: 900 } }, async (page) => {
      await watch(page);
      const address = new URL(path, process.env["FAROL_URL"]).href;
      const started = performance.now();
      await page.goto(address, { waitUntil: "commit" });
      await page.locator(ready).first().waitFor({ timeout: 60_000 });
      note(said, path, performance.now() - started);
      note(content, path, await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN));
      if (path === "/") {
        scripts = await page.evaluate(() => performance.getEntriesByType("resource").filter((each) => each.name.endsWith(".js")).reduce((sum, each) => sum + (each as PerformanceResourceTiming).encodedBodySize, 0));
      }
      await interact(page, "next row", () => page.keyboard.press("j"));
      await interact(page, "next row", () => page.keyboard.press("j"));
      await interact(page, "open panel", () => page.keyboard.press("Enter"));
      await interact(page, "close panel", () => page.keyboard.press("Escape"));
      await interact(page, "palette", () => page.keyboard.press("Control+k"));
      await interact(page, "type in palette", () => page.keyboard.type("cus"));
      await interact(page, "go to a place", () => page.keyboard.press("Enter"));
      await interact(page, "theme", () => page.getByRole("button", { name: /Tema claro ou escuro/ }).click());
    }, false);
  }
}

function at(values: number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  return `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN)}`;
}

console.log(`${rounds} rounds; JavaScript of Agora over the wire: ${Math.round(scripts / 1000)} kB\n`);
console.log("| page | first content p50 · most, ms | said something p50 · most, ms |\n|---|---|---|");
for (const [path] of places) console.log(`| ${path} | ${at(content.get(path) ?? [], 0.5)} · ${at(content.get(path) ?? [], 1)} | ${at(said.get(path) ?? [], 0.5)} · ${at(said.get(path) ?? [], 1)} |`);
console.log("\n| interaction | times | p50 · p95 · most, ms (0: under 16) |\n|---|---|---|");
for (const name of new Set(interactions.map((each) => each.name))) {
  const millis = interactions.filter((each) => each.name === name).map((each) => each.millis);
  console.log(`| ${name} | ${millis.length} | ${at(millis, 0.5)} · ${at(millis, 0.95)} · ${at(millis, 1)} |`);
}
