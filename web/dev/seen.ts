// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { browse } from "./browser.ts";

/**
 * How old a call to SERPRO is when its row first stands on the page: `FAROL_URL=… npm run seen [seconds]`. Measured on a
 * running demo, whose clock is the browser's: from the start in the caller's process to what a person sees.
 */
const seconds = Number(process.argv[2] ?? 120);
let ages: number[] = [];

await browse({ locale: "en-US" }, async (page) => {
  await page.locator("[data-in-flight] tbody tr").first().waitFor({ timeout: 60_000 });
  ages = await page.evaluate(async (during) => {
    const found: number[] = [];
    const observer = new MutationObserver((changes) => {
      for (const node of changes.flatMap((change) => [...change.addedNodes])) {
        if (node instanceof HTMLTableRowElement && /serpro/i.test(node.textContent)) {
          const [, number, unit] = /([\d.,]+)\s*(ms|s)$/.exec(node.querySelector(".age b")?.textContent.replaceAll("\u00a0", " ") ?? "") ?? [];
          if (number) found.push(Number(number) * (unit === "s" ? 1000 : 1));
        }
      }
    });
    observer.observe(document.body, { childList: true, subtree: true });
    await new Promise((done) => setTimeout(done, during * 1000));
    return found;
  }, seconds);
});

ages.sort((a, b) => a - b);
const at = (share: number): string => `${ages[Math.min(ages.length - 1, Math.floor(ages.length * share))]} ms`;
console.log(ages.length === 0 ? "no call to SERPRO began" : `${ages.length} calls first seen at the age of p50 ${at(0.5)}, p95 ${at(0.95)}, most ${at(1)}`);
