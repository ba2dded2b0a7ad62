// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { expect, open, type Page, test } from "./page.ts";

test.afterEach(({ complaints }) => {
  expect(complaints, "console errors, exceptions, broken policy").toEqual([]);
});

const routes = [
  ["/", "[data-headline]"], ["/integrations", ".integrations-page[data-ready]"], ["/conversations", ".conversations-page[data-ready]"],
  ["/flows", ".flows-page[data-ready]"], ["/explore", ".explore[data-ready]"], ["/costs", ".costs-page[data-ready]"],
] as const;

/** What one types to go there. */
const typed: Record<string, string> = { "/integrations": "integracoes", "/conversations": "conversas", "/flows": "fluxos", "/explore": "explorar", "/costs": "custas" };

/** What has the focus: where it is, and whether one sees that it has it. */
function focused(page: Page): Promise<{ name: string; seen: boolean; marked: boolean; inMain: boolean }> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement) || at === document.body) return { name: "", seen: true, marked: true, inMain: false };
    const style = getComputedStyle(at);
    const box = at.getBoundingClientRect();
    return {
      name: `${at.tagName} ${at.getAttribute("aria-label") ?? at.textContent.slice(0, 40)}`,
      seen: box.width > 0 && box.height > 0 && at.checkVisibility(),
      marked: style.outlineStyle !== "none" || style.boxShadow !== "none",
      inMain: at.closest("main") !== null,
    };
  });
}

for (const [path, ready] of routes) {
  test(`${path} is walked by Tab alone, each stop marked, and asks no other host`, async ({ page, baseURL }) => {
    const hosts = new Set<string>();
    page.on("request", (request) => hosts.add(new URL(request.url()).host));
    await open(page, path, ready);
    const stops = [];
    for (let press = 0; press < 40; press += 1) {
      await page.keyboard.press("Tab");
      stops.push(await focused(page));
    }
    expect(stops.filter((stop) => !stop.seen).map((stop) => stop.name), "focus where nothing is seen").toEqual([]);
    expect(stops.filter((stop) => !stop.marked).map((stop) => stop.name), "focus that is not marked").toEqual([]);
    expect(stops.some((stop) => stop.inMain), "the page itself is reached").toBe(true);
    expect([...hosts]).toEqual([new URL(baseURL ?? page.url()).host]);
  });
}

test("every place is gone to and left by the keyboard alone", async ({ page }) => {
  await open(page);
  for (const [path, ready] of routes.slice(1)) {
    await page.keyboard.press("Control+k");
    await page.keyboard.type(typed[path] ?? path);
    await page.keyboard.press("Enter");
    await page.locator(ready).waitFor({ timeout: 60_000 });
    await expect(page).toHaveURL(new RegExp(path));
    await page.locator(`${ready} [data-row]`).first().waitFor({ timeout: 60_000 });
    await page.keyboard.press("j");
    await expect(page.locator("[data-row]:focus")).toHaveCount(1);
  }
  await page.goBack();
  await expect(page).toHaveURL(/explore/);
});
