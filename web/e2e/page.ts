// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { expect, type Page, test as base } from "@playwright/test";
import axe, { type AxeResults } from "axe-core";

/** A page that remembers every complaint of the browser: console errors, exceptions, broken policy. */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" || message.text().startsWith("policy:")) complaints.push(`${message.text()} ${message.location().url}`);
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      await page.addInitScript(() => {
        document.addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
      });
      await use(complaints);
    },
    { auto: true },
  ],
});

export { expect, type Locator, type Page } from "@playwright/test";

/** Opens the page and waits until it has something to say. */
export async function open(page: Page, path = "/", ready = "[data-headline]"): Promise<void> {
  await page.goto(path);
  await page.locator(ready).waitFor({ timeout: 90_000 });
}

/** The figures on the page that are not drawn whole: wider than their cell, or reaching out of the part they stand in. */
export function cutNumbers(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("table.t td.r, table.t th.r, .age b, .strip p, .strip .v, .strip .dl, .headline h1, .headline p")]
      .filter((cell) => cell.checkVisibility() && cell.textContent !== "" && (cell.closest("thead")?.clientWidth ?? 2) > 1)
      .filter((cell) => {
        const frame = cell.closest(".scroll, .strip > div, .headline > *")?.getBoundingClientRect();
        return cell.scrollWidth > cell.clientWidth + 1 || (frame !== undefined && cell.getBoundingClientRect().right > frame.right + 1);
      })
      .map((cell) => cell.textContent ?? ""),
  );
}

/** The serious and critical findings of axe, one line each. The script is evaluated, since the policy forbids injecting it. */
export async function findings(page: Page): Promise<string[]> {
  // A colour in the middle of a fade is nobody's choice: what will end has ended first.
  await page.evaluate(() => Promise.all(document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity).map((animation) => animation.finished)));
  await page.evaluate(axe.source);
  const results = await page.evaluate<AxeResults>("axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })");
  return results.violations
    .filter((violation) => violation.impact === "serious" || violation.impact === "critical")
    .map((violation) => `${violation.id}: ${violation.nodes.map((node) => `${node.target.join(" ")} (${node.failureSummary ?? ""})`).join(" | ")}`);
}

/** A page in both languages, both themes, wide and on a phone: no serious finding, no cut number, no scrolling sideways. */
export function looksWell(visit: (page: Page) => Promise<void>): void {
  for (const locale of ["pt-BR", "en"] as const) {
    for (const colorScheme of ["light", "dark"] as const) {
      for (const [width, height] of [[1440, 900], [390, 844]] as const) {
        test.describe(`${locale}, ${colorScheme}, ${width} px`, () => {
          test.use({ locale, colorScheme, viewport: { width, height } });

          test("has no serious finding of axe, cuts no number and does not scroll sideways", async ({ page }) => {
            await visit(page);
            expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
            expect(await cutNumbers(page)).toEqual([]);
            expect(await findings(page)).toEqual([]);
          });
        });
      }
    }
  }
}
