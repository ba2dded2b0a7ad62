// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { writeFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { browse } from "./browser.ts";

/**
 * The pictures of every page, in both themes and both languages and on the phone, taken of a running demo once SERPRO's
 * token fails: `FAROL_URL=… npm run pictures`. A page that does not come to say something fails the run.
 */
const looks = [
  { tag: "pt-light", locale: "pt-BR", colorScheme: "light", viewport: { width: 1440, height: 900 } },
  { tag: "pt-dark", locale: "pt-BR", colorScheme: "dark", viewport: { width: 1440, height: 900 } },
  { tag: "en-light", locale: "en-US", colorScheme: "light", viewport: { width: 1440, height: 900 } },
  { tag: "en-dark", locale: "en-US", colorScheme: "dark", viewport: { width: 1440, height: 900 } },
  { tag: "pt-phone", locale: "pt-BR", colorScheme: "light", viewport: { width: 390, height: 844 } },
  { tag: "en-phone", locale: "en-US", colorScheme: "dark", viewport: { width: 390, height: 844 } },
] as const;

/** A page's address, or what leads there, and what stands on it once it has something to say. */
const pages: readonly { name: string; visit: (page: Page) => Promise<void> }[] = [
  { name: "agora", visit: agora },
  { name: "integrations", visit: (page) => open(page, "/integrations", ".integrations-page[data-ready]") },
  { name: "integration", visit: integration },
  { name: "explore", visit: explore },
  { name: "trace", visit: trace },
  { name: "conversations", visit: (page) => open(page, "/conversations", ".conversations-page[data-ready]") },
  { name: "conversation", visit: conversation },
  { name: "flows", visit: (page) => open(page, "/flows", ".flows-page[data-ready]") },
  { name: "costs", visit: (page) => open(page, "/costs", ".costs-page[data-ready] table.ledger [data-row]") },
];

async function open(page: Page, path: string, ready: string): Promise<void> {
  await page.goto(new URL(path, process.env["FAROL_URL"]).href);
  await page.locator(ready).first().waitFor({ timeout: 60_000 });
}

async function agora(page: Page): Promise<void> {
  await open(page, "/", "[data-headline]");
  await page.locator("h1", { hasText: "SERPRO" }).waitFor({ timeout: 180_000 });
  await page.locator("[data-in-flight] [data-stalled='true']").first().waitFor({ timeout: 180_000 });
}

async function integration(page: Page): Promise<void> {
  await open(page, "/integrations", "tr[data-integration] a");
  await page.locator("tr[data-integration*='gpt-4.1'] a").first().click();
  await page.locator(".detail-page[data-ready]").waitFor({ timeout: 60_000 });
}

async function explore(page: Page): Promise<void> {
  await open(page, "/explore?q=model:gpt-4.1", ".explore[data-ready] .exchanges-table [data-row]");
  if ((page.viewportSize()?.width ?? 0) > 720) {
    await page.locator(".exchanges-table [data-row]").nth(3).click();
    await page.locator("aside [data-exchange]").waitFor({ timeout: 60_000 });
  }
}

async function trace(page: Page): Promise<void> {
  const url = new URL("/api/v1/exchanges?limit=200", process.env["FAROL_URL"]);
  const { items } = (await (await page.request.get(url.href)).json()) as { items: { traceId: string }[] };
  const counts = new Map<string, number>();
  for (const { traceId } of items) counts.set(traceId, (counts.get(traceId) ?? 0) + 1);
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1]);
  await open(page, `/traces/${most?.[0] ?? ""}`, ".waterfall[data-ready]");
}

async function conversation(page: Page): Promise<void> {
  await open(page, "/conversations", ".conversations-page [data-row]");
  await page.locator(".conversations-page [data-row]").nth(2).click();
  await page.locator(".turn").first().waitFor({ timeout: 60_000 });
}

const asked = new Set(process.argv.slice(2));
const chosen = pages.filter((each) => asked.size === 0 || asked.has(each.name));
let bytes = 0;
for (const { tag, ...options } of looks) {
  await browse(options, async (page) => {
    for (const { name, visit } of chosen) {
      await visit(page);
      await page.evaluate(() => document.fonts.ready);
      await page.evaluate(() => Promise.all(document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity).map((each) => each.finished)));
      const devtools = await page.context().newCDPSession(page);
      const { data } = await devtools.send("Page.captureScreenshot", { format: "webp", quality: 72 });
      const picture = Buffer.from(data, "base64");
      bytes += picture.length;
      if (process.env["PNG"]) writeFileSync(`${process.env["PNG"]}/${name}-${tag}.png`, await page.screenshot());
      writeFileSync(`../docs/pictures/${name}-${tag}.webp`, picture);
      console.log(`docs/pictures/${name}-${tag}.webp ${Math.round(picture.length / 1000)} kB`);
    }
  });
}
console.log(`${chosen.length * looks.length} pictures, ${Math.round(bytes / 1000)} kB`);
